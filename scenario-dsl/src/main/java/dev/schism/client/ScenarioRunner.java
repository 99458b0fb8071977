// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import dev.schism.scenario.Scenario;
import dev.schism.wire.Observation;
import java.util.concurrent.CompletableFuture;

/** The runner over raw NIO sockets. Thread-safe; closing it ends its loops and every connection. */
public final class ScenarioRunner implements Runner, AutoCloseable {

    private ScenarioRunner() {}

    /** Starts a runner. */
    public static ScenarioRunner start(RunnerOptions options) {
        throw new UnsupportedOperationException("being written: " + options);
    }

    @Override
    public CompletableFuture<Observation> run(Scenario scenario, Endpoint endpoint, Waiting waiting, String token) {
        throw new UnsupportedOperationException("being written");
    }

    @Override
    public void close() {}
}
