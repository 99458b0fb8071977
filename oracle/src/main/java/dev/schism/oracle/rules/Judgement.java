// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import java.util.List;
import java.util.Set;

/**
 * What the rule book says about a divergence: the verdicts on both sides, and who is wrong. Immutable.
 *
 * @param profile how hard the judge was
 * @param overridden ids of the rules about which the project decided itself
 * @param reference the verdicts on the reference
 * @param target the verdicts on the target
 * @param blame who is wrong
 */
public record Judgement(
        Profile profile, Set<String> overridden, List<Verdict> reference, List<Verdict> target, Blame blame) {

    /** Copies the lists. */
    public Judgement {
        overridden = Set.copyOf(overridden);
        reference = List.copyOf(reference);
        target = List.copyOf(target);
    }

    /** Returns what it comes to, fit to be stored. */
    public Ruling ruling() {
        return Ruling.of(this);
    }
}
