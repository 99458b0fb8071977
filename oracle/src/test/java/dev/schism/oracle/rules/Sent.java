// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import dev.schism.scenario.Bindings;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.ScenarioBuilder;
import dev.schism.scenario.Step;
import dev.schism.wire.Arrival;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.Observation;
import dev.schism.wire.Octets;
import dev.schism.wire.QuietProbe;
import dev.schism.wire.RequestScanner;
import dev.schism.wire.ResponseReader;
import dev.schism.wire.StepTrace;
import dev.schism.wire.Transcript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a client does, and the observation that follows from what a stub does about it.
 *
 * @param scenario the steps
 * @param answerAfter how many steps had started when the answer arrived; all where it is large
 * @param elapsed how long it took
 */
record Sent(Scenario scenario, int answerAfter, Duration elapsed) {

    static final String TOKEN = "t0k3n";
    private static final Bindings BINDINGS = new Bindings("h", 8080, TOKEN);

    /** Sends everything at once and awaits an answer. */
    static Sent of(String text) {
        return parts(text);
    }

    /** Sends in several steps, one after the other, and awaits an answer at the end. */
    static Sent parts(String... texts) {
        ScenarioBuilder builder = Scenario.named("example");
        for (String text : texts) {
            if (!text.isEmpty()) {
                builder.send(text);
            }
        }
        return new Sent(builder.await().build(), Integer.MAX_VALUE, Duration.ofMillis(100));
    }

    /** Sends everything and ends the sending side. */
    static Sent halfClosed(String text) {
        return new Sent(
                Scenario.named("example").send(text).halfClose().await().build(),
                Integer.MAX_VALUE,
                Duration.ofMillis(100));
    }

    static Sent of(Scenario scenario) {
        return new Sent(scenario, Integer.MAX_VALUE, Duration.ofMillis(100));
    }

    Sent answeredAfterStep(int steps) {
        return new Sent(scenario, steps, elapsed);
    }

    Sent taking(Duration time) {
        return new Sent(scenario, answerAfter, time);
    }

    Observation observe(Stub stub) {
        Octets sent = scenario.sent().fill(BINDINGS);
        List<String> methods = RequestScanner.methods(sent);
        Octets received = stub.octets().apply(sent);
        boolean open = stub.end() == ConnectionEnd.OPEN;
        Transcript transcript = ResponseReader.read(received, methods, !open);
        int answeredAt = Math.min(answerAfter, scenario.steps().size());
        List<Arrival> arrivals =
                received.isEmpty() ? List.of() : List.of(new Arrival(0, Duration.ofMillis(10L * answeredAt + 5)));
        Optional<QuietProbe> quiet = open
                ? Optional.of(new QuietProbe(scenario.steps().size() - 1, elapsed, received.length(), false))
                : Optional.empty();
        return new Observation(
                sent,
                methods,
                received,
                arrivals,
                transcript,
                traces(),
                stub.end(),
                quiet,
                Duration.ofMillis(1),
                elapsed,
                BINDINGS.asMap(),
                Optional.empty());
    }

    private List<StepTrace> traces() {
        List<StepTrace> traces = new ArrayList<>();
        for (int i = 0; i < scenario.steps().size(); i++) {
            Step step = scenario.steps().get(i);
            int octets = step instanceof Step.SendBytes send
                    ? send.bytes().fill(BINDINGS).length()
                    : 0;
            Duration start = Duration.ofMillis(10L * (i + 1));
            traces.add(new StepTrace(
                    i, step.keyword(), StepTrace.Outcome.DONE, start, start.plusMillis(1), octets, 0, ""));
        }
        return traces;
    }
}
