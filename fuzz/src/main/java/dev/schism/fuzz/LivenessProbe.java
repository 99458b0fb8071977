// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.client.Runner;
import dev.schism.oracle.Liveness;
import dev.schism.servers.Side;
import java.util.concurrent.CompletableFuture;

/** Asks both sides for a harmless answer. Thread-safe. */
final class LivenessProbe {

    /** Times a side is asked before it counts as down: a busy server may miss one. */
    static final int ATTEMPTS = 3;

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
        return dev.schism.servers.Liveness.probe(runner, side.server())
                .thenCompose(
                        up -> up || attempts == 1 ? CompletableFuture.completedFuture(up) : isUp(side, attempts - 1));
    }
}
