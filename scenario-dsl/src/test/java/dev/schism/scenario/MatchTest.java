// SPDX-License-Identifier: Apache-2.0
package dev.schism.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.scenario.Match.Condition;
import dev.schism.wire.FieldLine;
import dev.schism.wire.Framing;
import dev.schism.wire.Octets;
import dev.schism.wire.Response;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MatchTest {

    private static final Response RESPONSE = new Response(
            "HTTP/1.1",
            404,
            "Not Found",
            List.of(new FieldLine("X-A", "b"), new FieldLine("X-A", "c"), new FieldLine("Empty", "")),
            Framing.CONTENT_LENGTH,
            Octets.latin1("ab\0c"),
            List.of(new FieldLine("T", "t")),
            true,
            List.of(),
            0,
            100);

    @ParameterizedTest
    @MethodSource
    void holds(Condition condition) {
        assertThat(condition.test(RESPONSE)).isTrue();
        assertThat(Condition.KEYS).contains(condition.key());
    }

    static Stream<Condition> holds() {
        return Stream.of(
                new Condition.Status(404),
                new Condition.StatusClass(4),
                new Condition.Reason("Not Found"),
                new Condition.Version("HTTP/1.1"),
                new Condition.Header("x-a", Optional.empty()),
                new Condition.Header("X-A", Optional.of("c")),
                new Condition.Header("Empty", Optional.of("")),
                new Condition.HeaderAbsent("T"),
                new Condition.BodyContains(Octets.latin1("b\0")),
                new Condition.BodyContains(Octets.EMPTY));
    }

    @ParameterizedTest
    @MethodSource
    void holdsNot(Condition condition) {
        assertThat(condition.test(RESPONSE)).isFalse();
    }

    static Stream<Condition> holdsNot() {
        return Stream.of(
                new Condition.Status(200),
                new Condition.StatusClass(5),
                new Condition.Reason("not found"),
                new Condition.Version("HTTP/1.0"),
                new Condition.Header("T", Optional.empty()),
                new Condition.Header("X-A", Optional.of("B")),
                new Condition.HeaderAbsent("x-a"),
                new Condition.BodyContains(Octets.latin1("ba")));
    }

    @Test
    void anyTakesEveryResponse() {
        assertThat(Match.ANY.test(RESPONSE)).isTrue();
    }

    @Test
    void allConditionsHaveToHold() {
        assertThat(Match.of(new Condition.Status(404), new Condition.StatusClass(4))
                        .test(RESPONSE))
                .isTrue();
        assertThat(Match.of(new Condition.Status(404), new Condition.StatusClass(5))
                        .test(RESPONSE))
                .isFalse();
    }
}
