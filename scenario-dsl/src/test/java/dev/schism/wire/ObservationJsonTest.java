// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import static dev.schism.wire.Sentinel.Outcome.GIVEN_UP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObservationJsonTest {

    private static final Observation SAMPLE = observation(
            Octets.latin1("GET / HTTP/1.1\r\n\r\n"),
            List.of("GET"),
            Octets.latin1("HTTP/1.1 200 OK\r\nA : b\r\n\r\nhi"),
            ConnectionEnd.FIN);

    @Provide
    Arbitrary<Observation> observations() {
        Arbitrary<Observation> wire = Combinators.combine(
                        WireArbitraries.anyOctets(),
                        WireArbitraries.methods(),
                        WireArbitraries.received(),
                        Arbitraries.of(ConnectionEnd.class))
                .as(ObservationJsonTest::observation);
        return Combinators.combine(
                        wire,
                        arrivals(),
                        steps(),
                        quiet().optional(),
                        durations(),
                        sentinel().optional(),
                        placeholders(),
                        Arbitraries.strings().ofMaxLength(10).optional())
                .as((base, arrivals, steps, quiet, connect, sentinel, placeholders, error) -> new Observation(
                        base.sent(),
                        base.methods(),
                        base.received(),
                        arrivals,
                        base.transcript(),
                        steps,
                        base.end(),
                        quiet,
                        connect,
                        connect.dividedBy(2),
                        placeholders,
                        error,
                        sentinel));
    }

    @Property
    void readsWhatItWrote(@ForAll("observations") Observation observation) {
        assertThat(ObservationJson.read(ObservationJson.write(observation))).isEqualTo(observation);
    }

    @Property
    void sameObservationSameText(@ForAll("observations") Observation observation) {
        String text = ObservationJson.write(observation);

        assertThat(ObservationJson.write(ObservationJson.read(text))).isEqualTo(text);
        assertThat(text.chars()).allMatch(c -> c == '\n' || (c >= 0x20 && c <= 0x7F));
    }

    @Test
    void showsTheTranscriptToPeople() {
        assertThat(ObservationJson.write(SAMPLE))
                .startsWith("{\n  \"schism-observation\" : 1,\n  \"end\" : \"FIN\",\n")
                .contains("\"status\" : 200")
                .contains("\"SPACE_BEFORE_COLON at 18: A : b\\\\r\\\\n\"")
                .contains("\"excerpt\" : \"HTTP/1.1 200 OK\\\\r\\\\nA : b\\\\r\\\\n\\\\r\\\\nhi\"")
                .contains("\"elapsedNanos\" : 2000000")
                .endsWith("}\n");
    }

    @Test
    void sentinelMakesItVersion2() {
        Sentinel sentinel = new Sentinel(
                Octets.latin1("GET"), Octets.latin1("HTTP"), Duration.ZERO, Duration.ofNanos(1), GIVEN_UP, "why");
        Observation asked = new Observation(
                SAMPLE.sent(),
                SAMPLE.methods(),
                SAMPLE.received(),
                SAMPLE.arrivals(),
                SAMPLE.transcript(),
                SAMPLE.steps(),
                SAMPLE.end(),
                SAMPLE.quiet(),
                SAMPLE.connectTime(),
                SAMPLE.elapsed(),
                SAMPLE.placeholders(),
                SAMPLE.error(),
                Optional.of(sentinel));

        assertThat(ObservationJson.write(asked))
                .startsWith("{\n  \"schism-observation\" : 2,\n")
                .contains("\"outcome\" : \"GIVEN_UP\"");
        assertThat(ObservationJson.read(ObservationJson.write(asked))).isEqualTo(asked);
        assertThat(asked.reread()).isEqualTo(asked);
    }

    @Test
    void makesTheTranscriptAnew() {
        String text = ObservationJson.write(SAMPLE).replace("\"status\" : 200", "\"status\" : 500");

        assertThat(ObservationJson.read(text).transcript()).isEqualTo(SAMPLE.transcript());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "\"schism-observation\" : 1 | \"schism-observation\" : 3 | observation.schism-observation must be 1 or 2, the versions this reader knows: 3",
                "\"methods\" : [            | \"sentinel\" : {}, \"methods\" : [ | observation must have known members only: 'sentinel'",
                "\"schism-observation\"     | \"schism-other\"           | observation.schism-observation must be present",
                "\"end\" : \"FIN\"          | \"end\" : \"END\"          | observation.end must be one of [FIN, RST, OPEN, REFUSED, CONNECT_TIMEOUT, FAILED]: \"END\"",
                "\"end\" : \"FIN\"          | \"end\" : 3                | observation.end must be a string: 3",
                "\"elapsedNanos\" : 2000000 | \"elapsedNanos\" : 1.5     | observation.elapsedNanos must be an integer of 64 bits: 1.5",
                "\"elapsedNanos\" : 2000000 | \"elapsedNanos\" : 99999999999999999999 | observation.elapsedNanos must be an integer of 64 bits: 99999999999999999999",
                "\"elapsedNanos\"           | \"elapsed\"                | observation must have known members only: 'elapsed'",
                "\"offset\" : 0             | \"offset\" : \"0\"         | observation.arrivals[0].offset must be an integer of 32 bits: \"0\"",
                "\"offset\" : 0             | \"offset\" : 4294967296    | observation.arrivals[0].offset must be an integer of 32 bits: 4294967296",
                "\"outcome\" : \"DONE\"     | \"outcome\" : \"\"         | observation.steps[0].outcome must be one of [DONE, MATCHED, NOT_MATCHED, TIMED_OUT, CUT_SHORT, NOT_REACHED]: \"\"",
                "\"sent\" : \"              | \"sent\" : \"?             | observation.sent must be base64: \"?R0VUIC8gSFRUUC8xLjENCg0K\"",
                "\"halfClosed\" : true      | \"halfClosed\" : 1         | observation.quiet.halfClosed must be true or false: 1",
                "\"methods\" : [            | \"methods\" : 1, \"x\" : [ | observation must have known members only: 'x'",
                "\"steps\" : [              | \"steps\" : [ 1,           | observation.steps[0] must be an object: 1",
            })
    void namesTheFieldThatIsWrong(String from, String to, String message) {
        String text = ObservationJson.write(SAMPLE);
        assertThat(text).contains(from);

        assertThatThrownBy(() -> ObservationJson.read(text.replace(from, to)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{", "{}{}", "[]", "''", "{\"a\":1,\"a\":1}"})
    void refusesWhatIsNoObject(String text) {
        assertThatThrownBy(() -> ObservationJson.read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(?s)observation must be .*");
    }

    private static Observation observation(Octets sent, List<String> methods, Octets received, ConnectionEnd end) {
        return new Observation(
                sent,
                methods,
                received,
                List.of(new Arrival(0, Duration.ofNanos(7))),
                ResponseReader.read(received, methods, end == ConnectionEnd.FIN),
                List.of(new StepTrace(
                        0, "send", StepTrace.Outcome.DONE, Duration.ZERO, Duration.ofMillis(1), sent.length(), 0, "")),
                end,
                Optional.of(new QuietProbe(0, Duration.ofMillis(1), 0, true)),
                Duration.ofNanos(1),
                Duration.ofMillis(2),
                Map.of("token", "t1"),
                Optional.empty());
    }

    private static Arbitrary<Sentinel> sentinel() {
        return Combinators.combine(
                        WireArbitraries.anyOctets(),
                        WireArbitraries.received(),
                        durations(),
                        durations(),
                        Arbitraries.of(Sentinel.Outcome.class),
                        Arbitraries.strings().ofMaxLength(10))
                .as(Sentinel::new)
                .withoutEdgeCases();
    }

    private static Arbitrary<Duration> durations() {
        return Arbitraries.longs().greaterOrEqual(0).map(Duration::ofNanos);
    }

    private static Arbitrary<Map<String, String>> placeholders() {
        Arbitrary<String> text = Arbitraries.strings().ofMaxLength(5);
        return Arbitraries.maps(text, text).ofMaxSize(3);
    }

    private static Arbitrary<List<Arrival>> arrivals() {
        return Combinators.combine(Arbitraries.integers(), durations())
                .as(Arrival::new)
                .list()
                .ofMaxSize(3);
    }

    private static Arbitrary<QuietProbe> quiet() {
        return Combinators.combine(
                        Arbitraries.integers(), durations(), Arbitraries.integers(), Arbitraries.of(true, false))
                .as(QuietProbe::new);
    }

    private static Arbitrary<List<StepTrace>> steps() {
        Arbitrary<Integer> number = Arbitraries.integers();
        Arbitrary<String> text = Arbitraries.strings().ofMaxLength(8);
        return Combinators.combine(
                        number,
                        text,
                        Arbitraries.of(StepTrace.Outcome.class),
                        durations(),
                        durations(),
                        number,
                        number,
                        text)
                .as(StepTrace::new)
                .list()
                .ofMaxSize(3);
    }
}
