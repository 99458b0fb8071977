// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import dev.schism.client.Waiting;
import dev.schism.scenario.Scenario;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.Observation;
import dev.schism.wire.Sentinel;
import java.time.Duration;
import java.util.Optional;

/** Tells whether an answered request may take the place of waiting for a server to say nothing more. */
final class SilenceProof {

    /** How long an idle connection has to stay: well above the silence that the proof stands for. */
    static final Duration IDLE = AdaptiveWaiting.SETTLE.multipliedBy(3);

    /** How long the server may take to answer a sentinel. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    private SilenceProof() {}

    /** What runs a scenario as long as there is time for that. */
    @FunctionalInterface
    interface Trying {
        Optional<Observation> run(Scenario scenario, Waiting waiting);
    }

    /**
     * A server that ends idle connections by itself would be seen to keep them, and without an echo nothing is proved.
     */
    static boolean holds(Trying trying, int attempts) {
        Waiting asking = Waiting.fixed(PATIENCE, Duration.ZERO).provingSilence();
        for (int i = 0; i < attempts; i++) {
            if (trying.run(Probes.ONE_GET, asking)
                    .filter(SilenceProof::isAnswered)
                    .isEmpty()) {
                return false;
            }
        }
        return trying.run(Probes.ONE_GET, Waiting.fixed(Probes.TIMEOUT, IDLE))
                .filter(SilenceProof::staysIdle)
                .isPresent();
    }

    private static boolean staysIdle(Observation idle) {
        return idle.end() == ConnectionEnd.OPEN
                && idle.transcript().completeResponses() == 1
                && idle.transcript().leftover().isEmpty();
    }

    private static boolean isAnswered(Observation observation) {
        return observation
                .sentinel()
                .filter(sentinel -> sentinel.outcome() == Sentinel.Outcome.ANSWERED)
                .isPresent();
    }
}
