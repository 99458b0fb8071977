// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket.internal;

/**
 * Reads and cuts the native {@code iovec} arrays of scattering reads and gathering writes. The JDK fills the array anew
 * for every call, so cutting it in place loses nothing. Entries are those of a 64-bit machine.
 */
public final class Vectors {

    private static final long ENTRY = 16;
    private static final long LENGTH = 8;

    private Vectors() {}

    /** Returns the octets that the array describes, at most {@link Integer#MAX_VALUE}. */
    public static int total(long address, int entries) {
        long total = 0;
        for (int i = 0; i < entries; i++) {
            total += Jdk.getLong(address + ENTRY * i + LENGTH);
        }
        return (int) Math.min(total, Integer.MAX_VALUE);
    }

    /**
     * Cuts the array down to some octets.
     *
     * @return the number of entries that are left
     */
    public static int cut(long address, int entries, long octets) {
        long left = octets;
        for (int i = 0; i < entries; i++) {
            long length = Jdk.getLong(address + ENTRY * i + LENGTH);
            if (length >= left) {
                Jdk.putLong(address + ENTRY * i + LENGTH, left);
                return i + 1;
            }
            left -= length;
        }
        return entries;
    }

    /** Returns the native address of one octet, counted from the start of the first entry. */
    public static long addressOf(long address, long octet) {
        long left = octet;
        for (long entry = address; ; entry += ENTRY) {
            long length = Jdk.getLong(entry + LENGTH);
            if (left < length) {
                return Jdk.getLong(entry) + left;
            }
            left -= length;
        }
    }
}
