// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/** Everything received on one connection: it grows, what it holds never changes, and it is kept once. */
final class Received {

    /** Most octets that can be kept. */
    static final int MAX_OCTETS = Integer.MAX_VALUE - 8;

    private static final int FIRST_CAPACITY = 1024;

    private byte[] array = new byte[FIRST_CAPACITY];
    private int length;
    private int parts;

    /** Takes note of a message or a field line, each of which is kept as an object of its own. */
    void countPart() {
        parts++;
    }

    int parts() {
        return parts;
    }

    void append(byte[] octets, int from, int to) {
        Objects.checkFromToIndex(from, to, octets.length);
        if (to - from > MAX_OCTETS - length) {
            throw new IllegalStateException(
                    "received octets must be at most " + MAX_OCTETS + ": " + length + " and " + (to - from) + " more");
        }
        int needed = length + to - from;
        if (needed > array.length) {
            // doubling keeps the cost of single octets linear
            array = Arrays.copyOf(array, (int) Math.min(MAX_OCTETS, Math.max(needed, 2L * array.length)));
        }
        System.arraycopy(octets, from, array, length, to - from);
        length = needed;
    }

    int length() {
        return length;
    }

    /** Returns an octet as a value from 0 to 255. */
    int at(int index) {
        return array[Objects.checkIndex(index, length)] & 0xFF;
    }

    Octets copy(int from, int to) {
        Objects.checkFromToIndex(from, to, length);
        return Octets.copyOf(array, from, to);
    }

    void copyTo(byte[] target, int at, int from, int to) {
        Objects.checkFromToIndex(from, to, length);
        System.arraycopy(array, from, target, at, to - from);
    }

    String latin1(int from, int to) {
        Objects.checkFromToIndex(from, to, length);
        return new String(array, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** Returns the escaped spelling of a range, of no more of it than an anomaly's detail can show. */
    String excerpt(int from, int to) {
        return Escapes.escape(copy(from, Math.min(to, from + Anomaly.MAX_DETAIL + 1)));
    }

    /** Returns the index of the first octet of the range that is no space or tab, or {@code to}. */
    int skipWhitespace(int from, int to) {
        int at = from;
        while (at < to && Grammar.isWhitespace(at(at))) {
            at++;
        }
        return at;
    }

    /** Returns the end of the range without the spaces and tabs at its end. */
    int trimEnd(int from, int to) {
        int end = to;
        while (end > from && Grammar.isWhitespace(at(end - 1))) {
            end--;
        }
        return end;
    }
}
