// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import dev.schism.scenario.Match;
import dev.schism.scenario.Pacing;
import dev.schism.scenario.Payload;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.Step;
import dev.schism.wire.Observation;
import dev.schism.wire.StepTrace;
import java.time.Duration;
import java.util.List;

/** Short words for scenarios in tests. */
final class Steps {

    static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    static final String OK_CLOSE = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok";

    /** Long enough never to matter. */
    static final Duration LONG = Duration.ofSeconds(30);

    /** Waits for what is bound to come. */
    static final Waiting PATIENT = Waiting.fixed(LONG, LONG);

    /** Takes everything for granted at once. */
    static final Waiting HASTY = Waiting.fixed(Duration.ofMillis(40), Duration.ofMillis(10));

    private Steps() {}

    static Scenario scenario(Step... steps) {
        return new Scenario("test", List.of(), List.of(steps));
    }

    static Step send(String text) {
        return send(text, Pacing.WHOLE);
    }

    static Step send(String text, Pacing pacing) {
        return new Step.SendBytes(Payload.template(text), pacing);
    }

    static Step pause(Duration duration) {
        return new Step.Pause(duration);
    }

    static Step await() {
        return new Step.AwaitResponse(LONG);
    }

    static Step await(Duration timeout) {
        return new Step.AwaitResponse(timeout);
    }

    static Step waitFor(int status, Duration timeout) {
        return new Step.WaitForResponse(Match.of(new Match.Condition.Status(status)), timeout);
    }

    static Step expect(int status, Duration timeout) {
        return new Step.ExpectResponse(Match.of(new Match.Condition.Status(status)), timeout);
    }

    static Step halfClose() {
        return new Step.HalfClose();
    }

    static Step reset() {
        return new Step.Reset();
    }

    static Step close() {
        return new Step.Close();
    }

    static List<StepTrace.Outcome> outcomes(Observation observation) {
        return observation.steps().stream().map(StepTrace::outcome).toList();
    }

    static List<Integer> statuses(Observation observation) {
        return observation.transcript().responses().stream()
                .map(response -> response.status())
                .toList();
    }
}
