// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire.request;

import dev.schism.wire.FieldLine;

/**
 * A field line of a request as it was read, folds joined.
 *
 * @param name the field name without whitespace before the colon, ISO-8859-1, one character an octet
 * @param value the field value without optional whitespace around it; CR, LF and NUL replaced by SP
 * @param rawValue the octets between colon and line end, folds joined, nothing trimmed or replaced
 * @param start index of its first octet
 * @param valueStart index of the first octet after the colon
 * @param end index after its last octet, the terminator left out
 * @param folded whether it went over several lines
 */
public record Field(String name, String value, String rawValue, int start, int valueStart, int end, boolean folded) {

    /** Tells whether the field name equals another one, without regard to ASCII case. */
    public boolean is(String otherName) {
        return name.equalsIgnoreCase(otherName);
    }

    /** Tells whether an octet belongs to this field line. */
    public boolean covers(int offset) {
        return offset >= start && offset <= end;
    }

    /** Returns name and value alone. */
    public FieldLine line() {
        return new FieldLine(name, value);
    }
}
