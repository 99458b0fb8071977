// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import dev.schism.scenario.Bindings;
import dev.schism.scenario.Pacing;
import dev.schism.scenario.Placeholder;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.Step;
import dev.schism.wire.Observation;
import dev.schism.wire.Octets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** A shell command (POSIX sh) that sends the octets of a scenario without Schism. */
final class Reproducer {

    /** Largest number of octets that are put into a command: 8 KiB. */
    static final int MAX_OCTETS = 8192;

    /** How long the connection stays open for an answer. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:/][A-Za-z0-9._:/-]*");

    private Reproducer() {}

    /** Returns the command, or nothing where the octets are too many. */
    static String command(Scenario scenario, Observation observation) {
        Map<String, String> values = observation.placeholders();
        Bindings bindings = bindings(values);
        List<String> parts = new ArrayList<>();
        int octets = 0;
        for (Step step : scenario.steps()) {
            if (step instanceof Step.SendBytes send) {
                Octets filled = send.bytes().fill(bindings);
                octets += filled.length();
                parts.add("printf '" + format(filled) + "'");
            } else if (step instanceof Step.Pause pause) {
                parts.add(sleep(pause.duration()));
            }
            if (octets > MAX_OCTETS) {
                return "";
            }
        }
        if (scenario.steps().stream().noneMatch(step -> step instanceof Step.HalfClose)) {
            parts.add(sleep(LINGER));
        }
        return "{ " + String.join("; ", parts) + "; } | nc " + address(values);
    }

    /** Says what the command leaves out; empty where it leaves out nothing. */
    static String note(Scenario scenario) {
        boolean paced = scenario.steps().stream()
                .anyMatch(step ->
                        step instanceof Step.SendBytes send && !send.pacing().equals(Pacing.WHOLE));
        boolean reset = scenario.steps().stream().anyMatch(step -> step instanceof Step.Reset);
        if (paced || reset) {
            return "Sends the same octets, but not %s; the replay command does."
                    .formatted(paced ? "in the same segments" : "the reset at the end");
        }
        return "";
    }

    /** Writes octets as a format of {@code printf} that may stand between single quotes. */
    static String format(Octets octets) {
        StringBuilder format = new StringBuilder(octets.length() + 16);
        for (int i = 0; i < octets.length(); i++) {
            int octet = octets.at(i);
            switch (octet) {
                case '\r' -> format.append("\\r");
                case '\n' -> format.append("\\n");
                case '\\' -> format.append("\\\\");
                case '%' -> format.append("%%");
                default -> {
                    boolean literal = octet >= 0x20 && octet < 0x7F && octet != '\'';
                    format.append(literal ? Character.toString(octet) : "\\%03o".formatted(octet));
                }
            }
        }
        return format.toString();
    }

    /** Writes a word so that a shell takes it as it is. */
    static String quote(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private static String address(Map<String, String> values) {
        int port = port(values);
        String host = values.getOrDefault(Placeholder.HOST.key(), "");
        return host.isEmpty() || port == 0 ? "HOST PORT" : quote(host) + " " + port;
    }

    private static Bindings bindings(Map<String, String> values) {
        return new Bindings(
                values.getOrDefault(Placeholder.HOST.key(), "HOST"),
                port(values),
                values.getOrDefault(Placeholder.TOKEN.key(), "token"));
    }

    /** Returns the port, 0 where there is none, as on a Unix-domain socket. */
    private static int port(Map<String, String> values) {
        String port = values.getOrDefault(Placeholder.PORT.key(), "0");
        return PORT.matcher(port).matches() ? Math.min(65535, Integer.parseInt(port)) : 0;
    }

    private static String sleep(Duration duration) {
        return "sleep "
                + String.format(Locale.ROOT, "%.3f", duration.toMillis() / 1e3).replaceAll("\\.?0+$", "");
    }
}
