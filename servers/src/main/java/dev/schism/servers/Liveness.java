// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import dev.schism.client.Runner;
import dev.schism.client.Waiting;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Tells whether a server is still there, so that its silence is not taken for an answer. */
public final class Liveness {

    private static final Waiting PATIENT = Waiting.fixed(Probes.TIMEOUT, Duration.ZERO);

    private Liveness() {}

    /**
     * Sends a plain GET on a connection of its own; true when any response comes. Does not block. The runner bounds the
     * time.
     */
    public static CompletableFuture<Boolean> probe(Runner runner, Server server) {
        return runner.run(Probes.ONE_GET, server.endpoint(), PATIENT, Probes.TOKEN)
                .thenApply(observation -> !observation.transcript().responses().isEmpty());
    }
}
