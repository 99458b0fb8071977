// SPDX-License-Identifier: Apache-2.0
package dev.schism.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.schism.wire.Octets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScenarioJsonTest {

    private static final String HEAD = "{\"schism-scenario\":1,\"name\":\"a\",\"tags\":[]}\n";

    @Test
    void writesALineAStep() {
        Match match = Match.of(
                new Match.Condition.Status(200),
                new Match.Condition.Header("A", Optional.of("\u00e9")),
                new Match.Condition.BodyContains(Octets.latin1("a")));
        Scenario scenario = Scenario.named("a")
                .tag("b")
                .send(Payload.template("a{host}"), Pacing.octetwise(Duration.ofMillis(1)))
                .pause(Duration.ofNanos(7))
                .expect(match, Duration.ofSeconds(1))
                .close()
                .build();

        assertThat(ScenarioJson.write(scenario)).isEqualTo("""
                        {"schism-scenario":1,"name":"a","tags":["b"]}
                        {"step":"send","parts":[{"octets":"YQ=="},{"placeholder":"host"}],"segment":1,"intervalNanos":1000000}
                        {"step":"pause","durationNanos":7}
                        {"step":"expect","match":[{"status":200},{"header":"A","value":"\\u00E9"},{"body-contains":"YQ=="}],"timeoutNanos":1000000000}
                        {"step":"close"}
                        """);
    }

    @Property
    void readsWhatItWrites(@ForAll("scenarios") Scenario scenario) {
        assertThat(ScenarioJson.read(ScenarioJson.write(scenario))).isEqualTo(scenario);
    }

    @Property(tries = 100)
    void readsSeveralAfterOneAnother(@ForAll("lists") List<Scenario> scenarios) {
        assertThat(ScenarioJson.readAll(ScenarioJson.writeAll(scenarios))).isEqualTo(scenarios);
    }

    @Test
    void readsCrlfLineEndsAndEmptyLines() {
        assertThat(ScenarioJson.read(HEAD.replace("\n", "\r\n\r\n") + "{\"step\":\"reset\"}"))
                .isEqualTo(new Scenario("a", List.of(), List.of(new Step.Reset())));
    }

    @Test
    void refusesSeveralWhereOneIsWanted() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScenarioJson.read(HEAD + HEAD))
                .withMessage("text must hold one scenario: 2");
    }

    @Test
    void refusesTooLongALineToWrite() {
        Octets octets = Octets.of(new byte[ScenarioJson.MAX_LINE_LENGTH]);
        Scenario scenario = Scenario.named("a").send(octets).build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScenarioJson.write(scenario))
                .withMessageStartingWith("scenario line must have at most 16777216 characters: ");
    }

    @Test
    void refusesWhatIsNoJson() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScenarioJson.readAll(HEAD + "{\"step\":close}"))
                .withMessageStartingWith("line 2, column 9: text must be JSON: Unrecognized token 'close'");
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource({"firstLines", "stepLines", "sends", "matches"})
    void refuses(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScenarioJson.readAll(text))
                .withMessage(message);
    }

    static Stream<Arguments> firstLines() {
        return Stream.of(
                arguments("[]", "line 1: line must be an object: []"),
                arguments("{\"step\":\"close\"}", "line 1: first line must have the field schism-scenario: none"),
                arguments("{\"schism-scenario\":2,\"name\":\"a\",\"tags\":[]}", "line 1: schism-scenario must be 1: 2"),
                arguments("{\"schism-scenario\":1}", "line 1: name must be given: {\"schism-scenario\":1}"),
                arguments(HEAD.replace("\"a\"", "1"), "line 1: name must be a string: 1"),
                arguments(
                        HEAD.replace("\"a\"", "\"\""),
                        "line 1: name must be 1 to 120 of A-Z a-z 0-9 . _ - and not start with . or -: ''"),
                arguments(HEAD.replace("[]", "[1]"), "line 1: tags must be strings: 1"),
                arguments(HEAD.replace("[]", "{}"), "line 1: tags must be an array: {}"),
                arguments(
                        HEAD.replace("[]", "[\"-\"]"),
                        "line 1: tag must be 1 to 120 of A-Z a-z 0-9 . _ - and not start with . or -: '-'"),
                arguments(HEAD.replace("[]", "[],\"b\":2"), "line 1: field must be known: b=2"));
    }

    static Stream<Arguments> stepLines() {
        return Stream.of(
                arguments(HEAD + "{}", "line 2: step must be given: {}"),
                arguments(
                        HEAD + "{\"step\":\"sleep\"}",
                        "line 2: step must be one of send, pause, await, wait-for, expect, half-close, reset, close: sleep"),
                arguments(HEAD + "{\"step\":\"close\",\"at\":1}", "line 2: field must be known: at=1"),
                arguments(
                        HEAD + "{\"step\":\"close\"}\n{\"step\":\"reset\"}",
                        "line 3: step must not follow a close: reset"),
                arguments(HEAD + "{\"step\":\"pause\"}", "line 2: durationNanos must be given: {\"step\":\"pause\"}"),
                arguments(
                        HEAD + "{\"step\":\"pause\",\"durationNanos\":1.5}",
                        "line 2: durationNanos must be an integer of nanoseconds: 1.5"),
                arguments(
                        HEAD + "{\"step\":\"pause\",\"durationNanos\":-1}",
                        "line 2: duration must be from zero to one hour: PT-0.000000001S"),
                arguments(HEAD + "{\"step\":\"await\",\"timeoutNanos\":0}", "line 2: timeout must be positive: PT0S"));
    }

    static Stream<Arguments> sends() {
        return Stream.of(
                arguments(send("[]"), "line 2: bytes must not be empty: a send of nothing does nothing"),
                arguments(send("1"), "line 2: parts must be an array: 1"),
                arguments(send("[1]"), "line 2: parts must be an object: 1"),
                arguments(send("[{}]"), "line 2: part must have one of octets, placeholder: {}"),
                arguments(send("[{\"octets\":\"?\"}]"), "line 2: octets must be base64: \"?\""),
                arguments(
                        send("[{\"placeholder\":\"path\"}]"), "line 2: placeholder must be host, port or token: path"),
                arguments(send("[{\"octets\":\"YQ==\",\"b\":1}]"), "line 2: field must be known: b=1"),
                arguments(
                        send("[{\"octets\":\"YQ==\"}]").replace("\"segment\":0", "\"segment\":-1"),
                        "line 2: segment must not be negative: -1"),
                arguments(
                        send("[{\"octets\":\"YQ==\"}]").replace("\"segment\":0", "\"segment\":2147483648"),
                        "line 2: segment must be an integer of at most 2147483647: 2147483648"));
    }

    static Stream<Arguments> matches() {
        return Stream.of(
                arguments(
                        expect("{\"body\":1}"),
                        "line 2: match must have one of status, status-class, reason, version, header, header-absent, "
                                + "body-contains: {\"body\":1}"),
                arguments(
                        expect("{\"status\":200,\"reason\":\"OK\"}"),
                        "line 2: match must have one of status, status-class, reason, version, header, header-absent, "
                                + "body-contains: {\"status\":200,\"reason\":\"OK\"}"),
                arguments(expect("{\"status\":99}"), "line 2: status must be from 100 to 999: 99"),
                arguments(expect("{\"status\":200,\"value\":\"\"}"), "line 2: field must be known: value=\"\""),
                arguments(expect("{\"reason\":1}"), "line 2: reason must be a string: 1"),
                arguments(
                        expect("{\"reason\":\"\u20ac\"}"),
                        "line 2: reason must have only characters up to U+00FF: '\u20ac'"));
    }

    private static String send(String parts) {
        return HEAD + "{\"step\":\"send\",\"parts\":" + parts + ",\"segment\":0,\"intervalNanos\":0}";
    }

    private static String expect(String condition) {
        return HEAD + "{\"step\":\"expect\",\"match\":[" + condition + "],\"timeoutNanos\":1}";
    }

    @Provide
    Arbitrary<Scenario> scenarios() {
        return ScenarioArbitraries.scenarios();
    }

    @Provide
    Arbitrary<List<Scenario>> lists() {
        return ScenarioArbitraries.scenarios().list().ofMaxSize(4);
    }
}
