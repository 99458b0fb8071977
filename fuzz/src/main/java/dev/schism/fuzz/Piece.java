// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

/**
 * A part of the octets of a request, by index.
 *
 * @param kind what it is
 * @param from index of its first octet
 * @param to index after its last octet
 */
record Piece(Kind kind, int from, int to) {

    enum Kind {
        /** Empty lines before a request line. */
        LEADING_LINES,
        /** Whitespace before a whole request line. */
        INDENT,
        METHOD,
        /** What stands between two parts of a request line. */
        GAP,
        TARGET,
        VERSION,
        /** A whole field line of a header section, its folds and its line end included. */
        FIELD,
        /** The same of a trailer section. */
        TRAILER,
        NAME,
        /** The colon and whitespace before it. */
        COLON,
        /** Whitespace around a field value. */
        PADDING,
        VALUE,
        /** What ends a line. */
        LINE_END,
        /** Everything behind a header section. */
        CONTENT,
        CHUNK_SIZE,
        CHUNK_EXTENSION,
        CHUNK_DATA
    }

    String in(String text) {
        return text.substring(from, to);
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    /** Returns the text with this part replaced. */
    String replacedIn(String text, String by) {
        return text.substring(0, from) + by + text.substring(to);
    }
}
