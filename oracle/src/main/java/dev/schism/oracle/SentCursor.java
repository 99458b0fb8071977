// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import dev.schism.wire.Octets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A position in the octets that a client sent. Not thread-safe. */
final class SentCursor {

    /** The bounds keep the search linear in what is sent. */
    private static final Pattern PLAIN_REQUEST_LINE =
            Pattern.compile("(?:GET|HEAD|POST|PUT|DELETE|OPTIONS|PATCH) [!-~]{1,200} HTTP/1\\.[01]\r\n");

    private final String text;
    private int at;

    SentCursor(Octets octets) {
        text = octets.toLatin1();
    }

    boolean atEnd() {
        return at >= text.length();
    }

    int position() {
        return at;
    }

    /** Reads to the next LF, or to the end. */
    SentLine line() {
        int end = text.indexOf('\n', at);
        int start = at;
        if (end < 0) {
            at = text.length();
            return new SentLine(text.substring(start), SentLine.Ending.NONE);
        }
        at = end + 1;
        return end > start && text.charAt(end - 1) == '\r'
                ? new SentLine(text.substring(start, end - 1), SentLine.Ending.CRLF)
                : new SentLine(text.substring(start, end), SentLine.Ending.LF);
    }

    /** Skips an empty line, if one is next. */
    boolean skipEmptyLine() {
        return skip("\r\n") || skip("\n");
    }

    /** Skips exactly these characters, if they are next. */
    boolean skip(String wanted) {
        boolean next = text.startsWith(wanted, at);
        at += next ? wanted.length() : 0;
        return next;
    }

    /** Skips so many octets; false when there are fewer, and then all are skipped. */
    boolean skip(long octets) {
        boolean enough = octets <= text.length() - at;
        at = enough ? at + (int) octets : text.length();
        return enough;
    }

    /** Goes on at the next plain request line where framing is lost, or to the end where there is none. */
    void resync() {
        Matcher matcher = PLAIN_REQUEST_LINE.matcher(text);
        at = matcher.find(at) ? matcher.start() : text.length();
    }
}
