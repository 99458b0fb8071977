// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import dev.schism.wire.ServerIdentity;
import java.util.Optional;

/**
 * The reference that a result was made with.
 *
 * @param server which it was
 * @param hosting where it ran, in words, such as {@code in a container}; empty where that is not known
 * @param advice what would be better; empty where nothing would
 */
public record UsedReference(ServerIdentity server, String hosting, Optional<String> advice) {

    private static final String NGINX = "nginx";

    /** Returns a reference of which nobody knows any more where it ran. */
    public static UsedReference of(ServerIdentity server) {
        return of(server, "");
    }

    /** Returns a reference; one that is not nginx comes with the advice to take nginx. */
    public static UsedReference of(ServerIdentity server, String hosting) {
        boolean recommended = server.name().equals(NGINX);
        return new UsedReference(
                server,
                hosting,
                recommended
                        ? Optional.empty()
                        : Optional.of("nginx is recommended as the reference: --reference container or process"));
    }

    /** Returns name, version and where it ran. */
    public String text() {
        String where = hosting.isEmpty() ? "" : ", " + hosting;
        return server.name() + " " + server.version() + where;
    }
}
