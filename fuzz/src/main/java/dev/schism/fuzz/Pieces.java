// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.fuzz.Piece.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the octets of one request apart, leniently and in one pass; whatever they are, every octet belongs to the
 * request. Not thread-safe.
 */
final class Pieces {

    /** The chunked coding as a member of a list, whatever else there is; the value is in lower case. */
    private static final Pattern CHUNKED = Pattern.compile("(?:^|,)[^a-z0-9,;-]*chunked[^a-z0-9,;-]*(?:$|[,;])");

    private static final Pattern CHUNK_LINE = Pattern.compile("([^;\\r\\n]*)([^\\n]*?)(\\r?\\n)");

    private final String text;
    private final List<Piece> pieces = new ArrayList<>();
    private int at;
    private boolean chunked;

    private Pieces(String text) {
        this.text = text;
    }

    static List<Piece> of(String text) {
        Pieces pieces = new Pieces(text);
        pieces.request();
        return pieces.pieces;
    }

    private void request() {
        while (text.startsWith("\r\n", at) || text.startsWith("\n", at)) {
            at = text.indexOf('\n', at) + 1;
        }
        add(Kind.LEADING_LINES, 0, at);
        requestLine();
        boolean ended = section(Kind.FIELD);
        if (ended && at < text.length()) {
            add(Kind.CONTENT, at, text.length());
            if (chunked) {
                chunks();
            }
        }
    }

    private void requestLine() {
        int end = lineEnd();
        int lineEnd = contentEnd(at, end);
        int methodStart = methodStart(lineEnd);
        int methodEnd = word(methodStart, lineEnd);
        int targetStart = blanks(methodEnd, lineEnd);
        int versionStart = lastWord(targetStart, lineEnd);
        boolean versioned = text.regionMatches(true, versionStart, "HTTP", 0, 4) || versionStart > targetStart;
        int targetEnd = versioned ? versionStart : lineEnd;
        while (targetEnd > targetStart && isBlank(text.charAt(targetEnd - 1))) {
            targetEnd--;
        }
        add(Kind.INDENT, at, methodStart);
        add(Kind.METHOD, methodStart, methodEnd);
        add(Kind.GAP, methodEnd, targetStart);
        add(Kind.TARGET, targetStart, targetEnd);
        add(Kind.GAP, targetEnd, versioned ? versionStart : lineEnd);
        add(Kind.VERSION, versioned ? versionStart : lineEnd, lineEnd);
        endLine(end);
    }

    /** Whitespace before a line that lacks nothing is no empty method. */
    private int methodStart(int lineEnd) {
        int start = blanks(at, lineEnd);
        int next = blanks(word(start, lineEnd), lineEnd);
        return lastWord(next, lineEnd) > next ? start : at;
    }

    private int word(int from, int to) {
        int end = from;
        while (end < to && !isBlank(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private int blanks(int from, int to) {
        int end = from;
        while (end < to && isBlank(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private int lastWord(int from, int to) {
        int start = to;
        while (start > from && !isBlank(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    /** Reads field lines; tells whether the empty line came. */
    private boolean section(Kind kind) {
        while (at < text.length()) {
            int start = at;
            int end = lineEnd();
            if (contentEnd(at, end) == at && end > at) {
                endLine(end);
                return true;
            }
            field(end);
            while (at < text.length() && isBlank(text.charAt(at))) {
                endLine(lineEnd());
            }
            add(kind, start, at);
        }
        return false;
    }

    private void field(int end) {
        int contentEnd = contentEnd(at, end);
        int colon = text.indexOf(':', at);
        if (colon < 0 || colon >= contentEnd) {
            endLine(end);
            return;
        }
        int nameEnd = colon;
        while (nameEnd > at && isBlank(text.charAt(nameEnd - 1))) {
            nameEnd--;
        }
        int valueStart = colon + 1;
        while (valueStart < contentEnd && isBlank(text.charAt(valueStart))) {
            valueStart++;
        }
        int valueEnd = contentEnd;
        while (valueEnd > valueStart && isBlank(text.charAt(valueEnd - 1))) {
            valueEnd--;
        }
        add(Kind.NAME, at, nameEnd);
        add(Kind.COLON, nameEnd, colon + 1);
        add(Kind.PADDING, colon + 1, valueStart);
        add(Kind.VALUE, valueStart, valueEnd);
        add(Kind.PADDING, valueEnd, contentEnd);
        String name = text.substring(at, nameEnd).toLowerCase(Locale.ROOT);
        String value = text.substring(valueStart, valueEnd).toLowerCase(Locale.ROOT);
        chunked |= name.equals("transfer-encoding") && CHUNKED.matcher(value).find();
        endLine(end);
    }

    private void chunks() {
        Matcher line = CHUNK_LINE.matcher(text);
        while (line.region(at, text.length()).lookingAt()) {
            add(Kind.CHUNK_SIZE, line.start(1), line.end(1));
            add(Kind.CHUNK_EXTENSION, line.start(2), line.end(2));
            add(Kind.LINE_END, line.start(3), line.end(3));
            at = line.end();
            int size = size(line.group(1).trim());
            if (size <= 0) {
                if (size == 0) {
                    section(Kind.TRAILER);
                }
                return;
            }
            int dataEnd = Math.min(text.length(), at + size);
            add(Kind.CHUNK_DATA, at, dataEnd);
            at = dataEnd;
            int end = lineEnd();
            add(Kind.LINE_END, at, end);
            at = end;
        }
    }

    private static int size(String digits) {
        return digits.matches("0*[0-9a-fA-F]{1,6}") ? Integer.parseInt(digits, 16) : -1;
    }

    private void endLine(int end) {
        add(Kind.LINE_END, contentEnd(at, end), end);
        at = end;
    }

    /** Returns the index after the line at the present place. */
    private int lineEnd() {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end + 1;
    }

    /** Returns the index of what ends a line that goes to an index. */
    private int contentEnd(int from, int end) {
        int content = end > from && text.charAt(end - 1) == '\n' ? end - 1 : end;
        return content > from && content < end && text.charAt(content - 1) == '\r' ? content - 1 : content;
    }

    private void add(Kind kind, int from, int to) {
        boolean mayBeEmpty = kind == Kind.GAP
                || kind == Kind.TARGET
                || kind == Kind.NAME
                || kind == Kind.VALUE
                || kind == Kind.VERSION
                || kind == Kind.LINE_END;
        if (to > from || mayBeEmpty) {
            pieces.add(new Piece(kind, from, to));
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
