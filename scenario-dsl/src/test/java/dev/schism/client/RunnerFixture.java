// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import dev.schism.scenario.Step;
import dev.schism.wire.Observation;
import java.io.IOException;
import java.time.Duration;

/** A runner whose deadlines are beyond what a test may take, unless the test says otherwise. */
final class RunnerFixture implements AutoCloseable {

    static final RunnerOptions UNHURRIED = RunnerOptions.DEFAULT
            .withLoops(1)
            .withRequestTimeout(Duration.ofSeconds(60))
            .withConnectTimeout(Duration.ofSeconds(60));

    private final ScenarioRunner runner;

    RunnerFixture(RunnerOptions options) {
        this.runner = ScenarioRunner.start(options);
    }

    RunnerFixture() {
        this(UNHURRIED);
    }

    ScenarioRunner runner() {
        return runner;
    }

    Observation observe(ScriptedServer server, Waiting waiting, Step... steps) throws IOException {
        return observe(server.endpoint(), waiting, steps);
    }

    Observation observe(Endpoint endpoint, Waiting waiting, Step... steps) {
        return runner.run(Steps.scenario(steps), endpoint, waiting, "token7").join();
    }

    @Override
    public void close() {
        runner.close();
    }
}
