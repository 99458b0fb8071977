// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import dev.schism.scenario.Scenario;
import dev.schism.wire.Observation;

/**
 * A habit that calibration met, and the run that shows it, from which the habit can be judged like anything else.
 *
 * @param habit the habit
 * @param scenario what was done on the connection
 * @param observation what was seen on it
 */
public record Encounter(Habit habit, Scenario scenario, Observation observation) {}
