// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.oracle.rules.Verdict.Result;
import dev.schism.scenario.Bindings;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.Step;
import dev.schism.wire.Arrival;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.Observation;
import dev.schism.wire.Octets;
import dev.schism.wire.RequestScanner;
import dev.schism.wire.ResponseReader;
import dev.schism.wire.StepTrace;
import dev.schism.wire.StepTrace.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A GET, and behind it a POST that expects 100 and whose content is held back: step 3 waits, step 4 sends it. */
class ExpectRulesTest {

    private static final Bindings BINDINGS = new Bindings("127.0.0.1", 8080, "t0k3n");
    private static final String GET = "GET /first HTTP/1.1\r\nHost: h\r\n\r\n";
    private static final String POST =
            "POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n";
    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";
    private static final String OK = Stub.response(200, "Content-Length: 2\r\n", "ok");
    private static final Scenario SECOND = Scenario.named("second")
            .send(GET)
            .await()
            .send(POST)
            .waitForStatus(100, Duration.ofSeconds(3))
            .send("hello")
            .await()
            .build();

    @Test
    void theAnswerToAnEarlierRequestIsNone() {
        assertThat(result(Outcome.TIMED_OUT, 3000, part(OK, 15), part(OK, 3045)))
                .isEqualTo(Result.FAIL);
    }

    @Test
    void anInterimResponseToAnEarlierRequestIsNone() {
        assertThat(result(Outcome.TIMED_OUT, 3000, part(CONTINUE + OK, 15), part(OK, 3045)))
                .isEqualTo(Result.FAIL);
    }

    @Test
    void itsOwnAnswersAre() {
        assertThat(result(Outcome.MATCHED, 10, part(OK, 15), part(CONTINUE, 35), part(OK, 55)))
                .isEqualTo(Result.PASS);
        assertThat(result(Outcome.NOT_MATCHED, 10, part(OK, 15), part(OK, 35))).isEqualTo(Result.PASS);
    }

    @Test
    void anotherInterimResponseIsNone() {
        String hints = "HTTP/1.1 103 Early Hints\r\n\r\n";

        assertThat(result(Outcome.TIMED_OUT, 3000, part(OK, 15), part(hints, 35), part(OK, 3045)))
                .isEqualTo(Result.FAIL);
    }

    @Test
    void aShortSilenceProvesNothing() {
        assertThat(result(Outcome.TIMED_OUT, 300, part(OK, 15), part(OK, 345))).isEqualTo(Result.NOT_OBSERVABLE);
        assertThat(result(Outcome.TIMED_OUT, 300, part(OK, 15))).isEqualTo(Result.NOT_OBSERVABLE);
    }

    @Test
    void silenceCountsFromItsTurnOn() {
        assertThat(result(Outcome.TIMED_OUT, 3000, part(OK, 2900), part(OK, 3045)))
                .isEqualTo(Result.NOT_OBSERVABLE);
    }

    private record Part(String octets, long at) {}

    private static Part part(String octets, long at) {
        return new Part(octets, at);
    }

    private static Result result(Outcome waited, long milliseconds, Part... parts) {
        return Judge.of(Profile.RFC).judge(SECOND, observation(waited, milliseconds, List.of(parts))).stream()
                .filter(verdict -> verdict.rule().id().equals("EX-01"))
                .findFirst()
                .orElseThrow()
                .result();
    }

    private static Observation observation(Outcome waited, long milliseconds, List<Part> parts) {
        Octets sent = SECOND.sent().fill(BINDINGS);
        StringBuilder text = new StringBuilder();
        List<Arrival> arrivals = new ArrayList<>();
        for (Part part : parts) {
            arrivals.add(new Arrival(text.length(), Duration.ofMillis(part.at())));
            text.append(part.octets());
        }
        Octets received = Octets.latin1(text.toString());
        List<String> methods = RequestScanner.methods(sent);
        return new Observation(
                sent,
                methods,
                received,
                arrivals,
                ResponseReader.read(received, methods, false),
                steps(waited, milliseconds, parts.size() > 1),
                ConnectionEnd.OPEN,
                Optional.empty(),
                Duration.ofMillis(1),
                Duration.ofMillis(milliseconds + 100),
                BINDINGS.asMap(),
                Optional.empty());
    }

    private static List<StepTrace> steps(Outcome waited, long milliseconds, boolean answered) {
        List<StepTrace> traces = new ArrayList<>();
        long at = 10;
        for (int i = 0; i < SECOND.steps().size(); i++) {
            Step step = SECOND.steps().get(i);
            boolean wait = step instanceof Step.WaitForResponse;
            int octets = step instanceof Step.SendBytes send
                    ? send.bytes().fill(BINDINGS).length()
                    : 0;
            long end = at + (wait ? milliseconds : 1);
            boolean last = i == SECOND.steps().size() - 1;
            Outcome outcome = wait ? waited : last && !answered ? Outcome.TIMED_OUT : Outcome.DONE;
            traces.add(new StepTrace(
                    i, step.keyword(), outcome, Duration.ofMillis(at), Duration.ofMillis(end), octets, 0, ""));
            at = Math.max(end, at + 10);
        }
        return traces;
    }
}
