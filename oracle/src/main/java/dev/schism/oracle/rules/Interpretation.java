// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import java.util.Arrays;

/** What an echo has to report for an acceptance to be the right one; the word stands in {@code ACC[word]}. */
enum Interpretation {
    /** The content is that of the reading. */
    BODY("body", EchoComparison::body),
    /** The field line at which the rule was triggered is there as read. */
    FIELD("field", EchoComparison::field),
    /** All lines of the name at which the rule was triggered are there in order. */
    LINES("lines", EchoComparison::lines),
    /** What the rule was triggered by is there as read: a field line, or else the request line. */
    READ("read", EchoComparison::read),
    /** Method and target are those of the reading. */
    LINE("line", EchoComparison::line),
    /** The line at which the rule was triggered took no effect. */
    DROPPED("dropped", EchoComparison::dropped),
    /** The method is that of the reading. */
    METHOD("method", EchoComparison::method),
    /** The target is that of the reading. */
    TARGET("target", EchoComparison::target),
    /** Method, target and content are those of the reading. */
    REQUEST("request", EchoComparison::request),
    /** No trailer field stands among the header fields. */
    APART("apart", EchoComparison::trailersApart),
    /** The answer came before the content, of which nothing is reported. */
    EARLY("early", EchoComparison::early),
    /** The whole content was taken from the connection, and nothing else. */
    CONSUMED("consumed", Consumption::whole);

    private final String word;
    private final Condition condition;

    Interpretation(String word, Condition condition) {
        this.word = word;
        this.condition = condition;
    }

    Condition condition() {
        return condition;
    }

    static Interpretation of(String word) {
        return Arrays.stream(values())
                .filter(one -> one.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("interpretation must be a known word: '" + word + "'"));
    }
}
