// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.client.Endpoint;
import dev.schism.client.Runner;
import dev.schism.client.Tls;
import dev.schism.client.Waiting;
import dev.schism.oracle.rules.Judge;
import dev.schism.oracle.rules.Profile;
import dev.schism.scenario.Bindings;
import dev.schism.scenario.Scenario;
import dev.schism.servers.Calibration;
import dev.schism.servers.RemoteAddress;
import dev.schism.servers.RemoteServer;
import dev.schism.servers.Side;
import dev.schism.wire.Arrival;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.Observation;
import dev.schism.wire.Octets;
import dev.schism.wire.RequestScanner;
import dev.schism.wire.ResponseReader;
import dev.schism.wire.StepTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is under way while a server dies is cut off, and breaks no rule by that. */
class DyingServerTest {

    private static final String OK =
            "HTTP/1.1 200 OK\r\nDate: Sat, 21 Nov 2026 10:00:00 GMT\r\nContent-Length: 2\r\n\r\nok";
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Runs runner = new Runs();
    private final Side side = new Side(
            RemoteServer.at(new RemoteAddress("127.0.0.1", 1, false), Tls::ofRuntime),
            new Calibration(SECOND, SECOND, true, true, true, 10, Waiting.fixed(SECOND, SECOND)));
    private final Watch watch = new Watch(runner, side, () -> runner.now);

    /** Two at once: the third begins when the first is done. */
    private final CaseRuns runs = new CaseRuns(runner, side.server().endpoint(), 2, watch);

    @Test
    void leavesOutWhatWasUnderWayAndNamesIt() {
        List<CaseResult> results = runs.all(
                OwnScenario.cases(List.of(own("before"), own("cut"), own("after"), own("refused"))),
                Judge.of(Profile.RFC),
                Waiting.fixed(SECOND, SECOND));

        assertThat(results).extracting(one -> one.probeCase().name()).containsExactly("before");
        assertThat(watch.change())
                .hasValueSatisfying(how -> assertThat(how)
                        .startsWith("a plain GET is answered otherwise since about case after (noticed at refused)")
                        .contains("the last begun first: after, cut;", "began after it was last itself: 2"));
    }

    @Test
    void keepsEverythingOfAServerThatLives() {
        runner.dies = false;

        assertThat(runs.all(
                        OwnScenario.cases(List.of(own("before"), own("cut"), own("after"))),
                        Judge.of(Profile.RFC),
                        Waiting.fixed(SECOND, SECOND)))
                .hasSize(3);
        assertThat(watch.change()).isEmpty();
    }

    private static OwnScenario own(String name) {
        return new OwnScenario(
                Scenario.named(name)
                        .send("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n")
                        .await()
                        .build(),
                "a test");
    }

    /** A server that answers one case, lets the second wait, and dies in the third; time passes as the test wants. */
    private static final class Runs implements Runner {

        private final Map<String, CompletableFuture<Observation>> waiting = new HashMap<>();
        private long now;
        private boolean dies = true;
        private boolean dead;

        @Override
        public CompletableFuture<Observation> run(Scenario scenario, Endpoint endpoint, Waiting wait, String token) {
            switch (scenario.name()) {
                case "cut" -> {
                    CompletableFuture<Observation> later = new CompletableFuture<>();
                    waiting.put("cut", later);
                    now += Watch.PERIOD.toNanos();
                    return later;
                }
                case "after" -> {
                    dead = dies;
                    now += 10 * Watch.PERIOD.toNanos();
                    waiting.get("cut").complete(seen(scenario, OK, dies ? ConnectionEnd.FIN : ConnectionEnd.OPEN));
                    return answered(scenario, OK.substring(0, dies ? 30 : OK.length()));
                }
                default -> {
                    return answered(scenario, OK);
                }
            }
        }

        private CompletableFuture<Observation> answered(Scenario scenario, String octets) {
            if (dead && !scenario.name().equals("after")) {
                return CompletableFuture.completedFuture(seen(scenario, "", ConnectionEnd.REFUSED));
            }
            ConnectionEnd end = dead ? ConnectionEnd.RST : ConnectionEnd.OPEN;
            return CompletableFuture.completedFuture(seen(scenario, octets, end));
        }

        private static Observation seen(Scenario scenario, String octets, ConnectionEnd end) {
            Octets sent = scenario.sent().fill(new Bindings("127.0.0.1", 1, "t"));
            Octets received = Octets.latin1(octets);
            List<StepTrace> traces = new ArrayList<>();
            scenario.steps()
                    .forEach(step -> traces.add(new StepTrace(
                            traces.size(),
                            step.keyword(),
                            StepTrace.Outcome.DONE,
                            Duration.ZERO,
                            Duration.ZERO,
                            traces.isEmpty() ? sent.length() : 0,
                            0,
                            "")));
            return new Observation(
                    sent,
                    RequestScanner.methods(sent),
                    received,
                    octets.isEmpty() ? List.of() : List.of(new Arrival(0, Duration.ofMillis(1))),
                    ResponseReader.read(received, RequestScanner.methods(sent), end == ConnectionEnd.FIN),
                    traces,
                    end,
                    Optional.empty(),
                    Duration.ZERO,
                    Duration.ofMillis(2),
                    Map.of("token", "t"),
                    Optional.empty());
        }
    }
}
