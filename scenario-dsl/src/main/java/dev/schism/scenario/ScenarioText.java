// SPDX-License-Identifier: Apache-2.0
package dev.schism.scenario;

/**
 * The text format of scenarios, version 1: one scenario a text, made to be read and reviewed line by line.
 *
 * <p>The grammar is in {@code docs/scenario-format.md}. Reading is strict, and {@link #read} is the exact inverse of
 * {@link #write} for every scenario. All methods are safe for use by several threads.
 */
public final class ScenarioText {

    /** Version of the format, in the first line of every text. */
    public static final int VERSION = 1;

    /** Longest text that is read or written, in characters: 16 Mi. */
    public static final int MAX_LENGTH = 1 << 24;

    /** What every text starts with, before the version. */
    public static final String SIGNATURE = "schism-scenario ";

    private ScenarioText() {}

    /**
     * Writes a scenario as ASCII text with LF line ends.
     *
     * @throws IllegalArgumentException when the text would be longer than {@link #MAX_LENGTH}
     */
    public static String write(Scenario scenario) {
        String text = TextWriter.write(scenario);
        requireLength(text);
        return text;
    }

    /**
     * Reads a scenario; LF and CRLF line ends are accepted.
     *
     * @throws IllegalArgumentException when the text is no scenario of version {@value #VERSION} or longer than
     *     {@link #MAX_LENGTH}; the message starts with line and column where there are such
     */
    public static Scenario read(String text) {
        requireLength(text);
        return new TextReader(text).read();
    }

    private static void requireLength(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "scenario text must have at most %d characters: %d".formatted(MAX_LENGTH, text.length()));
        }
    }
}
