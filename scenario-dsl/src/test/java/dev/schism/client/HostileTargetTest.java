// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import static dev.schism.client.Steps.GET;
import static dev.schism.client.Steps.await;
import static dev.schism.client.Steps.outcomes;
import static dev.schism.client.Steps.send;
import static dev.schism.client.Steps.statuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.Observation;
import dev.schism.wire.StepTrace.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a target does, memory and time are bounded and the observation tells what happened. */
@Timeout(120)
class HostileTargetTest {

    private static final int LIMIT = 200_000;
    private static final Duration DEADLINE = Duration.ofMillis(400);
    /** What a loaded machine may add. */
    private static final Duration SLACK = Duration.ofSeconds(20);

    private static final RunnerOptions OPTIONS =
            RunnerFixture.UNHURRIED.withMaxReceivedOctets(LIMIT).withRequestTimeout(DEADLINE);

    /** Windows longer than the deadline, so that only limits can end a run. */
    private static final Waiting WAITING = Steps.PATIENT;

    record Flood(String name, String begin, String repeated) {
        /** Tells whether it is of messages or lines, which cost more than their octets. */
        boolean isOfParts() {
            return List.of("trailers", "interim responses", "responses").contains(name);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Flood> floods() {
        return Stream.of(
                new Flood("headers", "HTTP/1.1 200 OK\r\n", "X-More: " + "x".repeat(1000) + "\r\n"),
                new Flood("header line", "HTTP/1.1 200 OK\r\nX: ", "y".repeat(1000)),
                new Flood("status line", "HTTP/1.1 200 ", "z".repeat(1000)),
                new Flood("body", "HTTP/1.1 200 OK\r\n\r\n", "b".repeat(1000)),
                new Flood("counted body", "HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\n", "c".repeat(1000)),
                new Flood("chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n".repeat(200)),
                new Flood("trailers", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", "T: t\r\n"),
                new Flood("interim responses", "", "HTTP/1.1 100 Continue\r\n\r\n".repeat(50)),
                new Flood("responses", "", "HTTP/1.1 204 No Content\r\n\r\n".repeat(50)),
                new Flood("empty lines", "", "\r\n".repeat(500)),
                new Flood("garbage", "", garbage()));
    }

    @ParameterizedTest
    @MethodSource("floods")
    void floodIsBounded(Flood flood) throws IOException {
        RunnerOptions patient = OPTIONS.withRequestTimeout(Duration.ofSeconds(60));
        try (RunnerFixture fixture = new RunnerFixture(patient);
                ScriptedServer server = ScriptedServer.tcp(peer -> {
                    peer.readHead();
                    peer.write(flood.begin());
                    while (peer.idle(0)) {
                        peer.write(flood.repeated());
                    }
                })) {
            Observation observation = fixture.observe(server, WAITING, send(GET), await(), await());

            boolean many = flood.isOfParts();
            assertThat(observation.received().length()).isBetween(many ? 1 : LIMIT, LIMIT);
            assertThat(observation.arrivals()).hasSizeLessThanOrEqualTo(Inbox.MAX_ARRIVALS);
            assertThat(observation.end()).isEqualTo(ConnectionEnd.OPEN);
            assertThat(observation.error())
                    .contains(many ? "maxParts was exceeded: 3125" : "maxReceivedOctets was exceeded: 200000");
            int messages = observation.transcript().responses().size()
                    + observation.transcript().interim().size();
            assertThat(messages).isLessThan(2 * patient.maxParts());
        }
    }

    @Test
    void slowDripEndsAtTheDeadline() throws IOException {
        try (RunnerFixture fixture = new RunnerFixture(OPTIONS);
                ScriptedServer server = ScriptedServer.tcp(peer -> {
                    peer.readHead();
                    peer.write("HTTP/1.1 200 OK\r\nX: ");
                    while (peer.idle(5)) {
                        peer.write("d");
                    }
                })) {
            Observation observation = fixture.observe(server, WAITING, send(GET), await());

            assertEndedByDeadline(observation);
            assertThat(observation.received().toLatin1()).startsWith("HTTP/1.1 200 OK\r\nX: d");
            assertThat(statuses(observation)).containsExactly(200);
        }
    }

    @Test
    void dripAfterTheResponseEndsAtTheDeadline() throws IOException {
        try (RunnerFixture fixture = new RunnerFixture(OPTIONS);
                ScriptedServer server = ScriptedServer.tcp(peer -> {
                    peer.readHead();
                    peer.write(Steps.OK);
                    while (peer.idle(5)) {
                        peer.write("\r\n");
                    }
                })) {
            Observation observation = fixture.observe(server, WAITING, send(GET), await());

            assertThat(outcomes(observation)).containsExactly(Outcome.DONE, Outcome.DONE);
            assertThat(observation.elapsed()).isBetween(DEADLINE, DEADLINE.plus(SLACK));
        }
    }

    @Test
    void silenceEndsAtTheDeadline() throws IOException {
        try (RunnerFixture fixture = new RunnerFixture(OPTIONS);
                ScriptedServer server = ScriptedServer.keepingOpen()) {
            assertEndedByDeadline(fixture.observe(server, WAITING, send(GET), await()));
        }
    }

    @Test
    void peerThatNeverReadsEndsAtTheDeadline() throws IOException {
        try (RunnerFixture fixture = new RunnerFixture(OPTIONS);
                ScriptedServer server = ScriptedServer.tcp(Peer::holdOpen)) {
            Observation observation = fixture.observe(server, WAITING, send("x".repeat(32 << 20)), await());

            assertThat(outcomes(observation)).containsExactly(Outcome.CUT_SHORT, Outcome.NOT_REACHED);
            assertThat(observation.sent().length())
                    .isEqualTo(observation.steps().get(0).octetsSent())
                    .isLessThan(32 << 20);
            assertThat(observation.elapsed()).isBetween(DEADLINE, DEADLINE.plus(SLACK));
        }
    }

    @Test
    void resetInTheMiddleKeepsWhatCame() throws IOException {
        String part = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\npart";
        CompletableFuture<Void> arrived = new CompletableFuture<>();
        Waiting waiting = new AnsweredWaiting(latency -> arrived.complete(null));
        try (RunnerFixture fixture = new RunnerFixture(RunnerFixture.UNHURRIED);
                ScriptedServer server = ScriptedServer.tcp(peer -> {
                    peer.readHead();
                    peer.write(part);
                    arrived.join();
                    peer.reset();
                })) {
            Observation observation = fixture.observe(server, waiting, send(GET), await());

            assertThat(observation.end()).isEqualTo(ConnectionEnd.RST);
            assertThat(observation.received().toLatin1()).isEqualTo(part);
            assertThat(statuses(observation)).containsExactly(200);
            assertThat(outcomes(observation)).containsExactly(Outcome.DONE, Outcome.CUT_SHORT);
        }
    }

    @Test
    void hostileConnectionsDoNotDelayOthers() throws IOException {
        try (RunnerFixture fixture = new RunnerFixture(RunnerFixture.UNHURRIED);
                ScriptedServer silent = ScriptedServer.tcp(Peer::holdOpen);
                ScriptedServer healthy = ScriptedServer.answering(Steps.OK_CLOSE)) {
            List<CompletableFuture<Observation>> stuck = Stream.generate(() -> silent)
                    .limit(50)
                    .map(server -> begin(fixture, server))
                    .toList();

            Observation fine = fixture.observe(healthy, WAITING, send(GET), await());

            assertThat(statuses(fine)).containsExactly(200);
            assertThat(stuck).noneMatch(CompletableFuture::isDone);
        }
    }

    private static CompletableFuture<Observation> begin(RunnerFixture fixture, ScriptedServer server) {
        try {
            return fixture.runner().run(Steps.scenario(send(GET), await()), server.endpoint(), WAITING, "t");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertEndedByDeadline(Observation observation) {
        assertThat(outcomes(observation)).containsExactly(Outcome.DONE, Outcome.TIMED_OUT);
        assertThat(observation.end()).isEqualTo(ConnectionEnd.OPEN);
        assertThat(observation.error()).contains("requestTimeout was reached: " + DEADLINE);
        assertThat(observation.elapsed()).isBetween(DEADLINE, DEADLINE.plus(SLACK));
    }

    private static String garbage() {
        StringBuilder text = new StringBuilder();
        new Random(7).ints(5000, 0, 256).forEach(octet -> text.append((char) octet));
        return text.toString();
    }
}
