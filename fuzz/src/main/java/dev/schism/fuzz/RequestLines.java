// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where requests seem to begin in octets that may be malformed: good enough to offer candidates. */
final class RequestLines {

    private static final Pattern LINE = Pattern.compile("(?m)^[^\\s:]{1,40}[ \\t]+\\S*[ \\t]*HTTP/");

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

    /** Tells whether an index is in the first line that seems to be a request line. */
    static boolean contains(String text, int index) {
        int lineStart = text.lastIndexOf('\n', Math.max(0, index - 1)) + 1;
        Matcher matcher = LINE.matcher(text).region(lineStart, text.length());
        int lineEnd = text.indexOf('\n', index);
        return matcher.lookingAt() && (lineEnd < 0 || matcher.end() <= lineEnd);
    }
}
