// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.servers.Side;

/**
 * How the connections that both sides can take are shared out, so that their sum never exceeds it: with more unfinished
 * requests than a server has workers for, healthy requests would seem to wait.
 *
 * @param generation for new scenarios
 * @param followUps for shrinking
 * @param waiting for shrinking where a server is waited for
 * @param patient for confirmations
 * @param sentinels for plain requests that show whether a side is still itself
 */
record Capacity(Gate generation, Gate followUps, Gate waiting, Gate patient, Gate sentinels) {

    /** Most scenarios at once for shrinking: more would only be in each other's way. */
    static final int MAX_FOLLOW_UPS = 12;

    /** Most confirmations at once: they are there to be undisturbed. */
    static final int MAX_PATIENT = 32;

    /** New scenarios under way at once at the very start. */
    private static final int FIRST = 16;

    /** Plain requests at once. */
    private static final int SENTINELS = 1;

    private static final int TOO_FEW_TO_SHARE = 8;

    /**
     * Tells whether there is one gate for everything: whoever comes first goes first there, lest somebody never does.
     */
    boolean isShared() {
        return generation == followUps;
    }

    static Capacity of(CampaignOptions options, Side reference, Side target) {
        int total = options.connections(reference, target);
        if (total < TOO_FEW_TO_SHARE) {
            Gate only = new Gate(total);
            return new Capacity(only, only, only, only, only);
        }
        int followUps = Math.min(MAX_FOLLOW_UPS, total / 8);
        int waiting = total / 8;
        int patient = Math.min(MAX_PATIENT, total / 4);
        Gate generation = new Gate(total - followUps - waiting - patient - SENTINELS, FIRST);
        return new Capacity(generation, new Gate(followUps), new Gate(waiting), new Gate(patient), new Gate(SENTINELS));
    }
}
