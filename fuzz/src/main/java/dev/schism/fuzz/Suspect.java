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

    /** Those with the least that is odd first: what they show explains the others. */
    static final Comparator<Suspect> SIMPLEST_FIRST =
            Comparator.comparingInt(Suspect::oddities).thenComparingLong(Suspect::order);

    private int oddities() {
        return signature.traits().size() + signature.differences().size();
    }
}
