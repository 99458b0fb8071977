// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire.request;

/**
 * One consistent way of reading octets where the text leaves a recipient a choice that moves later boundaries.
 *
 * <p>Rejecting is always among the choices and needs no reading of its own. Unfolding (RFC 9112 §5.2) and replacing CR
 * or NUL by SP (RFC 9112 §2.2, RFC 9110 §5.5) have one result each, so every dialect does them.
 *
 * @param lineFeedInValue what an LF without CR in a field value is
 * @param words what separates the words of a request line
 */
public record Dialect(LineFeed lineFeedInValue, Words words) {

    /** An LF without CR ends a line (RFC 9112 §2.2), or is replaced by SP (RFC 9110 §5.5). */
    public enum LineFeed {
        /** It ends the line. */
        ENDS_LINE,
        /** It becomes a space in the value. */
        BECOMES_SPACE
    }

    /** What separates the words of a request line. */
    public enum Words {
        /** SP, HTAB, VT, FF and bare CR, in any number (RFC 9112 §3). */
        BY_WHITESPACE,
        /** SP alone. */
        BY_SPACE
    }
}
