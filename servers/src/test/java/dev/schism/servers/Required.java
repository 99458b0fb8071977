// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.Optional;

/**
 * What a test needs of the machine: where it is missing the test is skipped with the reason, or fails where an
 * environment variable says that nothing may be skipped.
 */
public final class Required {

    /** Set to {@code true} where a test that needs nginx must not be skipped. */
    public static final String NGINX_VARIABLE = "SCHISM_REQUIRE_NGINX";

    /** Set to {@code true} where a test that needs Docker must not be skipped. */
    public static final String DOCKER_VARIABLE = "SCHISM_REQUIRE_DOCKER";

    private Required() {}

    /** Goes on where nginx can be run as a process. */
    public static void nginx() {
        require(Availability.missingNginx(), NGINX_VARIABLE);
    }

    /** Goes on where nginx can be run in a container. */
    public static void docker() {
        require(Availability.missingDocker(), DOCKER_VARIABLE);
    }

    private static void require(Optional<String> missing, String variable) {
        missing.ifPresent(reason -> {
            if (Boolean.parseBoolean(System.getenv(variable))) {
                fail("%s=true, but %s", variable, reason);
            }
            abort(reason);
        });
    }
}
