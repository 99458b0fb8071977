// SPDX-License-Identifier: Apache-2.0
package dev.schism.scenario;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScenarioTextProblemsTest {

    private static final String HEAD = "schism-scenario 1\nname: a\n\n";
    private static final String STEPS = "send, pause, await, wait-for, expect, half-close, reset, close";

    @ParameterizedTest(name = "{1}")
    @MethodSource({"headers", "payloads", "steps", "matches"})
    void refuses(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScenarioText.read(text))
                .withMessage(message);
    }

    static Stream<Arguments> headers() {
        String first = "line 1, column 1: first line must be 'schism-scenario 1': ";
        return Stream.of(
                arguments("", first + "''"),
                arguments("schism-scenario 2\nname: a\n", first + "'schism-scenario 2'"),
                arguments("\uFEFFschism-scenario 1\n", first + "'\uFEFFschism-scenario 1'"),
                arguments("# a\nschism-scenario 1\n", first + "'# a'"),
                arguments(
                        "schism-scenario 1\n",
                        "line 1, column 1: name must be given before the first empty line: none"),
                arguments(
                        "schism-scenario 1\ntag: b\n\nname: a\n",
                        "line 3, column 1: name must be given before the first empty line: none"),
                arguments(
                        "schism-scenario 1\nname: a\nname: b\n",
                        "line 3, column 1: name must be given once: 'b' after 'a'"),
                arguments(
                        "schism-scenario 1\nname: a b\n",
                        "line 2, column 7: name must be 1 to 120 of A-Z a-z 0-9 . _ - and not start with . or -: 'a b'"),
                arguments(
                        "schism-scenario 1\nname: a\ntag: -b\n",
                        "line 3, column 6: tag must be 1 to 120 of A-Z a-z 0-9 . _ - and not start with . or -: '-b'"),
                arguments("schism-scenario 1\nnote: a\n", "line 2, column 1: header key must be name or tag: 'note'"),
                arguments("schism-scenario 1\nname a\n", "line 2, column 1: header key must end with ':': 'name a'"),
                arguments("schism-scenario 1\nname:a\n", "line 2, column 6: space must stand before name: 'a'"),
                arguments("schism-scenario 1\nname:\n", "line 2, column 6: name must be given: end of line"),
                arguments(
                        "schism-scenario 1\nname: a\nclose\n",
                        "line 3, column 1: header key must end with ':': 'close'"));
    }

    static Stream<Arguments> payloads() {
        String escape = "escape must be one of \\r \\n \\t \\\\ \\xHH: ";
        return Stream.of(
                arguments(HEAD + "| a\n", "line 4, column 1: payload line must follow a send: '| a'"),
                arguments(HEAD + "close\n| a\n", "line 5, column 1: payload line must follow a send: '| a'"),
                arguments(HEAD + "send\n|a\n", "line 5, column 1: payload line must start with '| ': '|a'"),
                arguments(HEAD + "send\n|\n", "line 5, column 1: payload line must start with '| ': '|'"),
                arguments(HEAD + "send\n| a \n", "line 5, column 4: line must not end with a space: '| a '"),
                arguments(HEAD + "send\n| a\tb\n", "line 5, column 4: character must be printable ASCII: U+0009"),
                arguments(HEAD + "send\n| \u00e9\n", "line 5, column 3: character must be printable ASCII: U+00E9"),
                arguments(HEAD + "send\n| a\rb\n", "line 5, column 4: character must be printable ASCII: U+000D"),
                arguments(HEAD + "send\n| a\\q\n", "line 5, column 4: " + escape + "'\\q'"),
                arguments(HEAD + "send\n| a\\\n", "line 5, column 4: " + escape + "'\\'"),
                arguments(HEAD + "send\n| \\\\\\x4g0\n", "line 5, column 5: " + escape + "'\\x4g'"),
                arguments(HEAD + "send\n| \\x{host}\n", "line 5, column 3: " + escape + "'\\x'"),
                arguments(
                        HEAD + "send\nclose\n",
                        "line 4, column 1: send must have at least one payload line: none follows"),
                arguments(HEAD + "send", "line 4, column 1: send must have at least one payload line: none follows"));
    }

    static Stream<Arguments> steps() {
        String timed = " must be an integer and one of ns us ms s m: ";
        return Stream.of(
                arguments(HEAD + "sleep 5s\n", "line 4, column 1: step must be one of " + STEPS + ": 'sleep'"),
                arguments(HEAD + " close\n", "line 4, column 1: step must be one of " + STEPS + ": ''"),
                arguments(HEAD + "close now\n", "line 4, column 6: line must end here: ' now'"),
                arguments(HEAD + "pause\n", "line 4, column 6: duration must be given: end of line"),
                arguments(HEAD + "pause  5s\n", "line 4, column 7: duration" + timed + "''"),
                arguments(HEAD + "pause 5\n", "line 4, column 7: duration" + timed + "'5'"),
                arguments(HEAD + "pause 05s\n", "line 4, column 7: duration" + timed + "'05s'"),
                arguments(HEAD + "pause -1s\n", "line 4, column 7: duration" + timed + "'-1s'"),
                arguments(HEAD + "pause 61m\n", "line 4, column 7: duration must be from zero to one hour: PT1H1M"),
                arguments(HEAD + "await 0ms\n", "line 4, column 7: timeout must be positive: PT0S"),
                arguments(HEAD + "await 5s 5s\n", "line 4, column 9: line must end here: ' 5s'"),
                arguments(HEAD + "send every 5s\n| a\n", "line 4, column 6: word must be segment: 'every'"),
                arguments(
                        HEAD + "send segment 0\n| a\n", "line 4, column 14: segment must be from 1 to 2147483647: '0'"),
                arguments(
                        HEAD + "send segment 2147483648\n| a\n",
                        "line 4, column 14: segment must be from 1 to 2147483647: '2147483648'"),
                arguments(HEAD + "send segment 1 each 5s\n| a\n", "line 4, column 16: word must be every: 'each'"),
                arguments(
                        HEAD + "send segment 1 every 61m\n| a\n",
                        "line 4, column 22: interval must be from zero to one hour: PT1H1M"),
                arguments(HEAD + "close\npause 1s\n", "line 5, column 1: step must not follow a close: 'pause 1s'"),
                arguments(HEAD + "reset\nsend\n", "line 5, column 1: step must not follow a reset: 'send'"));
    }

    static Stream<Arguments> matches() {
        String keys = "status, status-class, reason, version, header, header-absent, body-contains";
        return Stream.of(
                arguments(HEAD + "expect\n", "line 4, column 7: timeout must be given: end of line"),
                arguments(HEAD + "expect status=200\n", "line 4, column 18: timeout must be given: end of line"),
                arguments(
                        HEAD + "expect body=a timeout 5s\n",
                        "line 4, column 8: match key must be one of " + keys + ": 'body'"),
                arguments(HEAD + "expect 5s\n", "line 4, column 8: match key must end with '=': '5s'"),
                arguments(
                        HEAD + "expect status=20x timeout 5s\n",
                        "line 4, column 15: status must be a number of one to three digits: '20x'"),
                arguments(
                        HEAD + "expect status=42 timeout 5s\n",
                        "line 4, column 15: status must be from 100 to 999: 42"),
                arguments(
                        HEAD + "expect status-class=0 timeout 5s\n",
                        "line 4, column 21: status-class must be from 1 to 9: 0"),
                arguments(
                        HEAD + "expect reason= timeout 5s\n",
                        "line 4, column 15: reason must be quoted unless all of it is A-Z a-z 0-9 . _ / -: ''"),
                arguments(
                        HEAD + "expect reason=a:b timeout 5s\n",
                        "line 4, column 15: reason must be quoted unless all of it is A-Z a-z 0-9 . _ / -: 'a:b'"),
                arguments(
                        HEAD + "expect reason=\"a timeout 5s\n",
                        "line 4, column 16: reason must end with '\"': 'a timeout 5s'"),
                arguments(
                        HEAD + "expect reason=\"\\q\" timeout 5s\n",
                        "line 4, column 16: escape must be one of \\r \\n \\t \\\\ \\xHH: '\\q'"),
                arguments(
                        HEAD + "expect reason=\"a\"timeout 5s\n",
                        "line 4, column 18: space must stand before timeout: 'timeout 5s'"),
                arguments(
                        HEAD + "expect header=\": b\" timeout 5s\n",
                        "line 4, column 15: header must be a field name, not empty and without a colon: ''"),
                arguments(
                        HEAD + "expect header-absent=\"a:\" timeout 5s\n",
                        "line 4, column 22: header-absent must be a field name, not empty and without a colon: 'a:'"),
                arguments(HEAD + "expect timeout 0s\n", "line 4, column 16: timeout must be positive: PT0S"));
    }
}
