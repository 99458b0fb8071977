// SPDX-License-Identifier: Apache-2.0
package dev.schism.scenario;

import java.util.List;

/**
 * The JSON lines of scenarios, version 1, for machines: a line that starts a scenario, then a line a step.
 *
 * <p>The fields are in {@code docs/scenario-format.md}. Reading is strict, and reading is the exact inverse of writing
 * for every scenario. All methods are safe for use by several threads.
 */
public final class ScenarioJson {

    /** Version of the format, in the first line of every scenario. */
    public static final int VERSION = 1;

    /** The field of a scenario's first line, which holds the version. */
    public static final String SIGNATURE = "schism-scenario";

    /** Longest line that is read or written, in characters: 16 Mi. */
    public static final int MAX_LINE_LENGTH = 1 << 24;

    private ScenarioJson() {}

    /**
     * Writes a scenario as ASCII text with LF line ends.
     *
     * @throws IllegalArgumentException when a line would be longer than {@link #MAX_LINE_LENGTH}
     */
    public static String write(Scenario scenario) {
        StringBuilder out = new StringBuilder(256);
        JsonWriter.append(out, scenario);
        return out.toString();
    }

    /**
     * Writes scenarios one after the other.
     *
     * @throws IllegalArgumentException when a line would be longer than {@link #MAX_LINE_LENGTH}
     */
    public static String writeAll(List<Scenario> scenarios) {
        StringBuilder out = new StringBuilder(256);
        scenarios.forEach(scenario -> JsonWriter.append(out, scenario));
        return out.toString();
    }

    /**
     * Reads the one scenario of a text.
     *
     * @throws IllegalArgumentException when the text is no scenario of version {@value #VERSION}, naming line, field
     *     and value, or when it holds several
     */
    public static Scenario read(String text) {
        List<Scenario> all = readAll(text);
        if (all.size() != 1) {
            throw new IllegalArgumentException("text must hold one scenario: " + all.size());
        }
        return all.get(0);
    }

    /**
     * Reads the scenarios of a text, none where it is empty; empty lines are ignored.
     *
     * @throws IllegalArgumentException when a line is no part of a scenario, naming line, field and value
     */
    public static List<Scenario> readAll(String text) {
        JsonReader reader = new JsonReader();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isEmpty()) {
                reader.read(i + 1, lines.get(i));
            }
        }
        return reader.finish();
    }
}
