// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.oracle.rules.Verdict.Result;
import dev.schism.scenario.Match;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.ScenarioBuilder;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.Observation;
import dev.schism.wire.Octets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConversationTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
    private static final Duration SECOND = Duration.ofSeconds(1);

    static Stream<UnaryOperator<ScenarioBuilder>> waits() {
        return Stream.of(
                builder -> builder.await(SECOND),
                builder -> builder.waitFor(Match.ANY, SECOND),
                builder -> builder.expect(Match.ANY, SECOND));
    }

    @ParameterizedTest
    @MethodSource("waits")
    void everyStepThatWaitsHasWaited(UnaryOperator<ScenarioBuilder> wait) {
        ScenarioBuilder builder =
                Scenario.named("early").send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n");
        Sent sent = Sent.of(wait.apply(builder).send("hello").await().build()).answeredAfterStep(1);

        assertThat(of("KA-06", sent, sent.observe(Stub.status(405).closing())))
                .extracting(Verdict::result)
                .containsExactly(Result.PASS);
    }

    @Test
    void octetsLikeTheTokenAreNone() {
        String tagged = "GET /" + Sent.TOKEN + " HTTP/1.1\r\nHost: h\r\n\r\n";
        Sent raw = Sent.of(Scenario.named("raw")
                .send(Octets.latin1(GET + tagged + tagged))
                .await()
                .build());
        Sent template = Sent.of(GET + "GET /{token} HTTP/1.1\r\nHost: h\r\n\r\n");

        assertThat(of("RB-05", raw, raw.observe(Stub.echo()))).isEmpty();
        assertThat(of("RB-05", template, template.observe(Stub.echo())))
                .extracting(Verdict::result)
                .containsExactly(Result.PASS);
    }

    @Test
    void aWholeResponseCountsThoughTheConnectionFailedBehindIt() {
        Sent sent = Sent.of("GET / HTTP/1.1\r\n\r\n");

        Observation whole = failed(sent.observe(Stub.status(200)));

        assertThat(of("HO-01", sent, whole)).extracting(Verdict::result).containsExactly(Result.FAIL);
        assertThat(of("KA-01", sent, whole)).isEmpty();
    }

    @Test
    void noneIsAccusedOfWhatAFailureCutOff() {
        Sent sent = Sent.of(GET + GET);
        String ok = Stub.response(200, "Content-Length: 2\r\n", "ok");

        for (String cut : List.of("", ok.substring(0, ok.length() - 1), ok, ok + ok.substring(0, 20))) {
            assertThat(Judge.of(Profile.RFC).judge(sent.scenario(), failed(sent.observe(Stub.raw(cut)))))
                    .noneMatch(verdict -> verdict.result().compareTo(Result.WARN) >= 0);
        }
    }

    private static Observation failed(Observation seen) {
        return new Observation(
                seen.sent(),
                seen.methods(),
                seen.received(),
                seen.arrivals(),
                seen.transcript(),
                seen.steps(),
                ConnectionEnd.FAILED,
                Optional.empty(),
                seen.connectTime(),
                seen.elapsed(),
                seen.placeholders(),
                Optional.of("bad_record_mac"));
    }

    private static List<Verdict> of(String id, Sent sent, Observation seen) {
        return Judge.of(Profile.RFC).judge(sent.scenario(), seen).stream()
                .filter(verdict -> verdict.rule().id().equals(id))
                .toList();
    }
}
