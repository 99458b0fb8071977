// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import dev.schism.wire.Escapes;
import dev.schism.wire.Octets;

/**
 * What a rule says about one request and what one server did about it.
 *
 * @param rule the rule
 * @param result the result
 * @param message position of the request on its connection, from 0
 * @param offset index, in everything sent, of the octets that made the rule speak
 * @param excerpt those octets, escaped, at most {@value #MAX_EXCERPT} of them
 * @param expected the outcomes that keep the rule
 * @param actual what the server did
 * @param ground what the result rests on
 * @param note what else there is to say, such as why it could not be observed; possibly empty
 */
public record Verdict(
        Rule rule,
        Result result,
        int message,
        int offset,
        String excerpt,
        String expected,
        String actual,
        Ground ground,
        String note) {

    /** Largest number of octets in an excerpt. */
    public static final int MAX_EXCERPT = 40;

    /** What a rule can say. */
    public enum Result {
        /** The rule is kept. */
        PASS,
        /** There is nothing to object to; a choice that the text leaves was made. */
        INFO,
        /** Whether the rule is kept could not be seen: there is no echo, or no follow-up on the connection. */
        NOT_OBSERVABLE,
        /** Let pass, but not what is recommended. */
        WARN,
        /** The rule is broken. */
        FAIL
    }

    /** Writes it as a finding of several lines: rule, expected, actual, place. */
    public String text() {
        String head = result + " " + rule.id() + " " + rule.level() + " " + rule.section() + ": " + rule.requirement();
        String place = offset + " of what was sent, in request " + (message + 1) + ": " + excerpt;
        String more = note.isEmpty() ? "" : "\n  note      " + note;
        return head + "\n  expected  " + expected + "\n  actual    " + actual + "\n  at octet  " + place + more;
    }

    /** Returns the same verdict with another result and note. */
    Verdict with(Result other, String why) {
        return new Verdict(rule, other, message, offset, excerpt, expected, actual, ground, why);
    }

    static String excerpt(Octets octets, int offset) {
        int from = Math.max(0, Math.min(offset, octets.length()));
        int to = Math.min(octets.length(), from + MAX_EXCERPT);
        return Escapes.escape(octets.slice(from, to));
    }
}
