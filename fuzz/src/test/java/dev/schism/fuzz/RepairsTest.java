// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import static dev.schism.fuzz.ScriptedPairs.scenario;
import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.oracle.Trait;
import dev.schism.oracle.Traits;
import dev.schism.scenario.Scenario;
import dev.schism.wire.Octets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RepairsTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String CHUNKED = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

    static Stream<Arguments> unusual() {
        return Stream.of(
                Arguments.of(Trait.TAB_AROUND_VALUE, "GET / HTTP/1.1\r\nHost:\ta\r\n\r\n"),
                Arguments.of(Trait.HOST_MISSING, "GET / HTTP/1.1\r\nX: a\r\n\r\n"),
                Arguments.of(Trait.HOST_INVALID, "GET / HTTP/1.1\r\nHost: a b\r\n\r\n"),
                Arguments.of(Trait.HOST_MULTIPLE, "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"),
                Arguments.of(Trait.VERSION_MAJOR, "GET / HTTP/3.0\r\nHost: a\r\n\r\n"),
                Arguments.of(Trait.VERSION_1_0, "GET / HTTP/1.0\r\n\r\n"),
                Arguments.of(Trait.VERSION_MISSING, "GET /\r\n"),
                Arguments.of(Trait.METHOD_TRACE, "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n"),
                Arguments.of(Trait.TARGET_ABSOLUTE, "GET http://b/x HTTP/1.1\r\nHost: a\r\n\r\n"),
                Arguments.of(Trait.TARGET_EMPTY, "GET HTTP/1.1\r\nHost: a\r\n\r\n"),
                Arguments.of(Trait.REQUEST_LINE_SPACES, "GET  / HTTP/1.1\r\nHost: a\r\n\r\n"),
                Arguments.of(Trait.LEADING_EMPTY_LINE, "\r\n" + GET),
                Arguments.of(Trait.REQUEST_LINE_SPACES, " HEAD / HTTP/1.1\r\nHost: a\r\n\r\n"),
                Arguments.of(Trait.METHOD_HEAD, " HEAD / HTTP/1.1\r\nHost: a\r\n\r\n"),
                Arguments.of(Trait.HOST_EMPTY, "GET / HTTP/1.1\r\nHost:\r\n\r\n"),
                Arguments.of(Trait.HOST_EMPTY_LABEL, "GET / HTTP/1.1\r\nHost: .\r\n\r\n"),
                Arguments.of(Trait.FIELD_REPEATED, "GET / HTTP/1.1\r\nHost: a\r\nRange: a\r\nRange: a\r\n\r\n"),
                Arguments.of(Trait.MANY_FIELDS, "GET / HTTP/1.1\r\nHost: a\r\n" + "X:\r\n".repeat(500) + "\r\n"),
                Arguments.of(
                        Trait.CONNECTION_CLOSE,
                        "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nConnection: close\r\n\r\n"),
                Arguments.of(Trait.EXTRA_CR, "GET / HTTP/1.1\r\nHost: a\r\r\n\r\n"),
                Arguments.of(Trait.BODY_LARGE, CHUNKED + "ffffff\r\na\r\n0\r\n\r\n"),
                Arguments.of(Trait.CHUNK_LINE_LONG, CHUNKED + "0;" + "a".repeat(300) + "\r\n\r\n"),
                Arguments.of(Trait.BARE_LF, "GET / HTTP/1.1\nHost: a\n\n"),
                Arguments.of(Trait.OBS_FOLD, "GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n c\r\n\r\n"),
                Arguments.of(Trait.FIELD_NO_COLON, "GET / HTTP/1.1\r\nHost: a\r\nX\r\n\r\n"),
                Arguments.of(Trait.FIELD_NAME_INVALID, "GET / HTTP/1.1\r\nHost: a\r\n(: b\r\n\r\n"),
                Arguments.of(Trait.SPACE_BEFORE_COLON, "GET / HTTP/1.1\r\nHost : a\r\n\r\n"),
                Arguments.of(Trait.NUL, "GET / HTTP/1.1\r\nHost: a\r\nX: \0\r\n\r\n"),
                Arguments.of(Trait.CL_AND_TE, CHUNKED.replace("\r\n\r\n", "\r\nContent-Length: 5\r\n\r\n0\r\n\r\n")),
                Arguments.of(Trait.CL_CONFLICT, post("Content-Length: 1\r\nContent-Length: 2", "a")),
                Arguments.of(Trait.CL_SPELLING, post("Content-Length: 031", "GET / HTTP/1.1\r\nHost: aaaaa\r\n\r\n")),
                Arguments.of(Trait.CL_INVALID, post("Content-Length: +1", "a")),
                Arguments.of(Trait.TE_UNKNOWN, post("Transfer-Encoding: cow, chunked", "0\r\n\r\n")),
                Arguments.of(Trait.TE_CASE, post("Transfer-Encoding: Chunked", "0\r\n\r\n")),
                Arguments.of(Trait.CHUNK_EXTENSION, CHUNKED + "1;a=b\r\na\r\n0\r\n\r\n"),
                Arguments.of(Trait.CHUNK_SIZE_SPELLING, CHUNKED + "01\r\na\r\n0\r\n\r\n"),
                Arguments.of(Trait.CHUNK_TERMINATOR, CHUNKED + "1\r\na\n0\r\n\r\n"),
                Arguments.of(Trait.TRAILERS, CHUNKED + "0\r\nX: a\r\n\r\n"),
                Arguments.of(Trait.EXPECT_UNKNOWN, "GET / HTTP/1.1\r\nHost: a\r\nExpect: x\r\n\r\n"),
                Arguments.of(Trait.CONNECTION_CLOSE, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"),
                Arguments.of(Trait.PIPELINED, GET + GET),
                Arguments.of(Trait.TRUNCATED, "GET / HTTP/1.1\r\nHost: a\r\n"),
                Arguments.of(Trait.PIPELINED, post("Content-Length: 2", "aa" + GET)),
                Arguments.of(Trait.PIPELINED, GET + "a"),
                Arguments.of(Trait.TRUNCATED, "POST / HTTP/1.1\r\nX: a\r\n"),
                Arguments.of(Trait.TRUNCATED, CHUNKED + "0\r\n"));
    }

    static Stream<Arguments> targets() {
        return Stream.of(
                Arguments.of(Trait.TARGET_PERCENT_NUL, "/%41/%00"),
                Arguments.of(Trait.TARGET_PERCENT, "/%41/.."),
                Arguments.of(Trait.TARGET_PERCENT_INVALID, "/%/.."),
                Arguments.of(Trait.TARGET_DOT_SEGMENT, "/%41/.."),
                Arguments.of(Trait.TARGET_EMPTY_SEGMENT, "1a://b"),
                Arguments.of(Trait.TARGET_OTHER, "1a://b"));
    }

    @ParameterizedTest
    @MethodSource("targets")
    void takeOneThingOutOfATarget(Trait trait, String target) {
        Set<Trait> before = Traits.of(Octets.latin1("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n"));
        Set<Trait> after = EnumSet.copyOf(before);
        after.remove(trait);

        assertThat(Repairs.of(scenario("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                        .map(Supplier::get)
                        .map(Traits::of))
                .contains(after);
    }

    @ParameterizedTest
    @MethodSource("unusual")
    void takeAwayWhatIsUnusualAndBringNothingIn(Trait trait, String octets) {
        Set<Trait> before = Traits.of(Octets.latin1(octets));

        assertThat(before).contains(trait);
        assertThat(Repairs.of(scenario(octets)).map(Supplier::get).map(Traits::of))
                .anyMatch(traits -> before.containsAll(traits) && !traits.contains(trait));
    }

    @Test
    void changeOneThingAtATime() {
        String octets = "GET / HTTP/3.0\r\nHost:\ta\r\n\r\n";

        assertThat(Repairs.of(scenario(octets)).map(Supplier::get).map(one -> PayloadText.of(one.sent())))
                .contains("GET / HTTP/1.1\r\nHost:\ta\r\n\r\n", "GET / HTTP/3.0\r\nHost: a\r\n\r\n")
                .doesNotContain("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    }

    @Test
    void leaveOneRequestAlone() {
        String odd = "POST / HTTP/1.1\r\nHost:\ta\r\n\r\n";
        Scenario sends = new Scenario(
                "sends",
                List.of(),
                Stream.concat(scenario(GET).steps().stream().limit(1), scenario(odd).steps().stream())
                        .toList());

        assertThat(Repairs.of(scenario(GET + odd + GET)).map(Supplier::get)).contains(scenario(odd));
        assertThat(Repairs.of(sends).map(Supplier::get).map(Scenario::steps))
                .contains(scenario(odd).steps());
    }

    @Test
    void leaveALargeRequestToOtherPasses() {
        assertThat(Repairs.of(scenario("GET /" + "a".repeat(EachRequest.MAX_OCTETS) + " HTTP/1.1\r\n\r\n"))
                        .filter(one -> one.get().steps().size() > 1))
                .isEmpty();
    }

    private static String post(String lines, String content) {
        return "POST / HTTP/1.1\r\nHost: a\r\n" + lines + "\r\n\r\n" + content;
    }
}
