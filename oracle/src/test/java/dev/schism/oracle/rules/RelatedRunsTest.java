// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schism.oracle.rules.Verdict.Result;
import dev.schism.scenario.Scenario;
import dev.schism.wire.Observation;
import dev.schism.wire.Octets;
import dev.schism.wire.ResponseReader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules that relate runs: same outcome keeps them, another one breaks them. */
class RelatedRunsTest {

    /** The rule of {@link #canaryHasToBeAnswered}. */
    private static final String CANARY = "RB-01";

    static final Set<String> RULES = Set.of("KA-11", "KA-12", CANARY, "RB-03", "RB-04");

    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n";
    private static final String POST = "POST / HTTP/1.1\r\nHost: h\r\n";
    private static final String END = "0\r\n\r\n";

    record Pair(String id, Sent first, Sent other) {}

    static List<Pair> pairs() {
        return List.of(
                new Pair("RB-03", Sent.of(GET + "\r\n"), Sent.of(GET + "\r\n")),
                new Pair("KA-11", Sent.of(GET + "\r\n"), Sent.parts(GET, "\r\n")),
                new Pair("KA-11", Sent.parts(GET, "\r\n"), Sent.parts(GET + "\r", "\n")),
                new Pair("HF-08", Sent.of(GET + "\r\n"), Sent.of(GET.replace("Host", "HOST") + "\r\n")),
                new Pair("TE-07", coded("chunked"), coded("Chunked")),
                new Pair(
                        "KA-05",
                        Sent.of(GET + "Connection: close\r\n\r\n"),
                        Sent.of(GET + "Connection: Close\r\n\r\n")),
                new Pair(
                        "EX-06",
                        Sent.of(GET + "Expect: 100-continue\r\n\r\n"),
                        Sent.of(GET + "Expect: 100-CONTINUE\r\n\r\n")),
                new Pair("KA-12", Sent.of(GET + "\r\n"), Sent.of(GET + "Proxy-Connection: close\r\n\r\n")),
                new Pair(
                        "RB-04",
                        Sent.of(GET + "Accept: a/b\r\nX-A: 1\r\n\r\n"),
                        Sent.of(GET + "X-A: 1\r\nX-Pad: 2\r\nAccept: a/b\r\n\r\n")));
    }

    @Test
    void everyRuleThatIsOnlySeenInSeveralRunsHasARunThatKeepsItAndOneThatBreaksIt() {
        Set<String> covered =
                Stream.concat(pairs().stream().map(Pair::id), Stream.of(CANARY)).collect(Collectors.toSet());

        assertThat(covered).containsAll(RULES);
    }

    private static Sent coded(String coding) {
        return Sent.of(POST + "Transfer-Encoding: " + coding + "\r\n\r\n" + END);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void sameOutcomeKeepsTheRule(Pair pair) {
        assertThat(judge(pair, Stub.echo(), Stub.echo())).singleElement().satisfies(verdict -> {
            assertThat(verdict.rule().id()).isEqualTo(pair.id());
            assertThat(verdict.result()).isEqualTo(Result.PASS);
        });
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void anotherOutcomeBreaksTheRule(Pair pair) {
        List<Stub> others =
                List.of(Stub.status(400), Stub.echo().closing(), Stub.silent(), Stub.echo(Stub.body("other")));

        assertThat(others)
                .allSatisfy(other -> assertThat(judge(pair, Stub.echo(), other))
                        .singleElement()
                        .satisfies(verdict -> assertThat(verdict.result()).isIn(Result.WARN, Result.FAIL)));
    }

    @Test
    void canaryHasToBeAnswered() {
        Sent canary = Sent.of(Scenario.named("canary")
                .tag(Relation.CANARY_TAG)
                .send(Octets.latin1(GET + "\r\n"))
                .await()
                .build());
        Pair pair = new Pair(CANARY, Sent.of("garbage\r\n\r\n"), canary);

        assertThat(judge(pair, Stub.silent().closing(), Stub.status(200)).get(0).result())
                .isEqualTo(Result.PASS);
        assertThat(judge(pair, Stub.silent().closing(), Stub.silent()).get(0).result())
                .isEqualTo(Result.WARN);
    }

    @Test
    void tokensOfTheRunsDoNotCount() {
        Sent first = Sent.of("GET /{token} HTTP/1.1\r\nHost: h\r\n\r\n");
        Observation seen = first.observe(Stub.echo());
        String other = "0ther";
        Observation withOther = new Observation(
                replaced(seen.sent(), other),
                seen.methods(),
                replaced(seen.received(), other),
                seen.arrivals(),
                ResponseReader.read(replaced(seen.received(), other), seen.methods(), false),
                seen.steps(),
                seen.end(),
                seen.quiet(),
                seen.connectTime(),
                seen.elapsed(),
                Map.of("host", "127.0.0.1", "port", "8080", "token", other),
                seen.error());

        assertThat(Judge.of(Profile.RFC)
                        .judgeRelated(List.of(
                                new Judge.Run(first.scenario(), seen), new Judge.Run(first.scenario(), withOther))))
                .singleElement()
                .satisfies(verdict -> {
                    assertThat(verdict.rule().id()).isEqualTo("RB-03");
                    assertThat(verdict.result()).isEqualTo(Result.PASS);
                });
    }

    private static Octets replaced(Octets octets, String token) {
        return Octets.latin1(octets.toLatin1().replace(Sent.TOKEN, token));
    }

    @Test
    void unrelatedRunsGiveNoVerdict() {
        Pair pair = new Pair("", Sent.of(GET + "\r\n"), Sent.of(POST + "\r\n"));

        assertThat(judge(pair, Stub.echo(), Stub.echo())).isEmpty();
    }

    @Test
    void oneRunIsNotEnough() {
        Sent sent = Sent.of(GET + "\r\n");
        Judge.Run run = new Judge.Run(sent.scenario(), sent.observe(Stub.echo()));

        assertThatThrownBy(() -> Judge.of(Profile.RFC).judgeRelated(List.of(run)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("runs must be at least two: 1");
    }

    private static List<Verdict> judge(Pair pair, Stub first, Stub other) {
        return Judge.of(Profile.RFC)
                .judgeRelated(List.of(
                        new Judge.Run(pair.first().scenario(), pair.first().observe(first)),
                        new Judge.Run(pair.other().scenario(), pair.other().observe(other))));
    }
}
