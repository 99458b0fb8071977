// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.cause;

import dev.schism.oracle.Divergence;
import dev.schism.oracle.rules.Judgement;
import dev.schism.scenario.Scenario;
import java.util.Optional;

/**
 * A divergence with what the rule book says about it; judged once, it carries its judgement along.
 *
 * @param divergence the divergence
 * @param judgement what the rule book says about both sides
 * @param neighbour the nearest scenario in which the sides agree, where one was found
 */
public record JudgedDivergence(Divergence divergence, Judgement judgement, Optional<Scenario> neighbour) {

    /** Returns why the sides differ. */
    public Cause cause() {
        return Cause.of(divergence, judgement.blame());
    }
}
