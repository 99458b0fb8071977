// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import dev.schism.client.Endpoint;
import dev.schism.client.RunnerOptions;
import dev.schism.client.ScenarioRunner;
import dev.schism.client.Waiting;
import dev.schism.scenario.Pacing;
import dev.schism.scenario.Payload;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.ScenarioBuilder;
import dev.schism.scenario.Step;
import dev.schism.wire.EchoJson;
import dev.schism.wire.EchoedRequest;
import dev.schism.wire.Observation;
import dev.schism.wire.Octets;
import dev.schism.wire.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Sends octets to a server and reads what it says. */
final class WireFixture implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Waiting PATIENT = Waiting.fixed(TIMEOUT, Duration.ofMillis(20));

    private final ScenarioRunner runner = ScenarioRunner.start(RunnerOptions.DEFAULT);

    ScenarioRunner runner() {
        return runner;
    }

    /** Sends octets in one segment and awaits that many responses. */
    Observation send(Endpoint endpoint, String octets, int responses) {
        ScenarioBuilder builder = Scenario.named("test").step(sending(octets));
        for (int i = 0; i < responses; i++) {
            builder.await(TIMEOUT);
        }
        return run(endpoint, builder.build());
    }

    Observation run(Endpoint endpoint, Scenario scenario) {
        return runner.run(scenario, endpoint, PATIENT, "t")
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    /** Sends octets and returns the echoes of all responses. */
    List<EchoedRequest> echoes(Endpoint endpoint, String octets, int responses) {
        return send(endpoint, octets, responses).transcript().responses().stream()
                .map(WireFixture::echo)
                .toList();
    }

    EchoedRequest echo(Endpoint endpoint, String octets) {
        return echoes(endpoint, octets, 1).get(0);
    }

    static EchoedRequest echo(Response response) {
        return EchoJson.read(response.content()).orElseThrow(() -> new AssertionError("no echo: " + response));
    }

    static Step sending(String octets) {
        return new Step.SendBytes(Payload.of(Octets.latin1(octets)), Pacing.WHOLE);
    }

    @Override
    public void close() {
        runner.close();
    }
}
