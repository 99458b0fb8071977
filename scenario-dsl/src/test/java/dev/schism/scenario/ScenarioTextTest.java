// SPDX-License-Identifier: Apache-2.0
package dev.schism.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.schism.wire.Octets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ScenarioTextTest {

    private static final Scenario EVERY_STEP = new Scenario(
            "every-step",
            List.of("cl-te", "obs-fold"),
            List.of(
                    new Step.SendBytes(
                            Payload.template("POST /{token} HTTP/1.1\r\nHost: {host}:{port}\r\nX-Braces: ")
                                    .plus(Payload.of(Octets.latin1("{host} {other} {")))
                                    .plus(Payload.template("{port}\r\nX-Octets: \0\u007f\u00ff\t\\\r\n\r\n")),
                            Pacing.WHOLE),
                    new Step.SendBytes(Payload.template("hello"), Pacing.octetwise(Duration.ofMillis(50))),
                    new Step.SendBytes(Payload.template("a".repeat(104)), new Pacing(512, Duration.ZERO)),
                    new Step.Pause(Duration.ZERO),
                    new Step.Pause(Duration.ofNanos(1_500_000)),
                    new Step.AwaitResponse(Duration.ofSeconds(60)),
                    new Step.WaitForResponse(Match.ANY, Duration.ofSeconds(5)),
                    new Step.WaitForResponse(
                            Match.of(
                                    new Match.Condition.Status(200),
                                    new Match.Condition.Reason("Not Found"),
                                    new Match.Condition.Version("HTTP/1.1"),
                                    new Match.Condition.Header("Age", Optional.empty()),
                                    new Match.Condition.Header("X-A", Optional.of("b"))),
                            Duration.ofSeconds(90)),
                    new Step.ExpectResponse(
                            Match.of(
                                    new Match.Condition.StatusClass(4),
                                    new Match.Condition.HeaderAbsent("Server"),
                                    new Match.Condition.BodyContains(Octets.latin1("a\"\0 c"))),
                            Duration.ofNanos(3_599_999_999_999L)),
                    new Step.HalfClose(),
                    new Step.Close()));

    @Test
    void writesTheGoldenText() throws IOException {
        assertThat(ScenarioText.write(EVERY_STEP)).isEqualTo(golden());
    }

    @Test
    void readsTheGoldenText() throws IOException {
        assertThat(ScenarioText.read(golden())).isEqualTo(EVERY_STEP);
    }

    @Test
    void readsCrlfLineEnds() throws IOException {
        assertThat(ScenarioText.read(golden().replace("\n", "\r\n"))).isEqualTo(EVERY_STEP);
    }

    @Test
    void readsATextWithoutLastLineEnd() {
        assertThat(ScenarioText.read("schism-scenario 1\nname: a\n\nclose").steps())
                .containsExactly(new Step.Close());
    }

    @Test
    void ignoresCommentsAndEmptyLines() {
        String text = "schism-scenario 1\n# caf\u00e9 \t \nname: a\n\n\nsend\n# why\n| a\n\n| b\n#\nclose\n\n";

        assertThat(ScenarioText.read(text))
                .isEqualTo(new Scenario(
                        "a",
                        List.of(),
                        List.of(new Step.SendBytes(Payload.template("ab"), Pacing.WHOLE), new Step.Close())));
    }

    @Test
    void readsAScenarioWithoutSteps() {
        assertThat(ScenarioText.read("schism-scenario 1\nname: a\n").steps()).isEmpty();
    }

    @Property
    void readsWhatItWrites(@ForAll("scenarios") Scenario scenario) {
        assertThat(ScenarioText.read(ScenarioText.write(scenario))).isEqualTo(scenario);
    }

    @Property(tries = 200)
    void writesShortVisibleLines(@ForAll("scenarios") Scenario scenario) {
        String text = ScenarioText.write(scenario);

        assertThat(text.lines()).allMatch(line -> line.chars().allMatch(c -> c >= 0x20 && c <= 0x7E));
        assertThat(text.lines()).noneMatch(line -> line.endsWith(" "));
        assertThat(text.lines().filter(line -> line.startsWith("| ")))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(106));
    }

    @Test
    @Timeout(30)
    void readsALargeScenarioInLinearTime() {
        Scenario scenario = Scenario.named("a")
                .send(Octets.latin1("x\n".repeat(ScenarioText.MAX_LENGTH / 32)))
                .build();

        assertThat(ScenarioText.read(ScenarioText.write(scenario))).isEqualTo(scenario);
    }

    @Test
    void refusesTooLongATextToRead() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScenarioText.read("#".repeat(ScenarioText.MAX_LENGTH + 1)))
                .withMessage("scenario text must have at most 16777216 characters: 16777217");
    }

    @Test
    void refusesTooLongATextToWrite() {
        Octets octets = Octets.of(new byte[ScenarioText.MAX_LENGTH / 4]);
        Scenario scenario = new Scenario("a", List.of(), List.of(new Step.SendBytes(Payload.of(octets), Pacing.WHOLE)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScenarioText.write(scenario))
                .withMessageStartingWith("scenario text must have at most 16777216 characters: ");
    }

    @Provide
    Arbitrary<Scenario> scenarios() {
        return ScenarioArbitraries.scenarios();
    }

    private static String golden() throws IOException {
        try (InputStream in = ScenarioTextTest.class.getResourceAsStream("every-step.scenario")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
