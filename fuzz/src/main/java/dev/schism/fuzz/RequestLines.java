// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where requests seem to begin in octets that may be malformed: good enough to offer candidates. */
final class RequestLines {

    /** Never gives back the blanks after the method, so that a line of nothing else costs its length and no square. */
    private static final Pattern LINE = Pattern.compile("(?m)^[^\\s:]{1,40}[ \\t]++\\S*[ \\t]*HTTP/");

    private RequestLines() {}

    /** Returns the offsets at which request lines begin, and the length of the text at the end. */
    static List<Integer> starts(String text) {
        List<Integer> starts = new ArrayList<>();
        Matcher matcher = LINE.matcher(text);
        while (matcher.find()) {
            starts.add(matcher.start());
        }
        starts.add(text.length());
        return starts;
    }

    /** Tells whether the line from {@code from} (inclusive) to {@code to} (exclusive) seems to be a request line. */
    static boolean isOne(String text, int from, int to) {
        return LINE.matcher(text).region(from, to).lookingAt();
    }
}
