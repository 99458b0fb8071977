// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz.probe;

import dev.schism.client.Runner;
import dev.schism.servers.PlainAnswer;
import dev.schism.servers.PlainRequest;
import dev.schism.servers.Side;
import java.time.Duration;
import java.util.Optional;

/**
 * Watches by plain requests whether a server still answers as it did when it was calibrated, so that a case is not
 * judged by what a server does to everybody. Blocks while it asks; for one thread.
 */
final class Watch {

    /** Time between two plain requests: 500 ms, or more where they take long. */
    static final Duration PERIOD = Duration.ofMillis(500);

    /** A server that takes long for the answer is asked again after so many times as long. */
    static final int REST = 4;

    /** Times a server is asked before it counts as changed: a busy one may miss one. */
    static final int ATTEMPTS = 3;

    private final Runner runner;
    private final Side side;
    private long next = System.nanoTime() + PERIOD.toNanos();
    private String good = "the first";
    private Optional<String> change = Optional.empty();

    Watch(Runner runner, Side side) {
        this.runner = runner;
        this.side = side;
    }

    /** Tells whether it is time to ask. */
    boolean isDue() {
        return System.nanoTime() - next >= 0;
    }

    /**
     * Asks, and again where the answer is not as expected.
     *
     * @param at the case that is about to start
     * @return whether the server is still itself
     */
    boolean ask(String at) {
        for (int i = 0; i < ATTEMPTS && change.isEmpty(); i++) {
            long begun = System.nanoTime();
            PlainAnswer answer = PlainRequest.ask(runner, side).join();
            if (side.calibration().expects(answer)) {
                good = at;
                long now = System.nanoTime();
                next = now + Math.max(PERIOD.toNanos(), REST * (now - begun));
                return true;
            }
            if (i == ATTEMPTS - 1) {
                change = Optional.of("a plain GET is answered otherwise since about case %s (noticed at %s): %s"
                        .formatted(good, at, answer.text()));
            }
        }
        return false;
    }

    /** Tells how the server has changed, and since when; empty while it has not. */
    Optional<String> change() {
        return change;
    }
}
