// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schism.wire.Observation;
import dev.schism.wire.request.Reading;
import dev.schism.wire.request.RequestReading;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternNotationTest {

    private static final Sent SENT = Sent.of("GET / HTTP/1.1\r\nHost: h\r\n\r\n");

    private static final Map<String, Stub> STUBS = Map.of(
            "400 closing", Stub.status(400).closing(),
            "400 kept", Stub.status(400),
            "404 kept", Stub.status(404),
            "200 kept", Stub.status(200),
            "echo", Stub.echo(),
            "wrong echo", Stub.echo(Stub.target("/x")),
            "two", Stub.statuses(200, 400),
            "silent", Stub.silent(),
            "close", Stub.silent().closing(),
            "reset", Stub.silent().resetting());

    @ParameterizedTest
    @CsvSource({
        "400+C,400 closing,YES",
        "400+C,400 kept,NO",
        "400,400 kept,YES",
        "4xx+K,400 kept,YES",
        "5xx,400 kept,NO",
        "ACC,200 kept,YES",
        "ACC,404 kept,UNKNOWN",
        "ACC,400 kept,NO",
        "ACC[line],200 kept,UNKNOWN",
        "ACC[line],echo,YES",
        "ACC[line],wrong echo,NO",
        "ACC[!line],wrong echo,YES",
        "ANY n=1,two,NO",
        "ANY n=2,two,YES",
        "ANY+K,two,YES",
        "WAIT,silent,YES",
        "CLOSE,close,YES",
        "RST,reset,YES",
        "RST,close,NO",
        "WAIT,close,NO",
    })
    void answers(String pattern, String stub, Answer expected) {
        Observation observation = SENT.observe(STUBS.get(stub));
        Conversation conversation = Conversation.of(SENT.scenario(), observation);
        Reading reading = RequestReading.readings(conversation.sent()).get(0);
        Session session = new Session(SENT.scenario(), observation, conversation, reading);

        assertThat(PatternNotation.parse(pattern).matches(session.at(0), 0)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "40", "ACC[", "400+X", "MAYBE", "n=1"})
    void refusesOtherNotations(String text) {
        assertThatThrownBy(() -> PatternNotation.parse(text))
                .hasMessage("outcome must be written as described: '" + text + "'");
    }

    @Test
    void refusesUnknownInterpretations() {
        assertThatThrownBy(() -> PatternNotation.parse("ACC[cake]"))
                .hasMessage("interpretation must be a known word: 'cake'");
    }
}
