// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.List;

/**
 * Pseudo-random choices from a seed: the same seed gives the same choices on every JVM.
 *
 * <p>The algorithm is SplitMix64 (Steele, Lea, Flood 2014), written out here because a run must be repeatable from its
 * seed for years, and the JDK leaves the sequence of a bounded draw to the implementation.
 */
public final class SeededChoices implements Choices {

    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    /** What weights of productions that fire by themselves are shares of. */
    private static final int CASES = 10_000;

    private final long seed;
    private long state;

    /** Starts the choices of a seed. */
    public SeededChoices(long seed) {
        this.seed = seed;
        this.state = seed;
    }

    @Override
    public int below(int bound) {
        Choices.requireBound(bound);
        state += GAMMA;
        return bounded(mix(state), bound);
    }

    /** Returns the choices of a seed that this one, the name and the number make. */
    @Override
    public Choices of(String part, int number) {
        return new SeededChoices(seedOf(part, number));
    }

    /** Every production draws as many lots as it weighs; the highest lot of all wins. */
    @Override
    public <T extends Production> T oneOf(List<T> productions) {
        T winner = productions.get(0);
        long highest = Long.MIN_VALUE;
        for (T production : productions) {
            for (int lot = 0; lot < production.weight(); lot++) {
                long drawn = seedOf(production.id(), lot);
                if (drawn > highest) {
                    winner = production;
                    highest = drawn;
                }
            }
        }
        return winner;
    }

    @Override
    public <T extends Production> List<T> firing(List<T> productions) {
        return productions.stream()
                .filter(production -> bounded(seedOf(production.id(), 0), CASES) < production.weight())
                .limit(MOST_FIRING)
                .toList();
    }

    private long seedOf(String part, int number) {
        return mix(mix(seed ^ mix(part.hashCode())) + GAMMA * (number + 1));
    }

    private static int bounded(long drawn, int bound) {
        return (int) (((drawn >>> 32) * bound) >>> 32);
    }

    /** Returns the seed of one scenario of a run, so that any of them can be made without those before it. */
    public static long scenarioSeed(long runSeed, long index) {
        return mix(mix(runSeed) + GAMMA * (index + 1));
    }

    private static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
