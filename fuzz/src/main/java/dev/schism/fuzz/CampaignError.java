// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

/**
 * Something of ours that failed during a campaign, which went on without it.
 *
 * @param seed seed of the scenario it happened with
 * @param place what was being done, such as {@code generate}
 * @param failure what was thrown
 */
public record CampaignError(long seed, String place, Throwable failure) {

    /** Returns it in one line, with the seed that shows it again. */
    public String line() {
        return "internal error while trying to %s %s (seed %d): %s"
                .formatted(place, ScenarioGrammar.nameOf(seed), seed, failure);
    }
}
