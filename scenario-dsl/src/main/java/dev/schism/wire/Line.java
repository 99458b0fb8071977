// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

/**
 * A line that was received completely.
 *
 * @param start index of its first octet
 * @param end index after its last octet, the line terminator not counted
 * @param next index after the line terminator, CRLF or a bare LF
 */
record Line(int start, int end, int next) {

    boolean isEmpty() {
        return start == end;
    }

    boolean endsWithBareLineFeed() {
        return next - end == 1;
    }
}
