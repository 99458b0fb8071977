// SPDX-License-Identifier: Apache-2.0
package dev.schism.scenario;

/** The text format of scenarios, version 1. */
public final class ScenarioText {

    private ScenarioText() {}

    /** Writes a scenario. */
    public static String write(Scenario scenario) {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads a scenario.
     *
     * @throws IllegalArgumentException when the text is none, with line and column
     */
    public static Scenario read(String text) {
        throw new UnsupportedOperationException();
    }
}
