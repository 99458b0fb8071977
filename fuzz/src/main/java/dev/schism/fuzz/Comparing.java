// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.oracle.Finding;
import dev.schism.scenario.Scenario;
import dev.schism.wire.Observation;

/** What compares two observations of one scenario; the oracle does. */
@FunctionalInterface
interface Comparing {

    /** Compares what the reference and the target did. */
    Finding compare(Scenario scenario, Observation reference, Observation target);
}
