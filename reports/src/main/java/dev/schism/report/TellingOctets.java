// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import dev.schism.scenario.Bindings;
import dev.schism.scenario.Scenario;
import dev.schism.wire.Escapes;
import dev.schism.wire.Octets;
import java.util.Optional;

/** The few octets of a scenario that make the difference. */
final class TellingOctets {

    /** Octets shown: {@value}. */
    static final int MAX_OCTETS = 64;

    private static final Bindings ANY_TARGET = new Bindings("localhost", 8080, "token");

    private TellingOctets() {}

    /** Returns the lines that the nearest agreeing scenario has otherwise; where there is none, the first lines. */
    static String of(Scenario scenario, Optional<Scenario> neighbour) {
        String sent = text(scenario);
        return neighbour
                .map(TellingOctets::text)
                .filter(other -> !other.equals(sent))
                .map(other -> differing(sent, other))
                .orElseGet(() -> shown(sent, 0, sent.length()));
    }

    private static String differing(String sent, String other) {
        int shorter = Math.min(sent.length(), other.length());
        int start = 0;
        while (start < shorter && sent.charAt(start) == other.charAt(start)) {
            start++;
        }
        int end = 0;
        while (end < shorter - start
                && sent.charAt(sent.length() - 1 - end) == other.charAt(other.length() - 1 - end)) {
            end++;
        }
        int to = sent.length() - end;
        if (to <= start) {
            return shown(sent, 0, sent.length());
        }
        int lineStart = sent.lastIndexOf('\n', Math.max(0, start - 1)) + 1;
        int lineEnd = sent.indexOf('\n', Math.max(start, to - 1));
        return shown(sent, Math.min(lineStart, start), lineEnd < 0 ? sent.length() : lineEnd + 1);
    }

    private static String shown(String sent, int from, int to) {
        int end = Math.min(to, from + MAX_OCTETS);
        return Escapes.escape(Octets.latin1(sent.substring(from, end))) + (end < to ? "..." : "");
    }

    private static String text(Scenario scenario) {
        return scenario.sent().fill(ANY_TARGET).toLatin1();
    }
}
