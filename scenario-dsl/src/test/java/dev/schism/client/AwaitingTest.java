// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import static dev.schism.client.Steps.GET;
import static dev.schism.client.Steps.HASTY;
import static dev.schism.client.Steps.LONG;
import static dev.schism.client.Steps.OK;
import static dev.schism.client.Steps.OK_CLOSE;
import static dev.schism.client.Steps.PATIENT;
import static dev.schism.client.Steps.await;
import static dev.schism.client.Steps.expect;
import static dev.schism.client.Steps.outcomes;
import static dev.schism.client.Steps.send;
import static dev.schism.client.Steps.statuses;
import static dev.schism.client.Steps.waitFor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.scenario.Match;
import dev.schism.scenario.Step;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.Observation;
import dev.schism.wire.StepTrace.Outcome;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AwaitingTest {

    private static final String NOT_FOUND = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
    /** Waits for what is bound to come, and not for more. */
    private static final Waiting SETTLED = Waiting.fixed(LONG, Duration.ofMillis(10));

    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";
    private static final Duration SHORT = Duration.ofMillis(60);

    private final RunnerFixture fixture = new RunnerFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void takesPipelinedResponsesOneByOne() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(NOT_FOUND + OK + OK_CLOSE)) {
            Observation observation = fixture.observe(server, PATIENT, send(GET), await(), await(), await());

            assertThat(outcomes(observation)).containsOnly(Outcome.DONE);
            assertThat(statuses(observation)).containsExactly(404, 200, 200);
            assertThat(observation.end()).isEqualTo(ConnectionEnd.FIN);
        }
    }

    @Test
    void answersTurnByTurn() throws IOException {
        try (ScriptedServer server = ScriptedServer.keepingOpen(NOT_FOUND, OK)) {
            Observation observation = fixture.observe(server, HASTY, send(GET), await(), send(GET), expect(200, LONG));

            assertThat(outcomes(observation))
                    .containsExactly(Outcome.DONE, Outcome.DONE, Outcome.DONE, Outcome.MATCHED);
            assertThat(observation.end()).isEqualTo(ConnectionEnd.OPEN);
        }
    }

    @Test
    void filterPassesOverUntilItMatches() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(NOT_FOUND + NOT_FOUND + OK_CLOSE)) {
            Observation observation = fixture.observe(server, PATIENT, send(GET), waitFor(200, LONG));

            assertThat(outcomes(observation)).containsExactly(Outcome.DONE, Outcome.MATCHED);
            assertThat(observation.steps().get(1).responsesSkipped()).isEqualTo(2);
        }
    }

    @Test
    void filterGoesOnAtItsTimeout() throws IOException {
        try (ScriptedServer server = ScriptedServer.keepingOpen(NOT_FOUND, OK)) {
            Observation observation =
                    fixture.observe(server, HASTY, send(GET), waitFor(200, SHORT), send(GET), await());

            assertThat(outcomes(observation))
                    .containsExactly(Outcome.DONE, Outcome.TIMED_OUT, Outcome.DONE, Outcome.DONE);
            assertThat(observation.steps().get(1).responsesSkipped()).isEqualTo(1);
            assertThat(observation.quiet()).isEmpty();
        }
    }

    @Test
    void interimResponseIsWaitedFor() throws IOException {
        try (ScriptedServer server = ScriptedServer.tcp(peer -> {
            peer.readHead();
            peer.write("HTTP/1.1 103 Early Hints\r\n\r\n" + CONTINUE);
            peer.read(5);
            peer.write(OK_CLOSE);
        })) {
            Observation observation =
                    fixture.observe(server, SETTLED, send(GET), waitFor(100, LONG), send("hello"), await());

            assertThat(outcomes(observation))
                    .containsExactly(Outcome.DONE, Outcome.MATCHED, Outcome.DONE, Outcome.DONE);
            assertThat(statuses(observation)).containsExactly(200);
        }
    }

    @Test
    void finalResponseEndsTheWaitForAnInterimOneAndIsLeft() throws IOException {
        try (ScriptedServer server = ScriptedServer.keepingOpen(NOT_FOUND)) {
            Observation observation =
                    fixture.observe(server, SETTLED, send(GET), waitFor(100, LONG), send("hello"), await());

            assertThat(outcomes(observation))
                    .containsExactly(Outcome.DONE, Outcome.NOT_MATCHED, Outcome.DONE, Outcome.DONE);
        }
    }

    @Test
    void interimResponseToAnEarlierRequestIsNotWaitedFor() throws IOException {
        try (ScriptedServer server = ScriptedServer.keepingOpen(CONTINUE + NOT_FOUND, OK)) {
            Observation observation =
                    fixture.observe(server, SETTLED, send(GET), await(), send(GET), waitFor(100, LONG), await());

            assertThat(outcomes(observation))
                    .containsExactly(Outcome.DONE, Outcome.DONE, Outcome.DONE, Outcome.NOT_MATCHED, Outcome.DONE);
        }
    }

    @Test
    void eachWaitTakesAnInterimResponseOfItsOwn() throws IOException {
        Step anyInterim = new Step.WaitForResponse(Match.of(new Match.Condition.StatusClass(1)), LONG);
        try (ScriptedServer server = ScriptedServer.keepingOpen(CONTINUE + CONTINUE, OK)) {
            Observation observation = fixture.observe(
                    server, SETTLED, send(GET), anyInterim, waitFor(100, LONG), send(GET), anyInterim, await());

            assertThat(outcomes(observation))
                    .containsExactly(
                            Outcome.DONE,
                            Outcome.MATCHED,
                            Outcome.MATCHED,
                            Outcome.DONE,
                            Outcome.NOT_MATCHED,
                            Outcome.DONE);
        }
    }

    @Test
    void switchingProtocolsIsFinalForAWaitToo() throws IOException {
        try (ScriptedServer server = ScriptedServer.keepingOpen(CONTINUE + "HTTP/1.1 101 Switching\r\n\r\n")) {
            Observation observation = fixture.observe(server, SETTLED, send(GET), waitFor(101, LONG));

            assertThat(outcomes(observation)).containsExactly(Outcome.DONE, Outcome.MATCHED);
        }
    }

    @Test
    void waitForAnInterimResponseGoesOnAtItsTimeout() throws IOException {
        try (ScriptedServer server = ScriptedServer.keepingOpen("", OK)) {
            Observation observation =
                    fixture.observe(server, SETTLED, send(GET), waitFor(100, SHORT), send(GET), await());

            assertThat(outcomes(observation))
                    .containsExactly(Outcome.DONE, Outcome.TIMED_OUT, Outcome.DONE, Outcome.DONE);
        }
    }

    @Test
    void otherFiltersPassInterimResponsesOver() throws IOException {
        Step any = new Step.WaitForResponse(Match.ANY, LONG);
        try (ScriptedServer server = ScriptedServer.keepingOpen(CONTINUE + NOT_FOUND)) {
            Observation observation = fixture.observe(server, SETTLED, send(GET), any);

            assertThat(outcomes(observation)).containsExactly(Outcome.DONE, Outcome.MATCHED);
            assertThat(statuses(observation)).containsExactly(404);
        }
    }

    @Test
    void guardReadsExactlyOneAndGoesOn() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(NOT_FOUND + OK_CLOSE)) {
            Observation observation = fixture.observe(server, PATIENT, send(GET), expect(200, LONG), expect(200, LONG));

            assertThat(outcomes(observation)).containsExactly(Outcome.DONE, Outcome.NOT_MATCHED, Outcome.MATCHED);
        }
    }

    @Test
    void awaitEndsTheScenarioAtItsTimeout() throws IOException {
        try (ScriptedServer server = ScriptedServer.keepingOpen()) {
            Observation observation = fixture.observe(server, HASTY, await(SHORT), send(GET), await());

            assertThat(outcomes(observation))
                    .containsExactly(Outcome.TIMED_OUT, Outcome.NOT_REACHED, Outcome.NOT_REACHED);
            assertThat(observation.steps().get(0).detail()).isEqualTo("timeout of the step");
            assertThat(observation.end()).isEqualTo(ConnectionEnd.OPEN);
        }
    }

    @Test
    void interimResponseIsNoAnswer() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering("HTTP/1.1 100 Continue\r\n\r\n" + OK_CLOSE)) {
            Observation observation = fixture.observe(server, PATIENT, send(GET), await());

            assertThat(statuses(observation)).containsExactly(200);
            assertThat(observation.transcript().interim()).hasSize(1);
        }
    }

    @Test
    void endOfTheConnectionCompletesUndelimitedContent() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering("HTTP/1.0 200 OK\r\n\r\nhello")) {
            Observation observation = fixture.observe(server, PATIENT, send(GET), await());

            assertThat(outcomes(observation)).containsOnly(Outcome.DONE);
            assertThat(observation.transcript().responses().get(0).content().toLatin1())
                    .isEqualTo("hello");
        }
    }

    @Test
    void endOfTheConnectionCutsTheAwaitShort() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel")) {
            Observation observation = fixture.observe(server, PATIENT, send(GET), await(), await());

            assertThat(outcomes(observation)).containsExactly(Outcome.DONE, Outcome.CUT_SHORT, Outcome.NOT_REACHED);
            assertThat(statuses(observation)).containsExactly(200);
            assertThat(observation.end()).isEqualTo(ConnectionEnd.FIN);
        }
    }

    @Test
    void resetKeepsWhatCameBefore() throws IOException {
        try (ScriptedServer server = ScriptedServer.tcp(peer -> {
            peer.readHead();
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel");
            peer.read(1);
            peer.reset();
        })) {
            Observation observation =
                    fixture.observe(server, PATIENT, send(GET), waitFor(200, SHORT), send("x"), await());

            assertThat(observation.end()).isEqualTo(ConnectionEnd.RST);
            assertThat(observation.received().toLatin1()).endsWith("\r\n\r\nhel");
            assertThat(outcomes(observation)).endsWith(Outcome.CUT_SHORT);
        }
    }

    @Test
    void headResponseHasNoContent() throws IOException {
        try (ScriptedServer server = ScriptedServer.keepingOpen("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n")) {
            Observation observation =
                    fixture.observe(server, HASTY, send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n"), await(LONG));

            assertThat(outcomes(observation)).containsOnly(Outcome.DONE);
            assertThat(observation.methods()).containsExactly("HEAD");
        }
    }

    @Test
    void octetsAfterTheResponseAreSeen() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(OK + "surprise")) {
            Observation observation = fixture.observe(server, PATIENT, send(GET), await());

            assertThat(observation.received().toLatin1()).endsWith("oksurprise");
            assertThat(observation.end()).isEqualTo(ConnectionEnd.FIN);
        }
    }

    @Test
    void announcedCloseIsWaitedFor() throws IOException {
        Waiting waiting = Waiting.fixed(LONG, Duration.ZERO);
        try (ScriptedServer server = ScriptedServer.tcp(peer -> {
            peer.readHead();
            peer.write(OK_CLOSE);
            peer.idle(50);
        })) {
            Observation observation = fixture.observe(server, waiting, send(GET), await());

            assertThat(observation.end()).isEqualTo(ConnectionEnd.FIN);
        }
    }
}
