// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.scenario.Bindings;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.ScenarioBuilder;
import dev.schism.wire.Arrival;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.Observation;
import dev.schism.wire.ObservationJson;
import dev.schism.wire.Octets;
import dev.schism.wire.QuietProbe;
import dev.schism.wire.RequestScanner;
import dev.schism.wire.ResponseReader;
import dev.schism.wire.StepTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What was seen can be written, read and judged again, and the judgement is the same. */
class StoredObservationPropertyTest {

    private static final Bindings BINDINGS = new Bindings("127.0.0.1", 8080, "t0k3n");

    private record Seen(Scenario scenario, Observation observation) {}

    @Property(tries = 400)
    void theJudgementIsThatOfTheLiveOne(@ForAll("seen") Seen seen) {
        Observation stored = ObservationJson.read(ObservationJson.write(seen.observation()));
        Judge judge = Judge.of(Profile.RFC);

        assertThat(stored).isEqualTo(seen.observation());
        assertThat(stored.reread()).isEqualTo(seen.observation());
        assertThat(judge.judge(seen.scenario(), stored)).isEqualTo(judge.judge(seen.scenario(), seen.observation()));
    }

    @Provide
    Arbitrary<Seen> seen() {
        Arbitrary<List<String>> requests =
                Arbitraries.of("GET", "HEAD", "CONNECT", "POST", "PUT").list().ofMaxSize(4);
        Arbitrary<String> responses = Arbitraries.of(
                        "HTTP/1.1 100 Continue\r\n\r\n",
                        "HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n",
                        "HTTP/1.1 101 Switching\r\nUpgrade: a\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
                        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nT: 1\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nuntil the end",
                        "HTTP/1.1 204 None\r\n\r\n",
                        "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n",
                        "HTTP/1.0 404 Not Found\r\nContent-Length: 0\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\ncut",
                        "HTTP/1.1 2",
                        "junk",
                        "\r\n")
                .list()
                .ofMaxSize(6)
                .map(parts -> String.join("", parts));
        Arbitrary<Integer> answerAfter = Arbitraries.integers().between(0, 6);
        return Combinators.combine(
                        requests,
                        responses,
                        answerAfter,
                        Arbitraries.of(ConnectionEnd.class),
                        Arbitraries.of(true, false))
                .as(StoredObservationPropertyTest::seen);
    }

    private static Seen seen(List<String> requests, String text, int after, ConnectionEnd end, boolean quiet) {
        ScenarioBuilder builder = Scenario.named("generated");
        requests.forEach(method -> builder.send(method + " /{token} HTTP/1.1\r\nHost: h\r\n\r\n"));
        Scenario scenario = builder.await().build();
        Octets sent = scenario.sent().fill(BINDINGS);
        List<String> methods = RequestScanner.methods(sent);
        Octets received = Octets.latin1(text);
        List<Arrival> arrivals = text.isEmpty() ? List.of() : List.of(new Arrival(0, at(after)));
        return new Seen(
                scenario,
                new Observation(
                        sent,
                        methods,
                        received,
                        arrivals,
                        ResponseReader.read(received, methods, end == ConnectionEnd.FIN),
                        steps(scenario),
                        end,
                        quiet ? Optional.of(new QuietProbe(0, at(7), received.length() / 2, true)) : Optional.empty(),
                        at(0),
                        at(9),
                        BINDINGS.asMap(),
                        Optional.empty()));
    }

    private static List<StepTrace> steps(Scenario scenario) {
        List<StepTrace> traces = new ArrayList<>();
        scenario.steps().forEach(step -> {
            int index = traces.size();
            int octets = scenario.withSteps(List.of(step)).sent().fill(BINDINGS).length();
            traces.add(new StepTrace(
                    index, step.keyword(), StepTrace.Outcome.DONE, at(index), at(index + 1), octets, 0, ""));
        });
        return traces;
    }

    private static Duration at(int position) {
        return Duration.ofMillis(10L * (position + 1));
    }
}
