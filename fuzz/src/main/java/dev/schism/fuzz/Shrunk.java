// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.scenario.Scenario;

/**
 * The result of a shrinking.
 *
 * @param scenario the smallest scenario found that still fails
 * @param candidates number of candidates tried
 * @param finished whether every candidate was tried, rather than a bound reached
 */
public record Shrunk(Scenario scenario, int candidates, boolean finished) {}
