// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.time.Duration;

/**
 * How far a campaign is.
 *
 * @param started scenarios started
 * @param counts what became of them
 * @param followUps what became of those in which the sides differ
 * @param elapsed time since the start
 * @param spent part of the budget that is spent, 0 to 1
 */
public record CampaignProgress(
        long started, CampaignCounts counts, FollowUpCounts followUps, Duration elapsed, double spent) {

    /** Returns the number of scenarios judged in a second; 0 at the very start. */
    public double pairsPerSecond() {
        return elapsed.isZero() ? 0 : counts.judged() * 1e9 / elapsed.toNanos();
    }

    /** Returns the time until the budget is spent, as far as can be told; zero where it is spent or cannot. */
    public Duration remaining() {
        return spent <= 0 || spent >= 1
                ? Duration.ZERO
                : Duration.ofNanos((long) (elapsed.toNanos() * (1 - spent) / spent));
    }
}
