// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import java.util.Map;

/** What an echo has to report for an acceptance to be the right one; the word stands in {@code ACC[word]}. */
final class Interpretation {

    private static final Map<String, Condition> BY_WORD = Map.ofEntries(
            // The content is that of the reading.
            Map.entry("body", EchoComparison::body),
            // The field line at which the rule was triggered is there as read.
            Map.entry("field", EchoComparison::field),
            // All lines of the name at which the rule was triggered are there in order.
            Map.entry("lines", EchoComparison::lines),
            // The content is the one sent, whether or not the server shows it right elsewhere.
            Map.entry("content", EchoComparison::content),
            // What triggered the rule is there as read: a field line, or else the request line.
            Map.entry("read", EchoComparison::read),
            // Method and target are those of the reading.
            Map.entry("line", EchoComparison::line),
            // The line at which the rule was triggered took no effect.
            Map.entry("dropped", EchoComparison::dropped),
            // The method is that of the reading.
            Map.entry("method", EchoComparison::method),
            // The target is that of the reading.
            Map.entry("target", EchoComparison::target),
            // No trailer field stands among the header fields.
            Map.entry("apart", EchoComparison::trailersApart),
            // The answer came before the content, of which nothing is reported.
            Map.entry("early", EchoComparison::early),
            // The whole content was taken from the connection, and nothing else.
            Map.entry("consumed", Consumption::whole));

    private Interpretation() {}

    static Condition of(String word) {
        Condition condition = BY_WORD.get(word);
        if (condition == null) {
            throw new IllegalArgumentException("interpretation must be a known word: '" + word + "'");
        }
        return condition;
    }
}
