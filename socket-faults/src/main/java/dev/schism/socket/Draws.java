// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.nio.charset.StandardCharsets;

/** A stream of draws that is the same for the same key on every JDK. Not thread-safe. */
final class Draws {

    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;
    private static final double UNIT = 0x1.0p-53;

    private long state;

    private Draws(long state) {
        this.state = state;
    }

    static Draws of(long seed, String text, long... numbers) {
        long state = mix(seed);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            state = mix(state + GOLDEN + octet);
        }
        for (long number : numbers) {
            state = mix(state + GOLDEN + mix(number));
        }
        return new Draws(state);
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ (mixed >>> 31);
    }

    private long next() {
        state += GOLDEN;
        return mix(state);
    }

    /** From 0.0 up to but not 1.0. */
    double unit() {
        return (next() >>> 11) * UNIT;
    }

    /** From 0 up to but not the bound. */
    long below(long bound) {
        return Long.remainderUnsigned(next(), bound);
    }
}
