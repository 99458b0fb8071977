// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import static dev.schism.client.Steps.GET;
import static dev.schism.client.Steps.HASTY;
import static dev.schism.client.Steps.LONG;
import static dev.schism.client.Steps.OK;
import static dev.schism.client.Steps.OK_CLOSE;
import static dev.schism.client.Steps.await;
import static dev.schism.client.Steps.halfClose;
import static dev.schism.client.Steps.outcomes;
import static dev.schism.client.Steps.send;
import static dev.schism.client.Steps.statuses;
import static dev.schism.client.Steps.waitFor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.Observation;
import dev.schism.wire.QuietProbe;
import dev.schism.wire.StepTrace.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class QuietProbeTest {

    private static final String HALF = "POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nab";

    private final RunnerFixture fixture = new RunnerFixture();
    private final ProbingWaiting probing = ProbingWaiting.of(Duration.ofMillis(40));

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void silenceEndsTheAwaitWithinTheWindow() throws IOException {
        try (ScriptedServer server = ScriptedServer.keepingOpen()) {
            Observation observation = fixture.observe(server, HASTY, send(HALF), await());
            QuietProbe probe = observation.quiet().orElseThrow();

            assertThat(outcomes(observation)).containsExactly(Outcome.DONE, Outcome.TIMED_OUT);
            assertThat(probe.step()).isEqualTo(1);
            assertThat(probe.halfClosed()).isFalse();
            assertThat(probe.at()).isBetween(HASTY.quietWindow(), LONG.dividedBy(2));
            assertThat(observation.end()).isEqualTo(ConnectionEnd.OPEN);
        }
    }

    @Test
    void halfCloseShowsWhatTheServerWaitedFor() throws IOException {
        try (ScriptedServer server = ScriptedServer.tcp(peer -> {
            peer.readToEnd();
            peer.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        })) {
            Observation observation = fixture.observe(server, probing, send(HALF), await());

            assertThat(observation.quiet().orElseThrow().halfClosed()).isTrue();
            assertThat(observation.answeredAfterProbe()).isTrue();
            assertThat(observation.endBeforeProbe()).isEqualTo(ConnectionEnd.OPEN);
            assertThat(outcomes(observation)).containsExactly(Outcome.DONE, Outcome.TIMED_OUT);
            assertThat(statuses(observation)).containsExactly(400);
            assertThat(probing.latencies()).isEmpty();
        }
    }

    @Test
    void endAfterHalfCloseIsRecorded() throws IOException {
        try (ScriptedServer server = ScriptedServer.tcp(Peer::readToEnd)) {
            Observation observation = fixture.observe(server, probing, send(HALF), await(), await());

            assertThat(observation.end()).isEqualTo(ConnectionEnd.FIN);
            assertThat(observation.steps().get(1).detail()).isEqualTo("ended after half-close");
            assertThat(outcomes(observation)).containsExactly(Outcome.DONE, Outcome.TIMED_OUT, Outcome.NOT_REACHED);
        }
    }

    @Test
    void silenceAfterHalfCloseEndsTheRun() throws IOException {
        try (ScriptedServer server = ScriptedServer.keepingOpen()) {
            Observation observation = fixture.observe(server, probing, send(HALF), await());

            assertThat(observation.end()).isEqualTo(ConnectionEnd.OPEN);
            assertThat(observation.steps().get(1).detail()).isEqualTo("quiet");
            assertThat(observation.elapsed()).isBetween(Duration.ofMillis(80), LONG.dividedBy(2));
        }
    }

    @Test
    void silenceAfterPartOfAResponseIsQuietToo() throws IOException {
        try (ScriptedServer server = ScriptedServer.keepingOpen("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 2")) {
            Observation observation = fixture.observe(server, HASTY, send(GET), await());

            assertThat(observation.quiet().orElseThrow().receivedOctets()).isEqualTo(35);
            assertThat(outcomes(observation)).containsExactly(Outcome.DONE, Outcome.TIMED_OUT);
        }
    }

    @Test
    void noProbeWhileSomethingIsStillToBeSent() throws IOException {
        Duration timeout = Duration.ofMillis(200);
        try (ScriptedServer server = ScriptedServer.keepingOpen(OK)) {
            Observation observation =
                    fixture.observe(server, probing, send(GET), await(), waitFor(200, timeout), send(GET));

            assertThat(observation.steps().get(2).detail()).isEqualTo("timeout of the step");
            assertThat(observation.quiet()).isEmpty();
        }
    }

    @Test
    void ownHalfCloseIsLeftToTheScenario() throws IOException {
        try (ScriptedServer server = ScriptedServer.tcp(peer -> {
            peer.readToEnd();
            peer.write(OK_CLOSE);
        })) {
            Observation observation =
                    fixture.observe(server, probing, send(GET), waitFor(200, LONG), halfClose(), await());

            assertThat(observation.quiet().orElseThrow().halfClosed()).isFalse();
            assertThat(outcomes(observation))
                    .containsExactly(Outcome.DONE, Outcome.TIMED_OUT, Outcome.DONE, Outcome.DONE);
        }
    }

    @Test
    void silenceAfterOwnHalfCloseJustEndsTheAwait() throws IOException {
        try (ScriptedServer server = ScriptedServer.keepingOpen()) {
            Observation observation = fixture.observe(server, probing, send(HALF), halfClose(), await());

            assertThat(observation.quiet().orElseThrow().halfClosed()).isFalse();
            assertThat(outcomes(observation)).containsExactly(Outcome.DONE, Outcome.DONE, Outcome.TIMED_OUT);
        }
    }

    @Test
    void latencyOfTheFirstResponseIsTold() throws IOException {
        try (ScriptedServer server = ScriptedServer.keepingOpen(OK, OK)) {
            ProbingWaiting patient = ProbingWaiting.of(LONG);

            Observation observation = fixture.observe(server, patient, send(GET), await(), send(GET), await());

            assertThat(statuses(observation)).containsExactly(200, 200);
            assertThat(patient.latencies()).hasSize(1);
            assertThat(patient.latencies().get(0)).isPositive().isLessThan(observation.elapsed());
        }
    }

    @Test
    void peerSeesTheProbeAsItsEnd() throws IOException {
        CompletableFuture<Integer> seen = new CompletableFuture<>();
        try (ScriptedServer server = ScriptedServer.tcp(peer -> seen.complete(peer.readToEnd().length))) {
            fixture.observe(server, probing, send(HALF), await());

            assertThat(seen.join()).isEqualTo(HALF.length());
        }
    }
}
