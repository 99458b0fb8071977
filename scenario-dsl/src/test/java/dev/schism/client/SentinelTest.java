// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import static dev.schism.client.Steps.GET;
import static dev.schism.client.Steps.HASTY;
import static dev.schism.client.Steps.LONG;
import static dev.schism.client.Steps.OK;
import static dev.schism.client.Steps.OK_CLOSE;
import static dev.schism.client.Steps.PATIENT;
import static dev.schism.client.Steps.await;
import static dev.schism.client.Steps.close;
import static dev.schism.client.Steps.halfClose;
import static dev.schism.client.Steps.send;
import static dev.schism.client.Steps.statuses;
import static dev.schism.client.Steps.waitFor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.scenario.Step;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.EchoJson;
import dev.schism.wire.EchoedRequest;
import dev.schism.wire.Observation;
import dev.schism.wire.Octets;
import dev.schism.wire.Sentinel;
import dev.schism.wire.Sentinel.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SentinelTest {

    private static final String TARGET = "/schism-sentinel/token7";
    private static final Waiting ASKING = HASTY.provingSilence();

    private final RunnerFixture fixture = new RunnerFixture();

    @AfterEach
    void closeRunner() {
        fixture.close();
    }

    @Test
    void answerTakesThePlaceOfWaiting() throws IOException {
        try (ScriptedServer server = ScriptedServer.keepingOpen(OK, echo(TARGET, 2))) {
            Observation observation = fixture.observe(server, PATIENT.provingSilence(), send(GET), await());
            Sentinel sentinel = observation.sentinel().orElseThrow();

            assertThat(observation.elapsed()).isLessThan(LONG.dividedBy(2));
            assertThat(sentinel.outcome()).isEqualTo(Outcome.ANSWERED);
            assertThat(sentinel.sent().toLatin1())
                    .startsWith("GET " + TARGET + " HTTP/1.1\r\nHost: 127.0.0.1:")
                    .endsWith("\r\n\r\n");
            assertThat(sentinel.received().toLatin1()).isEqualTo(echo(TARGET, 2));
            assertThat(sentinel.ended())
                    .isGreaterThanOrEqualTo(sentinel.at())
                    .isLessThanOrEqualTo(observation.elapsed());
        }
    }

    @Test
    void sentinelIsNoPartOfTheScenario() throws IOException {
        try (ScriptedServer server = ScriptedServer.keepingOpen(OK, echo(TARGET, 2))) {
            Observation observation = fixture.observe(server, ASKING, send(GET), await());

            assertThat(observation.sent().toLatin1()).isEqualTo(GET);
            assertThat(observation.methods()).containsExactly("GET");
            assertThat(observation.received().toLatin1()).isEqualTo(OK);
            assertThat(observation.arrivals()).hasSize(1);
            assertThat(statuses(observation)).containsExactly(200);
            assertThat(observation.transcript().leftover()).isEqualTo(Octets.EMPTY);
            assertThat(observation.end()).isEqualTo(ConnectionEnd.OPEN);
            assertThat(observation.error()).isEmpty();
        }
    }

    @Test
    void endInsteadOfAnAnswerIsObservedWithoutIt() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(OK)) {
            Observation observation = fixture.observe(server, PATIENT.provingSilence(), send(GET), await());

            assertThat(observation.end()).isEqualTo(ConnectionEnd.FIN);
            observation.sentinel().ifPresent(one -> {
                assertThat(one.outcome()).isEqualTo(Outcome.GIVEN_UP);
                assertThat(one.detail()).startsWith("the connection ended: ");
            });
        }
    }

    @Test
    void resetByTheSentinelIsNotTheServersAnswerToTheScenario() throws IOException {
        CountDownLatch asked = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.tcp(peer -> {
            peer.readHead();
            peer.write(OK);
            if (asked.getCount() > 0) {
                peer.read(1);
                asked.countDown();
                peer.reset();
            } else {
                peer.holdOpen();
            }
        })) {
            Observation observation = fixture.observe(server, ASKING, send(GET), await());

            assertThat(observation.end()).isEqualTo(ConnectionEnd.OPEN);
            assertThat(observation.sentinel().orElseThrow().detail()).isEqualTo("the connection ended: RST");
            assertThat(observation.error()).isEmpty();
        }
    }

    @Test
    void endThatMetASentinelIsWaitedForLonger() throws IOException {
        CountDownLatch asked = new CountDownLatch(1);
        Waiting waiting = Waiting.fixed(Duration.ofSeconds(5), Duration.ofMillis(1));
        try (ScriptedServer server = ScriptedServer.tcp(peer -> {
            peer.readHead();
            peer.write(OK);
            if (asked.getCount() > 0) {
                peer.readHead();
                asked.countDown();
            } else {
                peer.idle(100);
            }
        })) {
            Observation observation = fixture.observe(server, waiting.provingSilence(), send(GET), await());

            assertThat(observation.sentinel().orElseThrow().outcome()).isEqualTo(Outcome.GIVEN_UP);
            assertThat(observation.end()).isEqualTo(ConnectionEnd.FIN);
        }
    }

    @Test
    void swallowedSentinelLeavesTheServerWaiting() throws IOException {
        try (ScriptedServer server = ScriptedServer.keepingOpen(OK)) {
            Observation observation = fixture.observe(server, ASKING, send(GET), await());

            assertThat(observation.end()).isEqualTo(ConnectionEnd.OPEN);
            assertThat(observation.quiet()).isEmpty();
            assertThat(observation.sent().toLatin1()).isEqualTo(GET);
            assertThat(observation.sentinel().orElseThrow().outcome()).isEqualTo(Outcome.GIVEN_UP);
            assertThat(observation.sentinel().orElseThrow().detail()).isEqualTo("no answer came in time");
        }
    }

    static Stream<Arguments> otherAnswers() {
        return Stream.of(
                        OK,
                        OK + echo(TARGET, 2),
                        echo(TARGET, 2) + OK,
                        echo(TARGET, 2) + "x",
                        echo(TARGET, 3),
                        echo("/", 2),
                        echo(TARGET, 2).replace("\"GET\"", "\"ET /\""),
                        echo(TARGET, 2).replace("\"body\":\"\",\"trailers\":[]", "\"body\":\"eA==\""),
                        echo(TARGET, 2).replace("200 OK\r\n", "200 OK\r\nConnection: close\r\n"),
                        echo(TARGET, 2).replace("HTTP/1.1 200", "HTTP/1.1 404"),
                        "HTTP/1.1 100 Continue\r\n\r\n" + echo(TARGET, 2),
                        "more of the content",
                        "x".repeat(2 * SentinelExchange.MAX_OCTETS))
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("otherAnswers")
    void onlyAnEchoOfTheSentinelIsItsAnswer(String answer) throws IOException {
        try (ScriptedServer server = ScriptedServer.keepingOpen(OK, answer)) {
            Observation observation = fixture.observe(server, ASKING, send(GET), await());

            assertThat(observation.sentinel().orElseThrow().outcome()).isEqualTo(Outcome.GIVEN_UP);
            assertThat(observation.received().toLatin1()).isEqualTo(OK);
            assertThat(observation.end()).isEqualTo(ConnectionEnd.OPEN);
        }
    }

    @Test
    void furtherResponsesOfTheScenarioAreKept() throws IOException {
        try (ScriptedServer server = ScriptedServer.tcp(peer -> {
            peer.readHead();
            peer.write(OK);
            peer.idle(5);
            peer.write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
            peer.holdOpen();
        })) {
            Waiting waiting = Waiting.fixed(Duration.ofSeconds(1), Duration.ofSeconds(1));
            Observation observation = fixture.observe(server, waiting.provingSilence(), send(GET), await());

            assertThat(statuses(observation)).containsExactly(200, 404);
        }
    }

    static Stream<Arguments> neverAsked() {
        String incomplete = "POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nab";
        String notFound = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
        String http10 = "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok";
        String upgrade = "HTTP/1.1 101 Switching Protocols\r\n\r\n";
        return Stream.of(
                Arguments.of(OK_CLOSE, List.of(send(GET), await())),
                Arguments.of(http10, List.of(send(GET), await())),
                Arguments.of(notFound, List.of(send(GET), await())),
                Arguments.of(upgrade, List.of(send(GET), await())),
                Arguments.of(OK + "x", List.of(send(GET), await())),
                Arguments.of(OK + OK, List.of(send(GET), await(), await())),
                Arguments.of(OK, List.of(send("CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n"), await())),
                Arguments.of(OK, List.of(send(incomplete), await())),
                Arguments.of(OK, List.of(send(GET + "GET /x"), await())),
                Arguments.of(OK, List.of(send(GET), send("\r\n"), await())),
                Arguments.of(OK, List.of(send(GET), halfClose(), await())),
                Arguments.of(OK, List.of(send(GET), waitFor(404, Duration.ofMillis(20)))),
                Arguments.of(OK, List.of(send(GET), await(), close())));
    }

    @ParameterizedTest
    @MethodSource("neverAsked")
    void isSentOnlyWhereARequestIsInOrder(String response, List<Step> steps) throws IOException {
        try (ScriptedServer server = ScriptedServer.keepingOpen(response, echo(TARGET, 2))) {
            Observation observation = fixture.observe(server, ASKING, steps.toArray(Step[]::new));

            assertThat(observation.sentinel()).isEmpty();
        }
    }

    @Test
    void responseToHeadIsFollowedByASentinel() throws IOException {
        String head = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n";
        try (ScriptedServer server = ScriptedServer.keepingOpen(head, echo(TARGET, 2))) {
            Observation observation = fixture.observe(
                    server, PATIENT.provingSilence(), send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n"), await());

            assertThat(observation.sentinel().orElseThrow().outcome()).isEqualTo(Outcome.ANSWERED);
            assertThat(observation.received().toLatin1()).isEqualTo(head);
        }
    }

    @Test
    void pipelinedRequestsAreAllAnsweredFirst() throws IOException {
        try (ScriptedServer server = ScriptedServer.keepingOpen(OK, OK, echo(TARGET, 3))) {
            Observation observation =
                    fixture.observe(server, PATIENT.provingSilence(), send(GET + GET), await(), await());

            assertThat(observation.sentinel().orElseThrow().outcome()).isEqualTo(Outcome.ANSWERED);
            assertThat(statuses(observation)).containsExactly(200, 200);
        }
    }

    @Test
    void isSentForNobodyWhoDidNotAsk() throws IOException {
        try (ScriptedServer server = ScriptedServer.keepingOpen(OK, echo(TARGET, 2))) {
            assertThat(fixture.observe(server, HASTY, send(GET), await()).sentinel())
                    .isEmpty();
        }
    }

    @Test
    void manyConnectionsWaitSideBySide() throws IOException {
        int count = 60;
        CountDownLatch all = new CountDownLatch(count);
        try (ScriptedServer server = ScriptedServer.tcp(peer -> {
            peer.readHead();
            all.countDown();
            all.await();
            peer.write(OK);
            peer.holdOpen();
        })) {
            List<CompletableFuture<Observation>> running = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                running.add(fixture.runner()
                        .run(Steps.scenario(send(GET), await()), server.endpoint(), ASKING, "token" + i));
            }
            long unasked = running.stream()
                    .filter(one -> one.join().sentinel().isEmpty())
                    .count();

            assertThat(unasked).isGreaterThanOrEqualTo(count - 41);
        }
    }

    @Test
    void isNotSentWhereTheDeadlineMayComeFirst() throws IOException {
        RunnerOptions hurried = RunnerFixture.UNHURRIED.withRequestTimeout(Duration.ofMillis(300));
        try (RunnerFixture runner = new RunnerFixture(hurried);
                ScriptedServer server = ScriptedServer.keepingOpen(OK, echo(TARGET, 2))) {
            Observation observation = runner.observe(server, PATIENT.provingSilence(), send(GET), await());

            assertThat(observation.sentinel()).isEmpty();
            assertThat(observation.error()).hasValue("requestTimeout was reached: PT0.3S");
        }
    }

    @Test
    void closedRunnerSaysThatTheSentinelWasUnderWay() throws IOException, InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.tcp(peer -> {
            peer.readHead();
            peer.write(OK);
            peer.readHead();
            asked.countDown();
            peer.holdOpen();
        })) {
            CompletableFuture<Observation> running = fixture.runner()
                    .run(Steps.scenario(send(GET), await()), server.endpoint(), PATIENT.provingSilence(), "token7");
            asked.await();
            fixture.runner().close();

            assertThat(running.join().sentinel().map(Sentinel::outcome)).hasValue(Outcome.CUT_SHORT);
            assertThat(running.join().end()).isEqualTo(ConnectionEnd.OPEN);
            assertThat(running.join().error()).hasValue("runner was closed");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 40})
    void answerMayComeInPortions(int size) throws IOException {
        String answer = echo(TARGET, 2);
        try (ScriptedServer server = ScriptedServer.tcp(peer -> {
            peer.readHead();
            peer.write(OK);
            peer.readHead();
            for (int at = 0; at < answer.length(); at += size) {
                peer.write(answer.substring(at, Math.min(answer.length(), at + size)));
            }
            peer.holdOpen();
        })) {
            Observation observation = fixture.observe(server, PATIENT.provingSilence(), send(GET), await());

            assertThat(observation.sentinel().orElseThrow().outcome()).isEqualTo(Outcome.ANSWERED);
        }
    }

    static String echo(String target, int ordinal) {
        Octets echo = EchoJson.write(new EchoedRequest(
                "GET", target, "HTTP/1.1", List.of(), Octets.EMPTY, List.of(), ordinal, Optional.empty()));
        return String.format(
                Locale.ROOT, "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s", echo.length(), echo.toLatin1());
    }
}
