// SPDX-License-Identifier: Apache-2.0
package dev.schism.scenario;

import java.util.Locale;
import java.util.Optional;

/** A part of a payload that is filled in for each target when the scenario runs. */
public enum Placeholder {
    /** The host of the target as it was given. */
    HOST,
    /** The port of the target in decimal. */
    PORT,
    /** A token of ASCII letters and digits, unique to one run of a scenario. */
    TOKEN;

    /** Returns the spelling in scenarios, such as {@code {host}}. */
    public String spelling() {
        return "{" + key() + "}";
    }

    /** Returns the name without braces, such as {@code host}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Finds the placeholder of a name such as {@code host}. */
    public static Optional<Placeholder> ofKey(String key) {
        for (Placeholder placeholder : values()) {
            if (placeholder.key().equals(key)) {
                return Optional.of(placeholder);
            }
        }
        return Optional.empty();
    }
}
