// SPDX-License-Identifier: Apache-2.0
package dev.schism.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads the step lines of the text format. */
final class StepText {

    private static final Pattern SEGMENT = Pattern.compile("[1-9][0-9]{0,9}");

    private StepText() {}

    /** Reads a whole step line other than a send. */
    static Step read(TextLine line) {
        String keyword = line.rest();
        if (!Step.KEYWORDS.contains(keyword)) {
            String keywords = String.join(", ", Step.KEYWORDS);
            throw line.problem(0, "step must be one of " + keywords + ": '" + TextLine.excerpt(keyword) + "'");
        }
        Step step = read(line, keyword);
        line.end();
        return step;
    }

    private static Step read(TextLine line, String keyword) {
        return switch (keyword) {
            case "pause" -> timed(line, "duration", Step.Pause::new);
            case "await" -> timed(line, "timeout", Step.AwaitResponse::new);
            case "wait-for" -> guard(line, Step.WaitForResponse::new);
            case "expect" -> guard(line, Step.ExpectResponse::new);
            case "half-close" -> new Step.HalfClose();
            case "reset" -> new Step.Reset();
            case "close" -> new Step.Close();
            default -> throw new AssertionError(keyword);
        };
    }

    private static Step timed(TextLine line, String field, Function<Duration, Step> step) {
        int at = line.position() + 1;
        Duration duration = line.duration(field);
        return line.checked(at, () -> step.apply(duration));
    }

    private static Step guard(TextLine line, BiFunction<Match, Duration, Step> step) {
        List<Match.Condition> conditions = new ArrayList<>();
        line.space("timeout");
        while (!line.skipWord("timeout")) {
            conditions.add(MatchText.read(line));
            line.space("timeout");
        }
        return timed(line, "timeout", timeout -> step.apply(new Match(conditions), timeout));
    }

    /** Reads what follows the keyword of a send. */
    static Pacing pacing(TextLine line) {
        if (line.atEnd()) {
            return Pacing.WHOLE;
        }
        int segment = segment(line);
        Duration interval = Duration.ZERO;
        int at = line.position();
        if (!line.atEnd()) {
            expectWord(line, "every");
            at = line.position() + 1;
            interval = line.duration("interval");
        }
        line.end();
        Duration every = interval;
        return line.checked(at, () -> new Pacing(segment, every));
    }

    private static int segment(TextLine line) {
        expectWord(line, "segment");
        line.space("segment");
        int at = line.position();
        String word = line.rest();
        if (!SEGMENT.matcher(word).matches() || Long.parseLong(word) > Integer.MAX_VALUE) {
            throw line.problem(
                    at, "segment must be from 1 to %d: '%s'".formatted(Integer.MAX_VALUE, TextLine.excerpt(word)));
        }
        return Integer.parseInt(word);
    }

    private static void expectWord(TextLine line, String word) {
        line.space(word);
        int at = line.position();
        if (!line.skipWord(word)) {
            throw line.problem(at, "word must be " + word + ": '" + TextLine.excerpt(line.rest()) + "'");
        }
    }
}
