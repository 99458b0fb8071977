// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a text that mean something only as a whole: half of one is never a simpler scenario, only another one.
 */
final class Words {

    /** Largest text in which words are looked for. */
    static final int MAX_OCTETS = 64 * 1024;

    private static final Pattern WORD = Pattern.compile("(?m)\\r\\n"
            + "|^(?:GET|POST|PUT|HEAD|OPTIONS|DELETE|PATCH|TRACE|CONNECT)(?= )"
            + "|HTTP/1\\.[01]"
            + "|^(?i:Host|Content-Length|Transfer-Encoding|Connection|Expect)(?=[ \\t]*:)"
            + "|chunked|close");

    private final BitSet inside = new BitSet();

    private Words() {}

    static Words of(String text) {
        Words words = new Words();
        if (text.length() <= MAX_OCTETS) {
            Matcher matcher = WORD.matcher(text);
            while (matcher.find()) {
                words.inside.set(matcher.start() + 1, matcher.end());
            }
        }
        return words;
    }

    /** Tells whether a span begins and ends between words. */
    boolean isWhole(int from, int to) {
        return !inside.get(from) && !inside.get(to);
    }

    /** Tells whether an octet is part of a word. */
    boolean contains(int index) {
        return inside.get(index) || inside.get(index + 1);
    }
}
