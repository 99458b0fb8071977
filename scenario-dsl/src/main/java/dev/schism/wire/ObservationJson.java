// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

/** The JSON of an observation, version 1. */
public final class ObservationJson {

    private ObservationJson() {}

    /** Writes an observation as indented JSON; the transcript is included for people and ignored on reading. */
    public static String write(Observation observation) {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads an observation; the transcript is made anew.
     *
     * @throws IllegalArgumentException when the text is no such JSON, naming the field
     */
    public static Observation read(String json) {
        throw new UnsupportedOperationException();
    }
}
