// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

/**
 * One outcome that a rule names: a status or its class, acceptance, a close, waiting, and what becomes of the
 * connection.
 *
 * @param text how it is written in the rules, or in words
 * @param core the part that says what the server did
 * @param rest the part that says what became of the connection
 * @param refuses whether it names a way of not processing the request that satisfies other rules as well
 * @param inWords whether it looks at something else than what became of the request and its connection
 */
record Pattern(String text, Condition core, Condition rest, boolean refuses, boolean inWords) {

    /** Makes a pattern in words. */
    static Pattern that(String text, Condition condition) {
        return new Pattern(text, condition, (situation, at) -> Answer.YES, false, true);
    }

    /** Returns the same pattern that does not count as a reason to refuse a request. */
    Pattern excusingNothing() {
        return new Pattern(text, core, rest, false, inWords);
    }

    /** Answers whether the situation is as the pattern says. */
    Answer matches(Situation situation, int at) {
        return coreMatches(situation, at).and(rest.test(situation, at));
    }

    /** Answers the same without regard to what became of the connection. */
    Answer coreMatches(Situation situation, int at) {
        if (situation.outcome().kind() == Outcome.Kind.UNKNOWN) {
            return Answer.UNKNOWN;
        }
        return core.test(situation, at);
    }
}
