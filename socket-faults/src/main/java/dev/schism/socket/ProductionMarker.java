// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sockets are not made to fail where the environment says that this is production. */
final class ProductionMarker {

    /** The environment variable that marks production. */
    static final String VARIABLE = "SCHISM_PRODUCTION";

    private static final Set<String> OFF = Set.of("", "0", "false", "no", "off");

    private ProductionMarker() {}

    /**
     * Refuses to go on where this process is marked.
     *
     * @throws IllegalStateException if it is
     */
    static void refuseHere() {
        refuse(System.getenv(VARIABLE));
    }

    /** Refuses any value but none, an empty one, {@code 0}, {@code false}, {@code no} and {@code off}. */
    static void refuse(@Nullable String value) {
        if (value != null && !OFF.contains(value.toLowerCase(Locale.ROOT))) {
            throw new IllegalStateException(VARIABLE + " must not be set where sockets are made to fail: '" + value
                    + "' marks production; remove the agent or unset the variable");
        }
    }
}
