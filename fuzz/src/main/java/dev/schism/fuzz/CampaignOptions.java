// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.servers.Side;
import java.time.Duration;

/**
 * What a campaign does and its bounds.
 *
 * @param seed seed of the run; the same seed makes the same scenarios
 * @param budget when it stops to make scenarios
 * @param inFlight scenarios under way at once, 1 to {@value #MAX_IN_FLIGHT}; fewer where a side can take only fewer
 * @param confirmations runs in which a difference has to show again, at least 1
 * @param confirmQuiet silence after which a server counts as waiting in such a run, which never half-closes
 * @param followUps differences that are confirmed and shrunk at once
 * @param shrink bounds of one shrinking
 * @param grace time for finishing what is pending once the budget is spent
 */
public record CampaignOptions(
        long seed,
        Budget budget,
        int inFlight,
        int confirmations,
        Duration confirmQuiet,
        int followUps,
        ShrinkOptions shrink,
        Duration grace) {

    /** Most scenarios under way at once. */
    public static final int MAX_IN_FLIGHT = 4096;

    /** Scenarios under way at once. */
    public static final int IN_FLIGHT = 512;

    /** Runs in which a difference has to show again. */
    public static final int CONFIRMATIONS = 2;

    /** Silence after which a server counts as waiting in a confirmation. */
    public static final Duration CONFIRM_QUIET = Duration.ofSeconds(1);

    /** Differences that are confirmed and shrunk at once; most of that time is waiting. */
    public static final int FOLLOW_UPS = 32;

    /** Time for finishing what is pending. */
    public static final Duration GRACE = Duration.ofMinutes(2);

    /** Checks the bounds. */
    public CampaignOptions {
        requireBetween("inFlight", inFlight, MAX_IN_FLIGHT);
        requireBetween("confirmations", confirmations, 100);
        requireBetween("followUps", followUps, MAX_IN_FLIGHT);
        if (confirmQuiet.isNegative() || confirmQuiet.isZero()) {
            throw new IllegalArgumentException("confirmQuiet must be positive: " + confirmQuiet);
        }
        if (grace.isNegative()) {
            throw new IllegalArgumentException("grace must not be negative: " + grace);
        }
    }

    /** Returns the default options. */
    public static CampaignOptions of(long seed, Budget budget) {
        return new CampaignOptions(
                seed, budget, IN_FLIGHT, CONFIRMATIONS, CONFIRM_QUIET, FOLLOW_UPS, ShrinkOptions.DEFAULT, GRACE);
    }

    /** Returns these options with another number of scenarios under way at once. */
    public CampaignOptions withInFlight(int newInFlight) {
        return new CampaignOptions(seed, budget, newInFlight, confirmations, confirmQuiet, followUps, shrink, grace);
    }

    /** Returns the number of scenarios that are under way at once between two sides. */
    public int connections(Side reference, Side target) {
        int sides = Math.min(
                reference.calibration().maxConnections(), target.calibration().maxConnections());
        return Math.max(1, Math.min(inFlight, sides));
    }

    private static void requireBetween(String field, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException("%s must be from 1 to %d: %d".formatted(field, most, value));
        }
    }
}
