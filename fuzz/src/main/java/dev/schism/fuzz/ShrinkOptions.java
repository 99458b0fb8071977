// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.time.Duration;

/**
 * Bounds of one shrinking.
 *
 * @param window candidates tried at once, 1 to 64
 * @param maxCandidates candidates tried in all
 * @param maxTime time that candidates may take before no further one is tried, by the clock of whoever shrinks
 */
public record ShrinkOptions(int window, int maxCandidates, Duration maxTime) {

    /** Candidates at once: below 8 latency is wasted, above 16 candidates are. */
    public static final int WINDOW = 12;

    /** Candidates in all. */
    public static final int MAX_CANDIDATES = 400;

    /** Time of one shrinking. */
    public static final Duration MAX_TIME = Duration.ofSeconds(8);

    /** The default bounds. */
    public static final ShrinkOptions DEFAULT = new ShrinkOptions(WINDOW, MAX_CANDIDATES, MAX_TIME);

    /** Checks the bounds. */
    public ShrinkOptions {
        if (window < 1 || window > 64) {
            throw new IllegalArgumentException("window must be from 1 to 64: " + window);
        }
        if (maxCandidates < 0) {
            throw new IllegalArgumentException("maxCandidates must not be negative: " + maxCandidates);
        }
        if (maxTime.isNegative()) {
            throw new IllegalArgumentException("maxTime must not be negative: " + maxTime);
        }
    }
}
