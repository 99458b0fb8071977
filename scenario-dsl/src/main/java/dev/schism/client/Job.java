// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import dev.schism.scenario.Bindings;
import dev.schism.scenario.Scenario;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.Observation;
import dev.schism.wire.Octets;
import dev.schism.wire.Sentinel;
import dev.schism.wire.StepTrace.Outcome;
import dev.schism.wire.Transcript;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A scenario to run and the future that takes its observation.
 *
 * @param sentinel the sentinel that was given up on an earlier connection; this one has none then
 */
record Job(
        Scenario scenario,
        Endpoint endpoint,
        Waiting waiting,
        Bindings bindings,
        CompletableFuture<Observation> future,
        Optional<Sentinel> sentinel) {

    Job(
            Scenario scenario,
            Endpoint endpoint,
            Waiting waiting,
            Bindings bindings,
            CompletableFuture<Observation> future) {
        this(scenario, endpoint, waiting, bindings, future, Optional.empty());
    }

    /** Returns the same job for another connection, on which no sentinel is sent. */
    Job afterSentinel(Sentinel givenUp) {
        return new Job(scenario, endpoint, waiting, bindings, future, Optional.of(givenUp));
    }

    /** Completes the future of a job that never got a connection. */
    void refuse(String error) {
        StepLog log = new StepLog(scenario.steps(), 0);
        log.interrupt(Outcome.NOT_REACHED, 0, "");
        future.complete(new Observation(
                Octets.EMPTY,
                List.of(),
                Octets.EMPTY,
                List.of(),
                Transcript.EMPTY,
                log.traces(),
                ConnectionEnd.FAILED,
                Optional.empty(),
                Duration.ZERO,
                Duration.ZERO,
                bindings.asMap(),
                Optional.of(error),
                sentinel));
    }
}
