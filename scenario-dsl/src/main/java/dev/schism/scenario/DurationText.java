// SPDX-License-Identifier: Apache-2.0
package dev.schism.scenario;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The spelling of durations: an integer and a unit, such as {@code 50ms}. */
final class DurationText {

    // Thirteen digits hold an hour in nanoseconds, and no number of minutes so long overflows a Duration.
    private static final Pattern SPELLING = Pattern.compile("(0|[1-9][0-9]{0,12})(ns|us|ms|s|m)");

    private DurationText() {}

    /** Writes a duration in the largest unit that divides it. */
    static String write(Duration duration) {
        if (duration.isZero()) {
            return "0ms";
        }
        long nanos = duration.toNanos();
        Unit unit = Unit.NANOSECONDS;
        for (Unit candidate : Unit.values()) {
            if (nanos % candidate.nanos() == 0) {
                unit = candidate;
            }
        }
        return nanos / unit.nanos() + unit.suffix;
    }

    /** Reads a duration; empty where the text spells none. */
    static Optional<Duration> read(String text) {
        Matcher matcher = SPELLING.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Unit unit = Unit.ofSuffix(matcher.group(2));
        return Optional.of(Duration.of(Long.parseLong(matcher.group(1)), unit.chrono));
    }

    private enum Unit {
        NANOSECONDS("ns", ChronoUnit.NANOS),
        MICROSECONDS("us", ChronoUnit.MICROS),
        MILLISECONDS("ms", ChronoUnit.MILLIS),
        SECONDS("s", ChronoUnit.SECONDS),
        MINUTES("m", ChronoUnit.MINUTES);

        private final String suffix;
        private final ChronoUnit chrono;

        Unit(String suffix, ChronoUnit chrono) {
            this.suffix = suffix;
            this.chrono = chrono;
        }

        private long nanos() {
            return chrono.getDuration().toNanos();
        }

        private static Unit ofSuffix(String suffix) {
            return Arrays.stream(values())
                    .filter(unit -> unit.suffix.equals(suffix))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
