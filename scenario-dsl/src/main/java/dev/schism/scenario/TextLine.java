// SPDX-License-Identifier: Apache-2.0
package dev.schism.scenario;

import dev.schism.wire.Escapes;
import dev.schism.wire.Octets;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line of the text format with a cursor that moves over its words, which are separated by single spaces. */
final class TextLine {

    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:[rnt\\\\]|x[0-9a-fA-F]{2})");

    /** Most characters of the input that an error message repeats. */
    private static final int MAX_EXCERPT = 80;

    private final int number;
    private final String text;
    private int at;

    TextLine(int number, String text) {
        this.number = number;
        this.text = text;
    }

    String text() {
        return text;
    }

    /** Returns the index of the next character to read. */
    int position() {
        return at;
    }

    /** Returns the problem at an index of this line. */
    IllegalArgumentException problem(int index, String message) {
        return new IllegalArgumentException("line %d, column %d: %s".formatted(number, index + 1, message));
    }

    /** Makes a value whose own checks, where they fail, are reported at an index of this line. */
    <T> T checked(int index, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw problem(index, String.valueOf(e.getMessage()));
        }
    }

    /** Refuses what only looks like the text it stands for: other than printable ASCII, or a space at the end. */
    void requireVisible() {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c > 0x7E) {
                throw problem(i, "character must be printable ASCII: U+%04X".formatted((int) c));
            }
        }
        if (text.endsWith(" ")) {
            throw problem(text.length() - 1, "line must not end with a space: '" + excerpt(text) + "'");
        }
    }

    boolean atEnd() {
        return at == text.length();
    }

    /** Moves past the single space in front of the next word. */
    void space(String what) {
        if (atEnd()) {
            throw problem(at, what + " must be given: end of line");
        }
        if (!skip(' ')) {
            throw problem(at, "space must stand before " + what + ": '" + excerpt(text.substring(at)) + "'");
        }
    }

    /** Moves past a character; false where another one stands. */
    boolean skip(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }

    /** Moves past a word; false where another one stands. */
    boolean skipWord(String word) {
        boolean there = text.startsWith(word, at) && (wordEnd() == at + word.length());
        at += there ? word.length() : 0;
        return there;
    }

    /** Reads up to the next space or the end of the line. */
    String rest() {
        int from = at;
        at = wordEnd();
        return text.substring(from, at);
    }

    private int wordEnd() {
        int end = text.indexOf(' ', at);
        return end < 0 ? text.length() : end;
    }

    /** Reads up to a character and moves past it. */
    String until(char end, String what) {
        int from = at;
        int to = text.indexOf(end, at);
        if (to < 0) {
            throw problem(from, "%s must end with '%c': '%s'".formatted(what, end, excerpt(text.substring(from))));
        }
        at = to + 1;
        return text.substring(from, to);
    }

    /** Reads a space and a duration. */
    Duration duration(String what) {
        space(what);
        int from = at;
        String word = rest();
        return DurationText.read(word)
                .orElseThrow(() ->
                        problem(from, what + " must be an integer and one of ns us ms s m: '" + excerpt(word) + "'"));
    }

    /** Requires that nothing follows. */
    void end() {
        if (!atEnd()) {
            throw problem(at, "line must end here: '" + excerpt(text.substring(at)) + "'");
        }
    }

    /** Reads the octets that a part of this line spells. */
    Octets unescape(int from, int to) {
        Matcher matcher = ESCAPE.matcher(text);
        int escape = text.indexOf('\\', from);
        while (escape >= 0 && escape < to) {
            if (!matcher.region(escape, to).lookingAt()) {
                String excerpt =
                        text.substring(escape, Math.min(to, escape + (text.startsWith("x", escape + 1) ? 4 : 2)));
                throw problem(escape, "escape must be one of \\r \\n \\t \\\\ \\xHH: '" + excerpt + "'");
            }
            escape = text.indexOf('\\', matcher.end());
        }
        return Escapes.unescape(text.substring(from, to));
    }

    static String excerpt(String text) {
        return text.length() <= MAX_EXCERPT ? text : text.substring(0, MAX_EXCERPT) + "...";
    }
}
