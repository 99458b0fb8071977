// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.BitSet;
import java.util.List;

/**
 * A source of choices: what a grammar asks whenever it could go one way or another.
 *
 * <p>Everything is derived from {@link #below}, so that a generated value is a function of a sequence of small numbers
 * that can be recorded, replayed, shortened and mutated. Choice 0 is always the simplest one: it ends a list, takes the
 * first alternative, leaves the oddity out. Implementations are not thread-safe.
 */
public interface Choices {

    /** Most productions that fire at once. */
    int MOST_FIRING = 4;

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

    /**
     * Returns the choices about one part of what is made, known by its name and a number.
     *
     * <p>Where choices come from a seed, those of a part do not depend on any others, so that nothing that is added to
     * a grammar changes the rest. Where they come from a sequence, they are the next ones of that sequence.
     */
    default Choices of(String part, int number) {
        return this;
    }

    /** Returns the choices about the only part of that name. */
    default Choices of(String part) {
        return of(part, 0);
    }

    /**
     * Chooses one of several productions. Where choices come from a seed, another production more in the list changes
     * the choice only where it is the one chosen.
     */
    default <T extends Production> T oneOf(List<T> productions) {
        return pick(productions);
    }

    /**
     * Chooses which of several productions fire, each by its weight and mostly none; at most {@value #MOST_FIRING}, in
     * the order of the list. Where choices come from a seed, none depends on another.
     */
    default <T extends Production> List<T> firing(List<T> productions) {
        BitSet chosen = new BitSet();
        for (int i = 0; i < MOST_FIRING && !productions.isEmpty() && more(2); i++) {
            chosen.set(below(productions.size()));
        }
        return chosen.stream().mapToObj(productions::get).toList();
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
