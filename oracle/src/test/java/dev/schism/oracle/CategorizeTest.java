// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.oracle.SideOutcome.Answered;
import dev.schism.oracle.SideOutcome.Failed;
import dev.schism.oracle.SideOutcome.Failure;
import dev.schism.oracle.SideOutcome.TimedOut;
import dev.schism.wire.EchoedRequest;
import dev.schism.wire.FieldLine;
import dev.schism.wire.Octets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CategorizeTest {

    private static final Duration TIME = Duration.ofMillis(1);
    private static final SideOutcome WAITING = new TimedOut(TIME);
    private static final SideOutcome CLOSED = new Failed(Failure.CLOSED, "closed", TIME);
    private static final FieldLine JSON = new FieldLine("content-type", "application/json");
    private static final FieldLine TEXT = new FieldLine("content-type", "text/plain");

    static Stream<Arguments> pairs() {
        return Stream.of(
                Arguments.of(WAITING, CLOSED, Category.BOTH_REJECTED),
                Arguments.of(CLOSED, CLOSED, Category.BOTH_REJECTED),
                Arguments.of(answer(500, "", TEXT), WAITING, Category.TARGET_TIMEOUT),
                Arguments.of(answer(200, "", TEXT), CLOSED, Category.TARGET_TRANSPORT_FAIL),
                Arguments.of(WAITING, answer(400, "", TEXT), Category.REFERENCE_TIMEOUT),
                Arguments.of(CLOSED, answer(400, "", TEXT), Category.REFERENCE_TRANSPORT_FAIL),
                Arguments.of(answer(400, "a", TEXT), answer(400, "b", JSON), Category.BOTH_REJECTED),
                Arguments.of(answer(599, "a", TEXT), answer(599, "b", JSON), Category.BOTH_REJECTED),
                Arguments.of(answer(600, "a", TEXT), answer(600, "b", JSON), Category.BODY_DIFFER),
                Arguments.of(answer(400, "a", TEXT), answer(404, "a", TEXT), Category.STATUS_DIFFER),
                Arguments.of(answer(200, "a", TEXT), answer(204, "b", JSON), Category.STATUS_DIFFER),
                Arguments.of(answer(200, "a", TEXT), answer(200, "b", JSON), Category.BODY_DIFFER),
                Arguments.of(answer(200, "a", TEXT), answer(200, "a", JSON), Category.HEADER_DIFFER),
                Arguments.of(answer(200, "a", TEXT), answer(200, "a", TEXT), Category.OK));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void checksInTheFixedOrder(SideOutcome reference, SideOutcome target, Category category) {
        assertThat(Oracle.categorize(reference, target)).isEqualTo(category);
    }

    @Test
    void echoOfOneSideHidesItsBodyAndContentType() {
        assertThat(Oracle.categorize(echoing(JSON), answer(200, "page", TEXT))).isEqualTo(Category.OK);
        assertThat(Oracle.categorize(echoing(JSON), echoing(TEXT))).isEqualTo(Category.HEADER_DIFFER);
        assertThat(Oracle.categorize(echoing(new FieldLine("via", "a")), answer(200, "page", TEXT)))
                .isEqualTo(Category.HEADER_DIFFER);
    }

    @Property(tries = 500)
    void swappingSidesExchangesThem(@ForAll("outcomes") SideOutcome one, @ForAll("outcomes") SideOutcome other) {
        assertThat(Oracle.categorize(other, one)).isEqualTo(exchanged(Oracle.categorize(one, other)));
    }

    @Property(tries = 200)
    void anOutcomeAgreesWithItself(@ForAll("outcomes") SideOutcome outcome) {
        assertThat(Oracle.categorize(outcome, outcome).isAccepted()).isTrue();
    }

    @Provide
    Arbitrary<SideOutcome> outcomes() {
        Arbitrary<SideOutcome> answers = Combinators.combine(
                        Arbitraries.of(200, 204, 301, 400, 500),
                        Arbitraries.of("", "a", "b"),
                        Arbitraries.of(JSON, TEXT))
                .as(CategorizeTest::answer);
        Arbitrary<SideOutcome> failures =
                Arbitraries.of(Failure.class).map(failure -> new Failed(failure, failure.key(), TIME));
        return Arbitraries.oneOf(
                answers, failures, Arbitraries.of(JSON, TEXT).map(CategorizeTest::echoing), Arbitraries.just(WAITING));
    }

    private static Category exchanged(Category category) {
        return switch (category) {
            case TARGET_TIMEOUT -> Category.REFERENCE_TIMEOUT;
            case REFERENCE_TIMEOUT -> Category.TARGET_TIMEOUT;
            case TARGET_TRANSPORT_FAIL -> Category.REFERENCE_TRANSPORT_FAIL;
            case REFERENCE_TRANSPORT_FAIL -> Category.TARGET_TRANSPORT_FAIL;
            case OK, STATUS_DIFFER, BODY_DIFFER, HEADER_DIFFER, BOTH_REJECTED -> category;
        };
    }

    private static SideOutcome answer(int status, String body, FieldLine header) {
        return new Answered(
                new NormalizedResponse(status, List.of(header), Octets.latin1(body), Optional.empty()), TIME);
    }

    private static SideOutcome echoing(FieldLine header) {
        EchoedRequest echo = ObservationFixture.seen("GET", "/");
        return new Answered(new NormalizedResponse(200, List.of(header), Octets.EMPTY, Optional.of(echo)), TIME);
    }
}
