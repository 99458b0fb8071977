// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire.request;

/** Checks the part of a chunk-size line behind the size (RFC 9112 §7.1.1). */
final class ChunkExtensions {

    /** What such a part is. */
    enum Shape {
        /** Nothing there. */
        NONE,
        /** Extensions within the grammar, without whitespace. */
        WELL_FORMED,
        /** The same with whitespace around a semicolon or an equals sign, which has to be parsed. */
        SPACED,
        /** Whitespace alone, which belongs to no extension. */
        ONLY_SPACE,
        /** An octet that starts no extension right behind the size. */
        NOT_AN_EXTENSION,
        /** Outside the grammar. */
        MALFORMED,
        /** A quoted string that does not end on the line. */
        OPEN_QUOTE
    }

    private final String text;
    private int at;
    private boolean spaced;

    private ChunkExtensions(String text) {
        this.text = text;
    }

    static Shape shape(String text) {
        return text.isEmpty() ? Shape.NONE : new ChunkExtensions(text).read();
    }

    private Shape read() {
        skipSpace();
        if (at == text.length()) {
            return Shape.ONLY_SPACE;
        }
        if (text.charAt(at) != ';') {
            return Shape.NOT_AN_EXTENSION;
        }
        while (at < text.length()) {
            Shape one = readOne();
            if (one != Shape.WELL_FORMED) {
                return one;
            }
        }
        return spaced ? Shape.SPACED : Shape.WELL_FORMED;
    }

    private Shape readOne() {
        if (text.charAt(at) != ';') {
            return Shape.MALFORMED;
        }
        at++;
        skipSpace();
        if (!skipToken()) {
            return Shape.MALFORMED;
        }
        int afterName = at;
        skipSpace();
        if (at < text.length() && text.charAt(at) == '=') {
            at++;
            skipSpace();
            return readValue();
        }
        return at == text.length() && at > afterName ? Shape.MALFORMED : Shape.WELL_FORMED;
    }

    private Shape readValue() {
        if (at < text.length() && text.charAt(at) == '"') {
            Shape quoted = readQuoted();
            if (quoted != Shape.WELL_FORMED) {
                return quoted;
            }
        } else if (!skipToken()) {
            return Shape.MALFORMED;
        }
        int afterValue = at;
        skipSpace();
        return at == text.length() && at > afterValue ? Shape.MALFORMED : Shape.WELL_FORMED;
    }

    private Shape readQuoted() {
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return Shape.WELL_FORMED;
            }
            if (c == '\\') {
                at++;
            } else if (Grammar.isControl(c) && c != '\t') {
                return Shape.MALFORMED;
            }
        }
        return Shape.OPEN_QUOTE;
    }

    private void skipSpace() {
        while (at < text.length() && Grammar.isOws(text.charAt(at))) {
            at++;
            spaced = true;
        }
    }

    private boolean skipToken() {
        int from = at;
        while (at < text.length() && Grammar.isTchar(text.charAt(at))) {
            at++;
        }
        return at > from;
    }
}
