// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.concurrent.atomic.LongAdder;

/**
 * The place of one closer look among others, and the time that its scenarios took, not counting the time for which they
 * had to queue. Thread-safe.
 */
final class Turn {

    private final long order;
    private final boolean waits;
    private final long begun = System.nanoTime();
    private final LongAdder nanos = new LongAdder();

    /**
     * Makes a turn.
     *
     * @param order which look it is: one that began earlier goes first
     * @param waits whether its scenarios mostly wait, so that they are in nobody's way
     */
    Turn(long order, boolean waits) {
        this.order = order;
        this.waits = waits;
    }

    long order() {
        return order;
    }

    boolean waits() {
        return waits;
    }

    /** Adds what one scenario took. */
    void took(long time) {
        nanos.add(time);
    }

    /** Returns the time that its scenarios had until now, in nanoseconds: those that wait do so side by side. */
    long nanos() {
        return waits ? System.nanoTime() - begun : nanos.sum();
    }
}
