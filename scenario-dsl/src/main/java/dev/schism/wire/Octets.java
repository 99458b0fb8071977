// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;

/**
 * An immutable sequence of octets with content equality: the only byte data that crosses an API of Schism.
 *
 * <p>Instances are safe for use by several threads. Slices share their backing array, which nobody can reach.
 */
public final class Octets implements Comparable<Octets> {

    /** The sequence of length zero. */
    public static final Octets EMPTY = new Octets(new byte[0], 0, 0);

    private final byte[] array;
    private final int offset;
    private final int length;
    /** The hash once it was asked for, else 0; whoever sees 0 computes the same again. */
    private int hash;

    private Octets(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    /** Copies the given bytes. */
    public static Octets of(byte... bytes) {
        return copyOf(bytes, 0, bytes.length);
    }

    /**
     * Copies a range of the given bytes.
     *
     * @throws IndexOutOfBoundsException when the range is not within {@code bytes}
     */
    public static Octets copyOf(byte[] bytes, int from, int to) {
        Objects.checkFromToIndex(from, to, bytes.length);
        return from == to ? EMPTY : new Octets(Arrays.copyOfRange(bytes, from, to), 0, to - from);
    }

    /** Copies the remaining bytes of the buffer and consumes them. */
    public static Octets drain(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return new Octets(bytes, 0, bytes.length);
    }

    /**
     * Encodes the text as ISO-8859-1, one octet a character.
     *
     * @throws IllegalArgumentException when a character is above U+00FF
     */
    public static Octets latin1(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xFF) {
                throw new IllegalArgumentException("text must have only characters up to U+00FF: U+%04X at index %d"
                        .formatted((int) text.charAt(i), i));
            }
        }
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return new Octets(bytes, 0, bytes.length);
    }

    /**
     * Decodes base64 (RFC 4648 §4).
     *
     * @throws IllegalArgumentException when the text is not base64
     */
    public static Octets fromBase64(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        return new Octets(bytes, 0, bytes.length);
    }

    /** Joins the given sequences in order. */
    public static Octets concat(Iterable<Octets> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Octets part : parts) {
            out.write(part.array, part.offset, part.length);
        }
        byte[] bytes = out.toByteArray();
        return new Octets(bytes, 0, bytes.length);
    }

    /** Returns the number of octets. */
    public int length() {
        return length;
    }

    /** Tells whether there is no octet. */
    public boolean isEmpty() {
        return length == 0;
    }

    /**
     * Returns the octet at an index as a value from 0 to 255.
     *
     * @throws IndexOutOfBoundsException when there is none
     */
    public int at(int index) {
        return array[offset + Objects.checkIndex(index, length)] & 0xFF;
    }

    /**
     * Returns the octets from {@code from} (inclusive) to {@code to} (exclusive).
     *
     * @throws IndexOutOfBoundsException when the range is not within this sequence
     */
    public Octets slice(int from, int to) {
        Objects.checkFromToIndex(from, to, length);
        return from == to ? EMPTY : new Octets(array, offset + from, to - from);
    }

    /** Returns this sequence followed by another. */
    public Octets plus(Octets other) {
        if (isEmpty() || other.isEmpty()) {
            return isEmpty() ? other : this;
        }
        byte[] bytes = Arrays.copyOfRange(array, offset, offset + length + other.length);
        System.arraycopy(other.array, other.offset, bytes, length, other.length);
        return new Octets(bytes, 0, bytes.length);
    }

    /** Returns the index of the first such octet (0 to 255) at or after {@code from}, or -1. */
    public int indexOf(int octet, int from) {
        for (int i = Math.max(0, from); i < length; i++) {
            if ((array[offset + i] & 0xFF) == octet) {
                return i;
            }
        }
        return -1;
    }

    /** Returns the index at which the given octets first occur at or after {@code from}, or -1. */
    public int indexOf(Octets wanted, int from) {
        for (int i = Math.max(0, from); i + wanted.length <= length; i++) {
            if (startsWith(wanted, i)) {
                return i;
            }
        }
        return -1;
    }

    /** Tells whether the given octets stand at the given index. */
    public boolean startsWith(Octets prefix, int at) {
        int start = offset + at;
        return at >= 0
                && at + prefix.length <= length
                && Arrays.equals(
                        array,
                        start,
                        start + prefix.length,
                        prefix.array,
                        prefix.offset,
                        prefix.offset + prefix.length);
    }

    /** Returns a copy of the octets. */
    public byte[] toByteArray() {
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    /** Returns a read-only view of the octets. */
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(array, offset, length).slice().asReadOnlyBuffer();
    }

    /** Decodes the octets as ISO-8859-1, one character an octet, so that nothing is lost. */
    public String toLatin1() {
        return new String(array, offset, length, StandardCharsets.ISO_8859_1);
    }

    /** Encodes the octets as base64 with padding (RFC 4648 §4). */
    public String toBase64() {
        return StandardCharsets.ISO_8859_1
                .decode(Base64.getEncoder().encode(buffer()))
                .toString();
    }

    @Override
    public int compareTo(Octets other) {
        return Arrays.compareUnsigned(
                array, offset, offset + length, other.array, other.offset, other.offset + other.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets that && length == that.length && startsWith(that, 0);
    }

    @Override
    public int hashCode() {
        int known = hash;
        if (known == 0) {
            known = 1;
            for (int i = offset; i < offset + length; i++) {
                known = 31 * known + array[i];
            }
            hash = known;
        }
        return known;
    }

    /** Returns the escaped form of {@link Escapes#escape(Octets)}, the whole of it. */
    @Override
    public String toString() {
        return Escapes.escape(this);
    }
}
