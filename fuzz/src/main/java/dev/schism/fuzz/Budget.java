// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.time.Duration;

/** When a campaign stops to make new scenarios. */
public sealed interface Budget {

    /**
     * After a number of scenarios.
     *
     * @param scenarios the number, at least 1
     */
    record Count(long scenarios) implements Budget {
        /** Checks the bounds. */
        public Count {
            if (scenarios < 1) {
                throw new IllegalArgumentException("scenarios must be positive: " + scenarios);
            }
        }

        @Override
        public double spent(long made, Duration elapsed) {
            return (double) made / scenarios;
        }
    }

    /**
     * After a time.
     *
     * @param duration the time, not zero
     */
    record Time(Duration duration) implements Budget {
        /** Checks the bounds. */
        public Time {
            if (duration.isNegative() || duration.isZero()) {
                throw new IllegalArgumentException("duration must be positive: " + duration);
            }
        }

        @Override
        public double spent(long made, Duration elapsed) {
            return (double) elapsed.toNanos() / duration.toNanos();
        }
    }

    /** Returns the part that is spent, 1 or more when all of it is. */
    double spent(long made, Duration elapsed);
}
