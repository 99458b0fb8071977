// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.oracle.Signature;
import java.util.Comparator;

/**
 * A scenario that showed a difference once.
 *
 * @param seed its seed, from which it is made again
 * @param signature what it showed
 * @param order when it came
 */
record Suspect(long seed, Signature signature, long order) {

    /** Those with the fewest oddities first: what they show explains the others. */
    static final Comparator<Suspect> FEWEST_TRAITS_FIRST = Comparator.<Suspect>comparingInt(
                    suspect -> suspect.signature().traits().size())
            .thenComparingLong(Suspect::order);

    /** Tells whether a known difference explains another: it is the same one, with no trait that the other lacks. */
    static boolean explains(Signature known, Signature other) {
        return known.sameDifference(other) && other.traits().containsAll(known.traits());
    }
}
