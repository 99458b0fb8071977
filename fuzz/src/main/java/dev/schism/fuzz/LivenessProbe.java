// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.client.Runner;
import dev.schism.client.Waiting;
import dev.schism.oracle.Liveness;
import dev.schism.scenario.Pacing;
import dev.schism.scenario.Payload;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.Step;
import dev.schism.servers.Side;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Asks both sides for a harmless answer. Thread-safe. */
final class LivenessProbe {

    /** Times a side is asked before it counts as down: a busy server may miss one. */
    static final int ATTEMPTS = 3;

    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Scenario GET = new Scenario(
            "liveness",
            List.of(),
            List.of(
                    new Step.SendBytes(
                            Payload.template("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"),
                            Pacing.WHOLE),
                    new Step.AwaitResponse(TIMEOUT)));

    private final Runner runner;
    private final Side reference;
    private final Side target;

    LivenessProbe(Runner runner, Side reference, Side target) {
        this.runner = runner;
        this.reference = reference;
        this.target = target;
    }

    CompletableFuture<Liveness> probe() {
        return isUp(reference, ATTEMPTS).thenCombine(isUp(target, ATTEMPTS), Liveness::new);
    }

    private CompletableFuture<Boolean> isUp(Side side, int attempts) {
        return runner.run(GET, side.server().endpoint(), Waiting.fixed(TIMEOUT, Duration.ZERO), "liveness")
                .thenCompose(observation -> {
                    boolean up = observation.transcript().completeResponses() > 0;
                    return up || attempts == 1 ? CompletableFuture.completedFuture(up) : isUp(side, attempts - 1);
                });
    }
}
