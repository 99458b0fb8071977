// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import java.util.Set;
import java.util.regex.Matcher;

/**
 * Reads the notation of outcomes that the rules use.
 *
 * <p>{@code 400}, {@code 4xx}: a status or a class of them. {@code ACC}: processed as a request; {@code ACC[word]} with
 * that {@link Interpretation}, {@code ACC[!word]} with any other. {@code CLOSE}, {@code RST}, {@code WAIT}: what a
 * server did instead of answering. {@code R09}: octets without a status line. {@code H2}: frames of HTTP/2.
 * {@code ANY}: whatever it did. Behind it {@code +C}, {@code +K}: the connection closes, persists; {@code n=1}: number
 * of final responses from here on.
 */
final class PatternNotation {

    private static final java.util.regex.Pattern SYNTAX = java.util.regex.Pattern.compile(
            "(\\d\\d\\d|\\dxx|ACC|CLOSE|RST|WAIT|R09|H2|ANY)(?:\\[(!?[a-z-]+)])?(\\+[CK])?(?: n=(\\d))?");

    /** Status codes that speak about the resource, so that nothing tells how the request was read. */
    private static final Set<Integer> ABOUT_RESOURCE =
            Set.of(401, 403, 404, 405, 406, 407, 409, 410, 412, 416, 422, 423, 425, 426, 428, 429, 451);

    private PatternNotation() {}

    static Pattern parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("outcome must be written as described: '" + text + "'");
        }
        String head = matcher.group(1);
        String word = matcher.group(2);
        String persistence = matcher.group(3);
        String count = matcher.group(4);
        Condition core = head(head);
        if (word != null) {
            core = both(core, interpretation(word));
        }
        Condition rest = persistence == null ? PatternNotation::always : closed(persistence.equals("+C"));
        if (count != null) {
            rest = both(rest, count(Integer.parseInt(count)));
        }
        boolean refuses = !head.equals("ACC") && !head.equals("ANY") && !head.startsWith("2");
        return new Pattern(text, core, rest, refuses, false);
    }

    private static Condition interpretation(String word) {
        if (!word.startsWith("!")) {
            return Interpretation.of(word);
        }
        Condition condition = Interpretation.of(word.substring(1));
        return (situation, at) -> condition.test(situation, at).not();
    }

    private static Condition head(String head) {
        return switch (head) {
            case "ACC" -> (situation, at) -> accepted(situation.outcome());
            case "CLOSE" -> kind(Outcome.Kind.CLOSED);
            case "RST" -> kind(Outcome.Kind.RESET);
            case "WAIT" -> kind(Outcome.Kind.WAITING);
            case "R09" -> kind(Outcome.Kind.NO_STATUS_LINE);
            case "H2" -> (situation, at) -> Answer.of(Http2Octets.are(situation));
            case "ANY" -> PatternNotation::always;
            default -> status(head);
        };
    }

    private static Condition status(String head) {
        if (head.endsWith("xx")) {
            int statusClass = head.charAt(0) - '0';
            return (situation, at) -> Answer.of(situation.outcome().status() / 100 == statusClass);
        }
        int status = Integer.parseInt(head);
        return (situation, at) -> Answer.of(situation.outcome().status() == status);
    }

    private static Condition kind(Outcome.Kind kind) {
        return (situation, at) -> Answer.of(situation.outcome().kind() == kind);
    }

    private static Condition closed(boolean wanted) {
        return (situation, at) -> {
            Answer closed = situation.outcome().closed();
            return closed == Answer.UNKNOWN ? closed : Answer.of((closed == Answer.YES) == wanted);
        };
    }

    private static Condition count(int wanted) {
        return (situation, at) ->
                situation.outcome().traced() ? Answer.of(situation.outcome().count() == wanted) : Answer.UNKNOWN;
    }

    private static Condition both(Condition one, Condition other) {
        return (situation, at) -> one.test(situation, at).and(other.test(situation, at));
    }

    private static Answer always(Situation situation, int at) {
        return Answer.YES;
    }

    /** Tells whether a number stands where a status should, and is none (RFC 9110 §15). */
    private static boolean isNoStatus(int number) {
        return number != 0 && (number < 100 || number > 599);
    }

    /** Answers whether the request was processed. */
    static Answer accepted(Outcome outcome) {
        return accepted(outcome.status());
    }

    /** Answers whether a request with this final status was processed; 0 where there is none. */
    static Answer accepted(int status) {
        if (ABOUT_RESOURCE.contains(status) || isNoStatus(status)) {
            return Answer.UNKNOWN;
        }
        return Answer.of(status == 101 || (status >= 200 && status < 400));
    }
}
