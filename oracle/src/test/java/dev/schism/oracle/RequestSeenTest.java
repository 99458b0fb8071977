// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import static dev.schism.oracle.ObservationFixture.echo;
import static dev.schism.oracle.ObservationFixture.received;
import static dev.schism.oracle.ObservationFixture.response;
import static dev.schism.oracle.ObservationFixture.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.wire.EchoedRequest;
import dev.schism.wire.FieldLine;
import dev.schism.wire.Octets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RequestSeenTest {

    private static final EchoedRequest PLAIN = seen("GET", "/");
    private static final FieldLine HOST = new FieldLine("Host", "a");

    static Stream<Arguments> pairs() {
        return Stream.of(
                Arguments.of(PLAIN, seen("get", "/"), "method"),
                Arguments.of(PLAIN, seen("GET", "/x"), "target"),
                Arguments.of(PLAIN, versioned("HTTP/1.0"), "version"),
                Arguments.of(seen("GET", "/", HOST), PLAIN, "header:host-missing-on-target"),
                Arguments.of(PLAIN, seen("GET", "/", line("X-1", "")), "header:missing-on-reference"),
                Arguments.of(seen("GET", "/", HOST), seen("GET", "/", line("host", "A")), "header:host-value"),
                Arguments.of(twice("a", "b"), twice("b", "a"), "header:value"),
                Arguments.of(twice("a", "b"), seen("GET", "/", line("x", "a, b")), "header:combined"),
                Arguments.of(seen(Octets.latin1("a")), seen(Octets.latin1("b")), "body"),
                Arguments.of(seen(Octets.EMPTY, line("t", "1")), seen(Octets.EMPTY, line("t", "2")), "trailers"));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void namesWhatWasUnderstoodDifferently(EchoedRequest reference, EchoedRequest target, String kind) {
        RequestSeen seen = compare(received(echo(reference)), received(echo(target)));

        assertThat(seen.observable()).isTrue();
        assertThat(seen.differences()).extracting(FacetDifference::kind).containsExactly(kind);
    }

    static Stream<Arguments> agreements() {
        return Stream.of(
                Arguments.of(seen("GET", "/a?b"), seen("GET", "http://h.test/a?b")),
                Arguments.of(seen("GET", "/"), seen("GET", "HTTP://h.test")),
                Arguments.of(seen("GET", "/?b"), seen("GET", "http://h.test?b")),
                Arguments.of(seen("GET", "/", line("X", "a"), HOST), seen("GET", "/", HOST, line("x", "a"))),
                Arguments.of(seen("GET", "/", line("X", " a\t")), seen("GET", "/", line("X", "a"))),
                Arguments.of(seen("GET", "/", line("Connection", "close")), PLAIN),
                Arguments.of(PLAIN, seen("GET", "/", line("Content-Length", "0"))),
                Arguments.of(PLAIN, seen("GET", "/", line("Schism-Version", "HTTP/1.1"))),
                Arguments.of(seen("GET", "/", line("Expect", "100-continue")), PLAIN),
                Arguments.of(seen(Octets.EMPTY, line("t", "1")), seen(Octets.EMPTY)));
    }

    @ParameterizedTest
    @MethodSource("agreements")
    void overlooksWhatMeansTheSame(EchoedRequest reference, EchoedRequest target) {
        RequestSeen seen = compare(received(echo(reference)), received(echo(target)));

        assertThat(seen.observable()).isTrue();
        assertThat(seen.differences()).isEmpty();
    }

    @Test
    void comparesEveryResponse() {
        RequestSeen seen = compare(
                received(echo(PLAIN), echo(seen("GET", "/a")), echo(seen("GET", "/b"))),
                received(echo(PLAIN), echo(seen("GET", "/c")), echo(seen("GET", "/d"))));

        assertThat(seen.differences()).containsExactly(new FacetDifference(Facet.REQUEST_SEEN, "/a", "/c", "target"));
    }

    @Test
    void echoOfOneSideIsNotObservable() {
        assertThat(compare(received(echo(PLAIN)), received(response(200, "ok"))).observable())
                .isFalse();
        assertThat(compare(received(response(200, "ok")), received(response(200, "ok")))
                        .observable())
                .isFalse();
        assertThat(compare(received(response(400, "")), received(response(400, "")))
                        .observable())
                .isFalse();
    }

    @Test
    void anotherResponseWithoutEchoIsNoObstacle() {
        RequestSeen seen = compare(received(echo(PLAIN), response(400, "")), received(echo(PLAIN), response(400, "")));

        assertThat(seen.observable()).isTrue();
    }

    @Test
    void excerptsAreBoundedAndPrintable() {
        RequestSeen seen =
                compare(received(echo(seen("GET", "/"))), received(echo(seen("GET", "/\r\n" + "a".repeat(500)))));

        assertThat(seen.differences())
                .extracting(FacetDifference::target)
                .containsExactly("/\\r\\n" + "a".repeat(77) + "... (sent: /)");
    }

    private static RequestSeen compare(ObservationFixture reference, ObservationFixture target) {
        return RequestSeen.compare(reference.view(), target.view());
    }

    private static FieldLine line(String name, String value) {
        return new FieldLine(name, value);
    }

    private static EchoedRequest twice(String first, String second) {
        return seen("GET", "/", line("x", first), line("X", second));
    }

    private static EchoedRequest versioned(String version) {
        return new EchoedRequest("GET", "/", version, List.of(), Octets.EMPTY, List.of(), 1, Optional.empty());
    }
}
