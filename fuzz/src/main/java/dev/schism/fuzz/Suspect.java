// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.oracle.Signature;
import dev.schism.oracle.cause.Cause;
import dev.schism.scenario.Scenario;
import java.util.Comparator;
import java.util.Optional;

/**
 * A scenario that showed a difference once.
 *
 * @param seed the seed of the scenario, or of the one that it was made from
 * @param made the scenario, where it is not the one of the seed
 * @param signature what it showed
 * @param cause why, as far as a first look tells
 * @param order when it came
 */
record Suspect(long seed, Optional<Scenario> made, Signature signature, Cause cause, long order) {

    /**
     * Those that have to be waited for first, since others can be looked at meanwhile; then those with the least that
     * is odd: what they show explains the others.
     */
    static final Comparator<Suspect> FIRST = Comparator.comparing(
                    (Suspect suspect) -> !suspect.cause().way().isOfWaiting())
            .thenComparingInt(Suspect::oddities)
            .thenComparingLong(Suspect::order);

    Scenario scenario() {
        return made.orElseGet(() -> ScenarioGrammar.ofSeed(seed));
    }

    private int oddities() {
        return signature.traits().size() + signature.differences().size();
    }
}
