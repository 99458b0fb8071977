// SPDX-License-Identifier: Apache-2.0
package dev.schism.bench;

import dev.schism.client.Endpoint;
import dev.schism.client.ScenarioRunner;
import dev.schism.client.Waiting;
import dev.schism.scenario.Scenario;
import dev.schism.wire.Observation;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

/** Keeps a number of scenarios in flight for a time and counts those that were answered. */
final class RunnerLoad {

    private static final int IN_FLIGHT = 64;
    private static final Waiting WAITING = Waiting.fixed(Duration.ofSeconds(1), Duration.ofMillis(30));

    private RunnerLoad() {}

    /** Returns the scenarios answered with 2xx in a second. */
    static double rate(ScenarioRunner runner, Endpoint endpoint, Scenario scenario, Duration duration)
            throws InterruptedException {
        Semaphore room = new Semaphore(IN_FLIGHT);
        LongAdder answered = new LongAdder();
        LongAdder broken = new LongAdder();
        long start = System.nanoTime();
        while (System.nanoTime() - start < duration.toNanos()) {
            room.acquire();
            var unused = runner.run(scenario, endpoint, WAITING, "bench").thenAccept(observation -> {
                (isAnswered(observation) ? answered : broken).increment();
                room.release();
            });
        }
        room.acquire(IN_FLIGHT);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (broken.sum() > 0) {
            throw new IllegalStateException("scenarios must be answered with 2xx: " + broken.sum() + " were not");
        }
        return answered.sum() / seconds;
    }

    private static boolean isAnswered(Observation observation) {
        return observation
                .firstResponse()
                .filter(response -> response.complete() && response.status() / 100 == 2)
                .isPresent();
    }
}
