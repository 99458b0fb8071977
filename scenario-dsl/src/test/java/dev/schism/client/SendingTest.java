// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import static dev.schism.client.Steps.OK;
import static dev.schism.client.Steps.PATIENT;
import static dev.schism.client.Steps.await;
import static dev.schism.client.Steps.halfClose;
import static dev.schism.client.Steps.outcomes;
import static dev.schism.client.Steps.pause;
import static dev.schism.client.Steps.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.scenario.Pacing;
import dev.schism.scenario.Payload;
import dev.schism.scenario.Step;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.Observation;
import dev.schism.wire.Octets;
import dev.schism.wire.StepTrace;
import dev.schism.wire.StepTrace.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class SendingTest {

    static Stream<Pacing> pacings() {
        return Stream.of(
                Pacing.WHOLE,
                Pacing.octetwise(Duration.ZERO),
                Pacing.octetwise(Duration.ofNanos(100_000)),
                new Pacing(7, Duration.ofMillis(1)),
                new Pacing(256, Duration.ZERO),
                new Pacing(Integer.MAX_VALUE, Duration.ofMillis(1)));
    }

    @ParameterizedTest
    @MethodSource("pacings")
    void sendsEveryOctetAsWritten(Pacing pacing) throws IOException {
        Octets all = randomOctets(300);
        CompletableFuture<Octets> seen = new CompletableFuture<>();

        Observation observation = sendToEnd(all, pacing, seen);

        assertThat(seen.join()).isEqualTo(all);
        assertThat(observation.sent()).isEqualTo(all);
        assertThat(observation.steps().get(0).octetsSent()).isEqualTo(300);
        assertThat(outcomes(observation)).containsExactly(Outcome.DONE, Outcome.DONE);
    }

    @Test
    void goesOnAfterPartialWrites() throws IOException {
        Octets all = randomOctets(8 << 20);
        CompletableFuture<Octets> seen = new CompletableFuture<>();

        Observation observation = sendToEnd(all, Pacing.WHOLE, seen);

        assertThat(seen.join()).isEqualTo(all);
        assertThat(observation.sent()).isEqualTo(all);
    }

    @Test
    void fillsPlaceholders() throws IOException {
        CompletableFuture<String> seen = new CompletableFuture<>();
        try (RunnerFixture fixture = new RunnerFixture();
                ScriptedServer server = ScriptedServer.tcp(peer -> {
                    seen.complete(peer.readHead());
                    peer.write(OK);
                })) {
            Observation observation = fixture.observe(
                    server, PATIENT, send("GET /{token} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n"), await());

            assertThat(seen.join())
                    .isEqualTo("GET /token7 HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n"
                            .formatted(server.endpoint().port()));
            assertThat(observation.placeholders()).containsEntry("token", "token7");
            assertThat(observation.methods()).containsExactly("GET");
        }
    }

    @Test
    void flushesEachSegmentOnItsOwn() throws IOException {
        CompletableFuture<String> seen = new CompletableFuture<>();
        try (RunnerFixture fixture = new RunnerFixture();
                ScriptedServer server = ScriptedServer.tcp(peer -> seen.complete(peer.read(3)))) {
            Observation observation =
                    fixture.observe(server, PATIENT, send("GET / HTTP/1.1", new Pacing(3, Duration.ofMinutes(10))));

            assertThat(seen.join()).isEqualTo("GET");
            assertThat(observation.sent()).isEqualTo(Octets.latin1("GET"));
        }
    }

    @Test
    void spacesSegmentsByTheInterval() throws IOException {
        CompletableFuture<Octets> seen = new CompletableFuture<>();

        Observation observation = sendToEnd(randomOctets(5), Pacing.octetwise(Duration.ofMillis(20)), seen);

        StepTrace step = observation.steps().get(0);
        assertThat(step.ended().minus(step.started())).isGreaterThanOrEqualTo(Duration.ofMillis(80));
    }

    @Test
    void seesEarlyAnswerDuringTrickleAndStops() throws IOException {
        String early = "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
        try (RunnerFixture fixture = new RunnerFixture();
                ScriptedServer server = ScriptedServer.tcp(peer -> {
                    peer.read(2);
                    peer.write(early);
                })) {
            Observation observation = fixture.observe(
                    server, PATIENT, send("GET / HTTP/1.1", new Pacing(2, Duration.ofMinutes(10))), await());

            assertThat(outcomes(observation)).containsExactly(Outcome.CUT_SHORT, Outcome.NOT_REACHED);
            assertThat(observation.steps().get(0).octetsSent()).isEqualTo(2);
            assertThat(observation.end()).isEqualTo(ConnectionEnd.FIN);
            assertThat(Steps.statuses(observation)).containsExactly(408);
            assertThat(observation.arrivals().get(0).at()).isLessThanOrEqualTo(observation.elapsed());
        }
    }

    @Test
    void earlyAnswerOnOpenConnectionAwaitsItsStep() throws IOException {
        CompletableFuture<byte[]> rest = new CompletableFuture<>();
        try (RunnerFixture fixture = new RunnerFixture();
                ScriptedServer server = ScriptedServer.tcp(peer -> {
                    peer.read(2);
                    peer.write(OK);
                    rest.complete(peer.readToEnd());
                })) {
            Observation observation = fixture.observe(
                    server, PATIENT, send("abcd", new Pacing(2, Duration.ofMillis(50))), await(), halfClose());

            assertThat(outcomes(observation)).containsExactly(Outcome.DONE, Outcome.DONE, Outcome.DONE);
            assertThat(rest.join()).isEqualTo(new byte[] {'c', 'd'});
        }
    }

    @Test
    void resetDuringTrickleIsReset() throws IOException {
        try (RunnerFixture fixture = new RunnerFixture();
                ScriptedServer server = ScriptedServer.tcp(peer -> {
                    peer.read(1);
                    peer.reset();
                })) {
            Observation observation =
                    fixture.observe(server, PATIENT, send("abcd", Pacing.octetwise(Duration.ofMinutes(10))), await());

            assertThat(outcomes(observation)).containsExactly(Outcome.CUT_SHORT, Outcome.NOT_REACHED);
            assertThat(observation.end()).isEqualTo(ConnectionEnd.RST);
        }
    }

    @Test
    void resetUnderLargeWriteIsReset() throws IOException {
        try (RunnerFixture fixture = new RunnerFixture();
                ScriptedServer server = ScriptedServer.tcp(peer -> {
                    peer.read(1);
                    peer.reset();
                })) {
            Observation observation = fixture.observe(
                    server, PATIENT, new Step.SendBytes(Payload.of(randomOctets(32 << 20)), Pacing.WHOLE));

            assertThat(observation.end()).isEqualTo(ConnectionEnd.RST);
            assertThat(observation.sent().length())
                    .isEqualTo(observation.steps().get(0).octetsSent())
                    .isLessThan(32 << 20);
        }
    }

    @Test
    void endDuringPauseIsSeenAtOnce() throws IOException {
        try (RunnerFixture fixture = new RunnerFixture();
                ScriptedServer server = ScriptedServer.tcp(peer -> peer.read(1))) {
            Observation observation =
                    fixture.observe(server, PATIENT, send("a"), pause(Duration.ofMinutes(10)), send("b"), await());

            assertThat(outcomes(observation))
                    .containsExactly(Outcome.DONE, Outcome.CUT_SHORT, Outcome.NOT_REACHED, Outcome.NOT_REACHED);
            assertThat(observation.end()).isEqualTo(ConnectionEnd.FIN);
        }
    }

    private static Observation sendToEnd(Octets all, Pacing pacing, CompletableFuture<Octets> seen) throws IOException {
        try (RunnerFixture fixture = new RunnerFixture();
                ScriptedServer server = ScriptedServer.tcp(peer -> seen.complete(Octets.of(peer.readToEnd())))) {
            return fixture.observe(server, PATIENT, new Step.SendBytes(Payload.of(all), pacing), halfClose());
        }
    }

    private static Octets randomOctets(int count) {
        byte[] octets = new byte[count];
        new Random(42).nextBytes(octets);
        return Octets.of(octets);
    }
}
