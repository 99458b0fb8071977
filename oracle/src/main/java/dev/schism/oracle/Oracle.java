// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import dev.schism.scenario.Scenario;
import dev.schism.wire.Observation;

/** Compares what a reference and a target did with one scenario. Immutable and thread-safe. */
public final class Oracle {

    /** Compares two observations of one scenario. */
    public Finding compare(Scenario scenario, Observation reference, Observation target) {
        throw new UnsupportedOperationException("being written: " + scenario.name() + reference + target);
    }
}
