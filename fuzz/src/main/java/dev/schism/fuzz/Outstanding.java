// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.concurrent.TimeUnit;

/** Counts work that is under way, so that its end can be awaited. Thread-safe. */
final class Outstanding {

    private long count;

    synchronized void begin() {
        count++;
    }

    synchronized void end() {
        count--;
        notifyAll();
    }

    /** Waits until nothing is under way, at most for the given time; tells whether that is so. */
    synchronized boolean awaitNone(long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        while (count > 0) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }
}
