// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.oracle.Signature;
import dev.schism.scenario.Scenario;

/**
 * A difference that did not repeat.
 *
 * @param scenario the scenario that showed it
 * @param signature what it showed at first
 * @param shown number of repetitions that showed the same difference
 * @param runs number of repetitions
 */
public record Quarantined(Scenario scenario, Signature signature, int shown, int runs) {

    /** Returns the part of the repetitions that showed the same difference, 0 to 1. */
    public double rate() {
        return (double) shown / runs;
    }
}
