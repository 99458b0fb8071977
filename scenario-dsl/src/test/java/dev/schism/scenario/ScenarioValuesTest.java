// SPDX-License-Identifier: Apache-2.0
package dev.schism.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.schism.wire.Octets;
import dev.schism.wire.StepTrace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ScenarioValuesTest {

    @Test
    void theSameStepsWaitWhereverThatIsAsked() {
        Duration second = Duration.ofSeconds(1);
        List<Step> steps = List.of(
                new Step.SendBytes(Payload.template("a"), Pacing.WHOLE),
                new Step.Pause(second),
                new Step.AwaitResponse(second),
                new Step.WaitForResponse(Match.ANY, second),
                new Step.ExpectResponse(Match.ANY, second),
                new Step.HalfClose(),
                new Step.Reset(),
                new Step.Close());

        assertThat(steps).extracting(Step::keyword).containsExactlyElementsOf(Step.KEYWORDS);
        assertThat(steps).allSatisfy(step -> {
            StepTrace trace = new StepTrace(0, step.keyword(), StepTrace.Outcome.DONE, second, second, 0, 0, "");
            assertThat(trace.waited()).isEqualTo(step.waits());
            assertThat(new Scenario("one", List.of(), List.of(step)).awaitsResponse())
                    .isEqualTo(step.waits());
        });
        assertThat(steps).filteredOn(Step::waits).hasSize(3);
    }

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Bindings BINDINGS = new Bindings("h", 80, "t");

    @Test
    void fillsPlaceholders() {
        assertThat(Payload.template("{host}:{port}/{token}{}{HOST}").fill(BINDINGS))
                .isEqualTo(Octets.latin1("h:80/t{}{HOST}"));
        assertThat(Payload.of(Octets.latin1("{host}")).fill(BINDINGS)).isEqualTo(Octets.latin1("{host}"));
        assertThat(BINDINGS.asMap()).isEqualTo(Map.of("host", "h", "port", "80", "token", "t"));
    }

    @Test
    void payloadsThatSendTheSameAreEqual() {
        Payload.Part empty = new Payload.Part.Literal(Octets.EMPTY);
        Payload.Part letter = new Payload.Part.Literal(Octets.latin1("a"));

        assertThat(new Payload(List.of(letter, empty, letter))).isEqualTo(Payload.template("aa"));
        assertThat(new Payload(List.of(empty)).isEmpty()).isTrue();
        assertThat(Payload.template("a{host}").isLiteral()).isFalse();
    }

    @Property(tries = 300)
    void fillingIsFillingEachPart(@ForAll("payloads") Payload first, @ForAll("payloads") Payload second) {
        assertThat(first.plus(second).fill(BINDINGS))
                .isEqualTo(first.fill(BINDINGS).plus(second.fill(BINDINGS)));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0ms",
        "1, 1ns",
        "1000, 1us",
        "1500, 1500ns",
        "1000000, 1ms",
        "1001000, 1001us",
        "1000000000, 1s",
        "90000000000, 90s",
        "60000000000, 1m",
        "3600000000000, 60m"
    })
    void spellsDurationsInTheLargestExactUnit(long nanos, String text) {
        assertThat(DurationText.write(Duration.ofNanos(nanos))).isEqualTo(text);
        assertThat(DurationText.read(text)).contains(Duration.ofNanos(nanos));
    }

    @Test
    void tellsWhetherAResponseIsAwaited() {
        assertThat(Scenario.named("a").send("a").close().build().awaitsResponse())
                .isFalse();
        assertThat(Scenario.named("a").await().build().awaitsResponse()).isTrue();
        assertThat(Scenario.named("a").waitFor(Match.ANY, HOUR).build().awaitsResponse())
                .isTrue();
        assertThat(Scenario.named("a").expect(Match.ANY, HOUR).build().awaitsResponse())
                .isTrue();
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource({"steps", "conditions"})
    void refuses(ThrowingCallable make, String message) {
        assertThatIllegalArgumentException().isThrownBy(make).withMessage(message);
    }

    static Stream<Arguments> steps() {
        return Stream.of(
                refused(
                        () -> new Step.Pause(HOUR.plusNanos(1)),
                        "duration must be from zero to one hour: PT1H0.000000001S"),
                refused(() -> new Step.Pause(HOUR.negated()), "duration must be from zero to one hour: PT-1H"),
                refused(() -> new Step.AwaitResponse(Duration.ZERO), "timeout must be positive: PT0S"),
                refused(() -> new Pacing(-1, Duration.ZERO), "segment must not be negative: -1"),
                refused(() -> new Pacing(0, HOUR), "interval must be zero where segment is 0: PT1H"),
                refused(() -> new Bindings("h", 65536, "t"), "port must be from 0 to 65535: 65536"),
                refused(() -> Scenario.named("a").reset().close().build(), "steps must end with reset: step 0 of 2"),
                refused(
                        () -> Scenario.named("a".repeat(121)).build(),
                        "name must be 1 to 120 of A-Z a-z 0-9 . _ - and not start with . or -: '" + "a".repeat(120)
                                + "...'"));
    }

    static Stream<Arguments> conditions() {
        String range = " must have only characters up to U+00FF: '\u20ac'";
        String name = " must be a field name, not empty and without a colon: ";
        return Stream.of(
                refused(() -> new Match.Condition.Status(1000), "status must be from 100 to 999: 1000"),
                refused(() -> new Match.Condition.StatusClass(0), "status-class must be from 1 to 9: 0"),
                refused(() -> new Match.Condition.Reason("\u20ac"), "reason" + range),
                refused(() -> new Match.Condition.Version("\u20ac"), "version" + range),
                refused(() -> new Match.Condition.Header("a", Optional.of("\u20ac")), "header value" + range),
                refused(() -> new Match.Condition.Header("a:", Optional.empty()), "header" + name + "'a:'"),
                refused(() -> new Match.Condition.HeaderAbsent(""), "header-absent" + name + "''"));
    }

    private static Arguments refused(ThrowingCallable make, String message) {
        return arguments(make, message);
    }

    @Provide
    Arbitrary<Payload> payloads() {
        return ScenarioArbitraries.payloads();
    }
}
