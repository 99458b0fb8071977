// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import java.util.Arrays;

/** The content of a message as ranges of what was received, so that it need not be kept a second time. */
final class Pieces {

    private int[] bounds = new int[2];
    private int size;
    private int octets;

    void add(int from, int to) {
        if (from == to) {
            return;
        }
        if (size > 0 && bounds[size - 1] == from) {
            bounds[size - 1] = to;
        } else {
            if (size == bounds.length) {
                bounds = Arrays.copyOf(bounds, 2 * size);
            }
            bounds[size++] = from;
            bounds[size++] = to;
        }
        octets += to - from;
    }

    /** Returns the octets of the ranges in order, followed by those of one range more. */
    Octets join(Received received, int from, int to) {
        if (size == 0) {
            return received.copy(from, to);
        }
        byte[] joined = new byte[octets + to - from];
        int at = 0;
        for (int i = 0; i < size; i += 2) {
            received.copyTo(joined, at, bounds[i], bounds[i + 1]);
            at += bounds[i + 1] - bounds[i];
        }
        received.copyTo(joined, at, from, to);
        return Octets.of(joined);
    }
}
