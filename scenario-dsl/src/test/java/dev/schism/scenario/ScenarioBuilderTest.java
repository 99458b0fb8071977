// SPDX-License-Identifier: Apache-2.0
package dev.schism.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.schism.wire.Octets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioBuilderTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Octets HELLO = Octets.latin1("hello");
    private static final Octets BRACES = Octets.latin1("{host}");

    @Test
    void addsEveryStepInOrder() {
        Scenario scenario = Scenario.named("a")
                .tag("t")
                .send("a{host}")
                .send(BRACES)
                .send(HELLO, new Pacing(2, SECOND))
                .octetwise(HELLO, SECOND)
                .pause(SECOND)
                .await()
                .await(SECOND)
                .waitFor(Match.ANY, SECOND)
                .waitForStatus(100, SECOND)
                .expect(Match.ANY, SECOND)
                .halfClose()
                .reset()
                .build();

        assertThat(scenario)
                .isEqualTo(new Scenario(
                        "a",
                        List.of("t"),
                        List.of(
                                new Step.SendBytes(Payload.template("a{host}"), Pacing.WHOLE),
                                new Step.SendBytes(Payload.of(BRACES), Pacing.WHOLE),
                                new Step.SendBytes(Payload.of(HELLO), new Pacing(2, SECOND)),
                                new Step.SendBytes(Payload.of(HELLO), new Pacing(1, SECOND)),
                                new Step.Pause(SECOND),
                                new Step.AwaitResponse(Duration.ofSeconds(5)),
                                new Step.AwaitResponse(SECOND),
                                new Step.WaitForResponse(Match.ANY, SECOND),
                                new Step.WaitForResponse(Match.of(new Match.Condition.Status(100)), SECOND),
                                new Step.ExpectResponse(Match.ANY, SECOND),
                                new Step.HalfClose(),
                                new Step.Reset())));
    }

    @Test
    void closes() {
        assertThat(Scenario.named("a").close().build().steps()).containsExactly(new Step.Close());
    }

    @Test
    void cutsOctetsAtOffsets() {
        assertThat(Scenario.named("a").sendSegmentedAt(HELLO, 1, 4).build().steps())
                .containsExactly(send("h"), send("ell"), send("o"));
    }

    @Test
    void pausesBetweenSegments() {
        assertThat(Scenario.named("a").sendSegmentedAt(HELLO, SECOND, 2).build().steps())
                .containsExactly(send("he"), new Step.Pause(SECOND), send("llo"));
    }

    @Test
    void countsAPlaceholderAsOneOctet() {
        Payload payload = Payload.template("ab{host}{port}c");

        assertThat(Scenario.named("a")
                        .sendSegmentedAt(payload, Duration.ZERO, 1, 3, 4)
                        .build()
                        .steps())
                .containsExactly(send("a"), send("b{host}"), send("{port}"), send("c"));
    }

    @Property(tries = 300)
    void segmentsJoinToTheWhole(
            @ForAll("payloads") Payload payload, @ForAll List<@IntRange(min = 1, max = 40) Integer> cuts) {
        int[] offsets = new TreeSet<>(cuts)
                .stream()
                        .filter(cut -> cut < length(payload))
                        .mapToInt(Integer::intValue)
                        .toArray();

        Scenario scenario = Scenario.named("a")
                .sendSegmentedAt(payload, Duration.ZERO, offsets)
                .build();

        assertThat(scenario.steps()).hasSize(offsets.length + 1);
        assertThat(scenario.sent()).isEqualTo(payload);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "5", "-1", "2,2", "3,2"})
    void refusesOffsetsOutOfPlace(String list) {
        List<Integer> offsets = new ArrayList<>();
        for (String offset : list.split(",")) {
            offsets.add(Integer.valueOf(offset));
        }

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scenario.named("a")
                        .sendSegmentedAt(
                                HELLO, offsets.stream().mapToInt(i -> i).toArray()))
                .withMessage("offsets must increase from at least 1 to at most 4: " + offsets);
    }

    @Test
    void refusesASendOfNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scenario.named("a").send(""))
                .withMessage("bytes must not be empty: a send of nothing does nothing");
    }

    @Provide
    Arbitrary<Payload> payloads() {
        return ScenarioArbitraries.payloads().filter(payload -> !payload.isEmpty());
    }

    private static int length(Payload payload) {
        return payload.parts().stream()
                .mapToInt(part -> part instanceof Payload.Part.Literal literal
                        ? literal.octets().length()
                        : 1)
                .sum();
    }

    private static Step send(String template) {
        return new Step.SendBytes(Payload.template(template), Pacing.WHOLE);
    }
}
