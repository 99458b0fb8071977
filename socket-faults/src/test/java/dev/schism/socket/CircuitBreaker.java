// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.util.concurrent.Callable;

/** What programs put in front of a service that may be down: after failures in a row it calls no more. */
final class CircuitBreaker {

    private final int threshold;
    private int failures;

    CircuitBreaker(int threshold) {
        this.threshold = threshold;
    }

    boolean isOpen() {
        return failures >= threshold;
    }

    <T> T call(Callable<T> action) throws Exception {
        if (isOpen()) {
            throw new IllegalStateException("circuit is open");
        }
        try {
            T result = action.call();
            failures = 0;
            return result;
        } catch (Exception e) {
            failures++;
            throw e;
        }
    }
}
