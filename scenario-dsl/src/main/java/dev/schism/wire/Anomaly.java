// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

/**
 * One departure of received octets from the grammar or framing rules of HTTP/1.1: a value, never an exception.
 *
 * @param kind what departs
 * @param offset index of the first octet concerned in everything received on the connection
 * @param detail the excerpt or numbers that show it, escaped, at most {@value #MAX_DETAIL} characters
 */
public record Anomaly(Kind kind, int offset, String detail) {

    /** Longest detail that is kept. */
    public static final int MAX_DETAIL = 120;

    /** Cuts the detail to its bound. */
    public Anomaly {
        if (detail.length() > MAX_DETAIL) {
            detail = detail.substring(0, MAX_DETAIL - 3) + "...";
        }
    }

    /** What can be wrong with a response. */
    public enum Kind {
        /** Octets without a status line, as a server of HTTP/0.9 sends them. */
        NO_STATUS_LINE,
        /** Empty lines before a status line. */
        LEADING_EMPTY_LINE,
        /** A status line outside the grammar of RFC 9112 §4, or a status code outside 100 to 599 (RFC 9110 §15). */
        STATUS_LINE,
        /** A line that ends with LF alone. */
        BARE_LF,
        /** A CR that is not followed by LF. */
        BARE_CR,
        /** A field line without a colon, or with an invalid name (RFC 9112 §5). */
        FIELD_LINE,
        /** Whitespace between field name and colon (RFC 9112 §5.1). */
        SPACE_BEFORE_COLON,
        /** A field line continued on the next line (RFC 9112 §5.2). */
        OBS_FOLD,
        /** A control octet in a field value (RFC 9110 §5.5) or a status line. */
        CONTROL_OCTET,
        /** A Content-Length that is no decimal number, or too large to be read. */
        CONTENT_LENGTH,
        /** Several Content-Length values that are equal, as field lines or as members of a list (RFC 9110 §8.6). */
        CONTENT_LENGTH_REPEATED,
        /** Several Content-Length values that differ. */
        CONTENT_LENGTH_CONFLICT,
        /** Transfer-Encoding and Content-Length in one message (RFC 9112 §6.3). */
        TRANSFER_ENCODING_AND_CONTENT_LENGTH,
        /** A Transfer-Encoding with an unknown coding, or with chunked elsewhere than once and last. */
        TRANSFER_ENCODING,
        /** A Transfer-Encoding in a response with an HTTP version below 1.1. */
        TRANSFER_ENCODING_VERSION,
        /** Transfer-Encoding or Content-Length where the status forbids it (1xx, 204, 2xx to CONNECT). */
        FRAMING_FORBIDDEN,
        /** A chunk-size line outside the grammar of RFC 9112 §7.1. */
        CHUNK_SIZE,
        /** Chunk data that is not followed by CRLF. */
        CHUNK_TERMINATOR,
        /** Content after a response that has none, such as one to HEAD. */
        UNEXPECTED_CONTENT,
        /** A message that ended before it was complete. */
        TRUNCATED,
        /** A head larger than the reader's limit. */
        HEAD_TOO_LARGE
    }
}
