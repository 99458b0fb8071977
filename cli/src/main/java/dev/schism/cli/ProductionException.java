// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import java.io.Serial;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Schism sends hostile octets and does not start under a production marker. */
final class ProductionException extends RuntimeException {

    /** The environment variable that marks production. */
    static final String MARKER = "SCHISM_PRODUCTION";

    private static final Set<String> OFF = Set.of("", "0", "false", "no", "off");

    @Serial
    private static final long serialVersionUID = 1L;

    private ProductionException(String value) {
        super("%s must not be set where Schism runs: '%s' marks production, and Schism sends hostile octets"
                .formatted(MARKER, value));
    }

    /**
     * Refuses to go on where the marker has any value but an empty one, {@code 0}, {@code false}, {@code no},
     * {@code off}.
     */
    static void refuse(Optional<String> marker) {
        marker.filter(value -> !OFF.contains(value.toLowerCase(Locale.ROOT))).ifPresent(value -> {
            throw new ProductionException(value);
        });
    }

    /** Refuses to go on where this process is marked. */
    static void refuseHere() {
        refuse(Optional.ofNullable(System.getenv(MARKER)));
    }
}
