// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import dev.schism.scenario.Scenario;
import dev.schism.wire.Observation;
import java.util.concurrent.CompletableFuture;

/** Runs scenarios. Implementations are thread-safe. */
public interface Runner {

    /**
     * Runs a scenario on a connection of its own.
     *
     * @param scenario what to do
     * @param endpoint where
     * @param waiting when the server counts as quiet; fed with the latencies that are seen
     * @param token the value of the token placeholder: 1 to 64 ASCII letters and digits
     * @return a future that completes normally within the runner's deadline whatever the peer does: every failure is in
     *     the observation
     */
    CompletableFuture<Observation> run(Scenario scenario, Endpoint endpoint, Waiting waiting, String token);
}
