// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire.request;

/**
 * A place where the octets of a request depart from the grammar.
 *
 * @param kind what departs
 * @param offset index of the first octet concerned
 */
public record Flaw(Kind kind, int offset) {

    /** What can depart. */
    public enum Kind {
        /** An empty line before the request line. */
        EMPTY_LINE_BEFORE,
        /** A second or later empty line before the request line, or one that ends with LF alone. */
        MORE_EMPTY_LINES_BEFORE,
        /** A request line of one word or none. */
        ONE_WORD,
        /** A request line without a target. */
        NO_TARGET,
        /** A request line without a version. */
        NO_VERSION,
        /** A request line with more than three words. */
        EXTRA_WORD,
        /** A request line that starts with its target. */
        EMPTY_METHOD,
        /** Words of a request line that are separated by anything but one SP, or whitespace around them. */
        DELIMITER,
        /** A request or field line that ends with LF alone. */
        BARE_LF,
        /** An LF without CR that stays in a field value. */
        LF_IN_VALUE,
        /** A CR without LF in a field line. */
        BARE_CR,
        /** A NUL in a field value. */
        NUL_IN_VALUE,
        /** Another control octet in a field value. */
        CONTROL_IN_VALUE,
        /** An octet from 80 to FF in a field value; in the grammar, but obsolete. */
        OBS_TEXT,
        /** A line that begins with whitespace right after the request line. */
        WHITESPACE_LINE,
        /** Whitespace between field name and colon. */
        SPACE_BEFORE_COLON,
        /** A field line that starts with its colon. */
        EMPTY_NAME,
        /** A field line without colon. */
        NO_COLON,
        /** An octet in a field name that no token has. */
        BAD_NAME,
        /** A field line that goes on in the next line. */
        FOLD,
        /** A chunk-size that is no hexadecimal number, or has whitespace where none may be. */
        CHUNK_SIZE,
        /** A chunk-size line that ends with LF alone. */
        CHUNK_LF,
        /** A CR without LF in a chunk-size line. */
        CHUNK_CR,
        /** Chunk data without CRLF behind it. */
        CHUNK_DATA_END,
        /** A malformed chunk extension. */
        CHUNK_EXTENSION,
        /** A CR or LF inside a chunk extension. */
        CHUNK_EXTENSION_CRLF,
        /** Whitespace around the semicolon or equals sign of a chunk extension; must be parsed. */
        CHUNK_EXTENSION_SPACE,
        /** A malformed line in the trailer section. */
        TRAILER_LINE,
        /** A trailer section whose final empty line is an LF alone. */
        FINAL_LF
    }

    /** Tells whether the octets are outside the grammar; some flaws only need a recipient's care. */
    public boolean isUngrammatical() {
        return switch (kind) {
            case EMPTY_LINE_BEFORE, OBS_TEXT, CHUNK_EXTENSION_SPACE -> false;
            default -> true;
        };
    }
}
