// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.wire.ServerIdentity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The result of a campaign.
 *
 * @param options what was asked for, with the seed
 * @param generator name and version of what made the scenarios
 * @param reference the reference
 * @param target the target
 * @param end why it ended
 * @param scenarios number of scenarios started
 * @param counts what became of them
 * @param followUps what became of those in which the sides differ
 * @param quarantined differences that did not repeat, at most {@value #MAX_QUARANTINED} of them
 * @param internalErrors number of times that something of ours failed
 * @param generating time until the budget was spent
 * @param elapsed time until everything was finished
 * @param change how a side has changed, where that is why it ended
 */
public record CampaignResult(
        CampaignOptions options,
        String generator,
        ServerIdentity reference,
        ServerIdentity target,
        End end,
        long scenarios,
        CampaignCounts counts,
        FollowUpCounts followUps,
        List<Quarantined> quarantined,
        long internalErrors,
        Duration generating,
        Duration elapsed,
        Optional<Change> change) {

    /** Most quarantined differences that are listed; all are counted. */
    public static final int MAX_QUARANTINED = 1000;

    /** Copies the list. */
    public CampaignResult {
        quarantined = List.copyOf(quarantined);
    }

    /** Why a campaign ended. */
    public enum End {
        /** The budget was spent. */
        BUDGET_SPENT,
        /** Somebody stopped it. */
        STOPPED,
        /** The reference does not answer a harmless request. */
        REFERENCE_DOWN,
        /** The target does not answer a harmless request. */
        TARGET_DOWN,
        /** The reference answers a harmless request, but not as it did at first. */
        REFERENCE_CHANGED,
        /** The target answers a harmless request, but not as it did at first. */
        TARGET_CHANGED
    }

    /** Tells whether the result says something: the servers were up, and sides were compared. */
    public boolean isConclusive() {
        boolean up = end == End.BUDGET_SPENT || end == End.STOPPED;
        return up && counts.agreed() + counts.differed() > 0;
    }

    /** Returns the number of scenarios started in a second while the budget lasted. */
    public double pairsPerSecond() {
        return generating.isZero() ? 0 : scenarios * 1e9 / generating.toNanos();
    }
}
