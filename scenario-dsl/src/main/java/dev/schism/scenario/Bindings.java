// SPDX-License-Identifier: Apache-2.0
package dev.schism.scenario;

import java.util.Map;

/**
 * The values of the placeholders in one run.
 *
 * @param host the target's host
 * @param port the target's port, 0 to 65535; 0 where there is none, as on a Unix-domain socket
 * @param token the token of this run; the same on both sides of a comparison
 */
public record Bindings(String host, int port, String token) {

    /** Checks the bounds. */
    public Bindings {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port must be from 0 to 65535: " + port);
        }
    }

    /** Returns the value of a placeholder. */
    public String value(Placeholder placeholder) {
        return switch (placeholder) {
            case HOST -> host;
            case PORT -> Integer.toString(port);
            case TOKEN -> token;
        };
    }

    /** Returns the values by placeholder name, as an observation keeps them. */
    public Map<String, String> asMap() {
        return Map.of(
                Placeholder.HOST.key(),
                host,
                Placeholder.PORT.key(),
                value(Placeholder.PORT),
                Placeholder.TOKEN.key(),
                token);
    }
}
