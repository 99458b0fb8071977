// SPDX-License-Identifier: Apache-2.0
package dev.schism.corpus;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What became of all entries that were run again.
 *
 * @param outcomes one outcome an entry, in the order they ran
 */
public record ReplayResult(List<ReplayOutcome> outcomes) {

    /** What a replay comes to; everything but {@link #PASSED} is a failure. */
    public enum Decision {
        /** Every entry gave an answer, and whatever diverges is accepted by the baseline. */
        PASSED,
        /** Some entry diverges and the baseline does not accept it, or no longer. */
        DIVERGED,
        /** No entry diverges unaccepted, but some gave no answer. */
        INCONCLUSIVE,
        /** No entry ran, so nothing was shown. */
        NOTHING_RAN
    }

    /** Copies the list. */
    public ReplayResult {
        outcomes = List.copyOf(outcomes);
    }

    /** Returns what the replay comes to: an unaccepted divergence weighs more than a missing answer. */
    public Decision decision() {
        if (outcomes.isEmpty()) {
            return Decision.NOTHING_RAN;
        }
        if (outcomes.stream().anyMatch(ReplayOutcome::isUnaccepted)) {
            return Decision.DIVERGED;
        }
        boolean open = outcomes.stream().anyMatch(outcome -> outcome.kind() == ReplayOutcome.Kind.INCONCLUSIVE);
        return open ? Decision.INCONCLUSIVE : Decision.PASSED;
    }

    /** Returns the number of outcomes by kind; every kind is there. */
    public Map<ReplayOutcome.Kind, Integer> counts() {
        Map<ReplayOutcome.Kind, Integer> counts = new EnumMap<>(ReplayOutcome.Kind.class);
        for (ReplayOutcome.Kind kind : ReplayOutcome.Kind.values()) {
            counts.put(kind, 0);
        }
        outcomes.forEach(outcome -> counts.merge(outcome.kind(), 1, Integer::sum));
        return counts;
    }
}
