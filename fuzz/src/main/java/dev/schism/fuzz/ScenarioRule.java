// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.scenario.Scenario;

/** What makes a scenario out of choices. */
@FunctionalInterface
interface ScenarioRule {

    /** Returns the scenario of the choices, and of nothing else. */
    Scenario scenario(Choices choices);
}
