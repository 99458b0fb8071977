// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.List;

/**
 * A source of choices: what a grammar asks whenever it could go one way or another.
 *
 * <p>Everything is derived from {@link #below}, so that a generated value is a function of a sequence of small numbers
 * that can be recorded, replayed, shortened and mutated. Choice 0 is always the simplest one: it ends a list, takes the
 * first alternative, leaves the oddity out. Implementations are not thread-safe.
 */
public interface Choices {

    /**
     * Chooses a number from 0 (inclusive) to a bound (exclusive); 0 is the simplest.
     *
     * @throws IllegalArgumentException when the bound is not positive
     */
    int below(int bound);

    /** Chooses whether something that is so in the given percentage of cases (0 to 100) is so; no is simpler. */
    default boolean chance(int percent) {
        return below(100) >= 100 - percent;
    }

    /** Chooses whether a list goes on; asked before each element, so that leaving out a span leaves out elements. */
    default boolean more(int percent) {
        return chance(percent);
    }

    /** Chooses a number from {@code least} to {@code most}, both inclusive; the least is the simplest. */
    default int between(int least, int most) {
        return least + below(most - least + 1);
    }

    /** Chooses one of several values; the first is the simplest. */
    default <T> T pick(List<T> values) {
        return values.get(below(values.size()));
    }

    /** Chooses an octet, 0 to 255. */
    default int octet() {
        return below(256);
    }

    /**
     * Checks a bound.
     *
     * @throws IllegalArgumentException when it is not positive
     */
    static int requireBound(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("bound must be positive: " + bound);
        }
        return bound;
    }
}
