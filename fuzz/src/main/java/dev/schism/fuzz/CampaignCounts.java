// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.oracle.Category;
import dev.schism.oracle.Finding.Inconclusive.Reason;
import java.util.Map;

/**
 * What became of the scenarios of a campaign; every one that was judged is in exactly one number.
 *
 * @param agreements scenarios in which the sides agree, by category
 * @param differences scenarios in which they differ, by category, confirmed or not
 * @param inconclusive scenarios without an answer, by reason
 */
public record CampaignCounts(
        Map<Category, Long> agreements, Map<Category, Long> differences, Map<Reason, Long> inconclusive) {

    /** Copies the maps. */
    public CampaignCounts {
        agreements = Map.copyOf(agreements);
        differences = Map.copyOf(differences);
        inconclusive = Map.copyOf(inconclusive);
    }

    /** Returns the number of scenarios in which the sides agree. */
    public long agreed() {
        return sum(agreements);
    }

    /** Returns the number of scenarios in which the sides differ. */
    public long differed() {
        return sum(differences);
    }

    /** Returns the number of scenarios without an answer. */
    public long unanswered() {
        return sum(inconclusive);
    }

    /** Returns the number of all scenarios that were judged. */
    public long judged() {
        return agreed() + differed() + unanswered();
    }

    private static long sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
