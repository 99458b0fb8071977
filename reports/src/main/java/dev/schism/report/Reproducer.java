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

/**
 * A shell command that sends the octets of a scenario without Schism: POSIX sh and {@code nc}. What it holds is read
 * alike by dash, bash, zsh and others, as a command line, as an argument of {@code sh -c} and in a script.
 */
final class Reproducer {

    /** Largest number of octets that are put into a command: 8 KiB. */
    static final int MAX_OCTETS = 8192;

    /** Largest number of characters of a command, well below the 128 KiB that Linux takes as one argument: 64 KiB. */
    static final int MAX_CHARACTERS = 1 << 16;

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
                if (octets > MAX_OCTETS) {
                    return "";
                }
                parts.add("printf '" + format(filled) + "'");
            } else if (step instanceof Step.Pause pause) {
                parts.add(sleep(pause.duration()));
            }
        }
        if (scenario.steps().stream().noneMatch(step -> step instanceof Step.HalfClose)) {
            parts.add(sleep(LINGER));
        }
        String command = "{ " + String.join("; ", parts) + "; } | nc " + address(values);
        return command.length() > MAX_CHARACTERS ? "" : command;
    }

    /** Says what the command leaves out; empty where it leaves out nothing. */
    static String note(Scenario scenario) {
        List<Step> steps = scenario.steps();
        List<String> missing = new ArrayList<>();
        if (steps.stream()
                .anyMatch(step ->
                        step instanceof Step.SendBytes send && !send.pacing().equals(Pacing.WHOLE))) {
            missing.add("in the same segments");
        }
        if (isAwaitedBetween(steps)) {
            missing.add("after the answers in between");
        }
        if (steps.stream().anyMatch(step -> step instanceof Step.Reset)) {
            missing.add("the reset at the end");
        }
        if (steps.stream().anyMatch(step -> step instanceof Step.HalfClose)) {
            missing.add("the half-close with every nc (OpenBSD's needs -N)");
        }
        return missing.isEmpty()
                ? ""
                : "Sends the same octets, but not %s; the replay command does."
                        .formatted(String.join(", not ", missing));
    }

    private static boolean isAwaitedBetween(List<Step> steps) {
        boolean awaited = false;
        for (Step step : steps) {
            if (awaited && step instanceof Step.SendBytes) {
                return true;
            }
            awaited |= step.waits();
        }
        return false;
    }

    /**
     * Writes octets as a format of {@code printf} that may stand between single quotes. A dash at the beginning is not
     * written as it is, because many a {@code printf} takes it for an option.
     */
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
                    boolean option = octet == '-' && i == 0;
                    boolean literal = octet >= 0x20 && octet < 0x7F && octet != '\'' && !option;
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
