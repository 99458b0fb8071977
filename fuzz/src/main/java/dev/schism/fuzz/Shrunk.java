// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.scenario.Scenario;
import java.util.List;

/**
 * The result of a shrinking.
 *
 * @param way the scenarios on the way, each of which fails and is simpler than the one before: from the one that was to
 *     be shrunk to the smallest that was found
 * @param candidates number of candidates tried
 * @param finished whether every candidate was tried, rather than a bound reached
 */
public record Shrunk(List<Scenario> way, int candidates, boolean finished) {

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException when there is no scenario
     */
    public Shrunk {
        way = List.copyOf(way);
        if (way.isEmpty()) {
            throw new IllegalArgumentException("way must not be empty");
        }
    }

    /** Returns the smallest scenario found that still fails. */
    public Scenario scenario() {
        return way.get(way.size() - 1);
    }
}
