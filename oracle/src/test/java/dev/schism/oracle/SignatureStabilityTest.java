// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.oracle.Finding.Difference;
import dev.schism.scenario.Bindings;
import dev.schism.scenario.Pacing;
import dev.schism.scenario.Payload;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.Step;
import dev.schism.wire.Octets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SignatureStabilityTest {

    private static final String FIRST = "X-First: 1\r\n";
    private static final String PATH = "/path";
    private static final Step AWAIT = new Step.AwaitResponse(Duration.ofSeconds(1));

    /** Each one is refused by the strict server and accepted by the lenient one, at its first or second request. */
    private static final List<String> DIVERGENT = List.of(
            "GET /path HTTP/1.1\r\nX-First: 1\r\n\r\n",
            "get /path HTTP/1.1\r\nX-First: 1\r\nHost: a\r\n\r\n",
            "GET /path HTTP/1.1\r\nX-First: 1\r\nHost : a\r\n\r\n",
            "GET /path HTTP/1.1\r\nX-First: 1\r\nHost: a\n\r\n",
            "GET /path HTTP/1.1\r\nX-First: 1\r\nHost: a\r\nX: 1\r\n 2\r\n\r\n",
            "GET /path http/1.1\r\nX-First: 1\r\nHost: a\r\n\r\n",
            "POST /path HTTP/1.1\r\nX-First: 1\r\nHost : a\r\nContent-Length: 3\r\n\r\nabc",
            "GET /path HTTP/1.1\r\nX-First: 1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\n\r\n");

    private final Oracle oracle = new Oracle();

    @Test
    void differentCausesHaveDifferentSignatures() {
        assertThat(DIVERGENT.stream().map(sent -> signature(whole(sent))).distinct())
                .hasSize(DIVERGENT.size() - 1);
        assertThat(signature(whole(DIVERGENT.get(0))))
                .isEqualTo(new Signature(
                        Category.STATUS_DIFFER, List.of("status:400-200", "end:fin-open"), List.of("host-missing")));
        assertThat(signature(whole(DIVERGENT.get(7))))
                .isEqualTo(new Signature(
                        Category.OK,
                        List.of("statuses:400-200", "end:fin-open"),
                        List.of("host-missing", "pipelined")));
    }

    @Test
    void equalCausesHaveEqualSignatures() {
        assertThat(signature(whole(DIVERGENT.get(6)))).isEqualTo(signature(whole(DIVERGENT.get(2))));
    }

    @Property(tries = 300)
    void unrelatedHeaderKeepsTheSignature(
            @ForAll("divergent") String sent,
            @ForAll @AlphaChars @StringLength(min = 1, max = 20) String name,
            @ForAll @NumericChars @StringLength(max = 20) String value) {
        String more = sent.replace(FIRST, FIRST + "X-" + name + ": " + value + "\r\n");

        assertThat(signature(whole(more))).isEqualTo(signature(whole(sent)));
    }

    @Property(tries = 300)
    void tokensAndPaddingKeepTheSignature(
            @ForAll("divergent") String sent,
            @ForAll @AlphaChars @StringLength(max = 20) String token,
            @ForAll @NumericChars @StringLength(max = 20) String digits) {
        String other = sent.replace(PATH, PATH + digits + token).replace(FIRST, "X-First:   " + digits + "  \r\n");

        assertThat(signature(whole(other))).isEqualTo(signature(whole(sent)));
    }

    @Property(tries = 200)
    void segmentsAndPausesKeepTheSignature(
            @ForAll("divergent") String sent, @ForAll @IntRange(min = 1, max = 9) int segment) {
        List<Step> steps = new ArrayList<>();
        for (int from = 0; from < sent.length(); from += segment) {
            String part = sent.substring(from, Math.min(sent.length(), from + segment));
            steps.add(new Step.SendBytes(Payload.of(Octets.latin1(part)), Pacing.WHOLE));
            steps.add(new Step.Pause(Duration.ofMillis(1)));
        }
        steps.add(AWAIT);

        assertThat(signature(new Scenario("split", List.of(), steps))).isEqualTo(signature(whole(sent)));
    }

    @Property(tries = 200)
    void aServerAgreesWithItself(@ForAll("examples") TraitExample example) {
        Scenario scenario = whole(example.unusual());
        Octets sent = sent(scenario);

        for (StubServer server : List.of(StubServer.strict(), StubServer.lenient())) {
            assertThat(oracle.compare(scenario, server.observe(sent), server.observe(sent)))
                    .isNotInstanceOf(Difference.class);
        }
    }

    @Provide
    Arbitrary<String> divergent() {
        return Arbitraries.of(DIVERGENT);
    }

    @Provide
    Arbitrary<TraitExample> examples() {
        return Arbitraries.of(TraitsTest.examples().toList());
    }

    private Signature signature(Scenario scenario) {
        Octets sent = sent(scenario);
        Finding finding = oracle.compare(
                scenario,
                StubServer.strict().observe(sent),
                StubServer.lenient().observe(sent));
        return ((Difference) finding).divergence().signature();
    }

    private static Octets sent(Scenario scenario) {
        return scenario.sent().fill(new Bindings("localhost", 80, "token"));
    }

    private static Scenario whole(String sent) {
        Step send = new Step.SendBytes(Payload.of(Octets.latin1(sent)), Pacing.WHOLE);
        return new Scenario("whole", List.of(), List.of(send, AWAIT));
    }
}
