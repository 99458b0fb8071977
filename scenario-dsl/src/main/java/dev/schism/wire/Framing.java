// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

/** How the length of a response's content was determined (RFC 9112 §6.3). */
public enum Framing {
    /** There is none by definition: HEAD, 1xx, 204, 304, or a 2xx to CONNECT. Also where the head is incomplete. */
    NONE,
    /** The Content-Length field. */
    CONTENT_LENGTH,
    /** The chunked transfer coding. */
    CHUNKED,
    /** The end of the connection. */
    CLOSE_DELIMITED
}
