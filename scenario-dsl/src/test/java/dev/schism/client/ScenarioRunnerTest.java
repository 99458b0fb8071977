// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import static dev.schism.client.Steps.GET;
import static dev.schism.client.Steps.OK_CLOSE;
import static dev.schism.client.Steps.PATIENT;
import static dev.schism.client.Steps.await;
import static dev.schism.client.Steps.outcomes;
import static dev.schism.client.Steps.scenario;
import static dev.schism.client.Steps.send;
import static dev.schism.client.Steps.statuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schism.scenario.Scenario;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.Observation;
import dev.schism.wire.StepTrace.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ScenarioRunnerTest {

    private static final Scenario REQUEST = scenario(send(GET), await());

    @Test
    void manyScenariosOnTwoLoopsAllComplete() throws Exception {
        Semaphore room = new Semaphore(256);
        ConcurrentLinkedQueue<Observation> seen = new ConcurrentLinkedQueue<>();
        try (ScenarioRunner runner = ScenarioRunner.start(RunnerFixture.UNHURRIED.withLoops(2));
                ScriptedServer server = ScriptedServer.answering(OK_CLOSE)) {
            for (int i = 0; i < 2000; i++) {
                room.acquire();
                runner.run(REQUEST, server.endpoint(), PATIENT, "t" + i).thenAccept(observation -> {
                    seen.add(observation);
                    room.release();
                });
            }
            room.acquire(256);
        }

        assertThat(seen).hasSize(2000).allSatisfy(observation -> {
            assertThat(statuses(observation)).containsExactly(200);
            assertThat(observation.end()).isEqualTo(ConnectionEnd.FIN);
        });
    }

    @Test
    void runsSubmittedFromACompletionComplete() throws IOException {
        try (ScenarioRunner runner = ScenarioRunner.start(RunnerFixture.UNHURRIED);
                ScriptedServer server = ScriptedServer.answering(OK_CLOSE)) {
            Endpoint endpoint = server.endpoint();
            CompletableFuture<Observation> chain = runner.run(REQUEST, endpoint, PATIENT, "t");
            for (int i = 0; i < 20; i++) {
                chain = chain.thenCompose(before -> runner.run(REQUEST, endpoint, PATIENT, "t"));
            }

            assertThat(statuses(chain.join())).containsExactly(200);
        }
    }

    @Test
    void closeCompletesWhatIsInFlight() throws Exception {
        CountDownLatch accepted = new CountDownLatch(20);
        ScenarioRunner runner = ScenarioRunner.start(RunnerFixture.UNHURRIED.withLoops(2));
        try (ScriptedServer server = ScriptedServer.tcp(peer -> {
            peer.readHead();
            accepted.countDown();
            peer.holdOpen();
        })) {
            Endpoint endpoint = server.endpoint();
            List<CompletableFuture<Observation>> futures = IntStream.range(0, 20)
                    .mapToObj(i -> runner.run(REQUEST, endpoint, PATIENT, "t"))
                    .toList();
            accepted.await();

            runner.close();

            assertThat(futures).allSatisfy(future -> {
                Observation observation = future.getNow(null);
                assertThat(observation.error()).contains("runner was closed");
                assertThat(observation.end()).isEqualTo(ConnectionEnd.OPEN);
                assertThat(outcomes(observation)).containsExactly(Outcome.DONE, Outcome.CUT_SHORT);
            });
        }
    }

    @Test
    void runAfterCloseFailsAtOnce() throws IOException {
        ScenarioRunner runner = ScenarioRunner.start(RunnerFixture.UNHURRIED);
        runner.close();
        runner.close();

        Observation observation =
                runner.run(REQUEST, Endpoint.tcp("127.0.0.1", 1), PATIENT, "t").getNow(null);

        assertThat(observation.end()).isEqualTo(ConnectionEnd.FAILED);
        assertThat(observation.error()).contains("runner was closed");
        assertThat(outcomes(observation)).containsOnly(Outcome.NOT_REACHED);
    }

    @Test
    void canBeClosedFromACompletion() throws IOException {
        ScenarioRunner runner = ScenarioRunner.start(RunnerFixture.UNHURRIED.withLoops(2));
        try (ScriptedServer server = ScriptedServer.answering(OK_CLOSE)) {
            Observation observation = runner.run(REQUEST, server.endpoint(), PATIENT, "t")
                    .whenComplete((seen, failure) -> runner.close())
                    .join();

            assertThat(observation.end()).isEqualTo(ConnectionEnd.FIN);
        }
    }

    @Test
    void waitingThatThrowsFailsItsRunAlone() throws IOException {
        try (RunnerFixture fixture = new RunnerFixture();
                ScriptedServer server = ScriptedServer.answering(OK_CLOSE)) {
            Waiting throwing = new AnsweredWaiting(latency -> {
                throw new IllegalStateException("answered threw");
            });
            Observation failed = fixture.observe(server, throwing, send(GET), await());
            Observation fine = fixture.observe(server, PATIENT, send(GET), await());

            assertThat(failed.end()).isEqualTo(ConnectionEnd.FAILED);
            assertThat(failed.error().orElseThrow()).contains("answered threw");
            assertThat(statuses(fine)).containsExactly(200);
        }
    }

    @Test
    void scenarioWithoutStepsConnectsAndLeaves() throws IOException {
        try (RunnerFixture fixture = new RunnerFixture();
                ScriptedServer server = ScriptedServer.tcp(Peer::holdOpen)) {
            Observation observation = fixture.observe(server, Steps.HASTY);

            assertThat(observation.end()).isEqualTo(ConnectionEnd.OPEN);
            assertThat(observation.steps()).isEmpty();
        }
    }

    @Test
    void refusesTokensThatWouldChangeTheWire() throws IOException {
        try (ScenarioRunner runner = ScenarioRunner.start(RunnerFixture.UNHURRIED)) {
            Endpoint endpoint = Endpoint.tcp("127.0.0.1", 1);

            assertThatThrownBy(() -> runner.run(REQUEST, endpoint, PATIENT, "a\r\nb"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("token must be 1 to 64 ASCII letters and digits");
        }
    }
}
