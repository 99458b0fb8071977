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
import dev.schism.wire.Sentinel;
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

    static Stream<Arguments> authorities() {
        return Stream.of(
                Arguments.of(absolute("http://evil/x", "good"), absolute("http://good/x", "good")),
                Arguments.of(absolute("http://a/x", "b"), absolute("/x", "b")),
                Arguments.of(absolute("http://a:81/x", "a"), absolute("/x", "a")),
                Arguments.of(absolute("http://a/x", "a"), absolute("http://u@a/x", "a")),
                Arguments.of(absolute("http:///x", "a"), absolute("http://b/x", "a")),
                Arguments.of(absolute("http://[::1]/x", "[::2]"), absolute("/x", "[::2]")),
                Arguments.of(forwarded("/x", "b", "Host: b\r\n"), absolute("http://a/x", "b")));
    }

    @ParameterizedTest
    @MethodSource("authorities")
    void tellsWhoseResourceIsAskedFor(EchoedRequest one, EchoedRequest other) {
        assertThat(kinds(one, other)).containsExactly("authority");
        assertThat(kinds(other, one)).containsExactly("authority");
    }

    static Stream<Arguments> sameAuthorities() {
        return Stream.of(
                Arguments.of(absolute("http://a/x", "a"), absolute("/x", "a")),
                Arguments.of(absolute("http://A:80/x", "a"), absolute("/x", "a")),
                Arguments.of(absolute("http://a:/x", "a"), absolute("/x", "a")),
                Arguments.of(absolute("http://a/x", "a:80"), absolute("/x", "a:80")),
                Arguments.of(absolute("https://a:443/x", "a"), absolute("/x", "a")),
                Arguments.of(absolute("http://u@a/x", "a"), absolute("/x", "a")),
                Arguments.of(absolute("http://a/x", "a"), absolute("HTTP://A/x", "a")),
                Arguments.of(absolute("http://[::80]/x", "[::80]"), absolute("/x", "[::80]")),
                Arguments.of(absolute("http:///x", ""), absolute("/x", "")));
    }

    @ParameterizedTest
    @MethodSource("sameAuthorities")
    void overlooksHowAnAuthorityIsSpelt(EchoedRequest one, EchoedRequest other) {
        assertThat(kinds(one, other)).isEmpty();
        assertThat(kinds(other, one)).isEmpty();
    }

    @Test
    void sideThatShowsNoAuthorityCannotBeCompared() {
        assertThat(kinds(absolute("http://a/x", "b"), seen("GET", "/x")))
                .containsExactly("header:host-missing-on-target");
        assertThat(kinds(forwarded("/x", "b", "Host: b\r\nSchism-Version: HTTP/1.1\r\n"), absolute("http://a/x", "b")))
                .isEmpty();
    }

    @Test
    void schemesOfTwoAbsoluteTargetsAreCompared() {
        assertThat(kinds(absolute("http://a/x", "a"), absolute("https://a/x", "a")))
                .containsExactly("target");
        assertThat(kinds(absolute("https://a/x", "a"), absolute("/x", "a"))).isEmpty();
    }

    @Test
    void serverThatShowsOtherRequestsAndNotThisOneDiffers() {
        String get = TraitExample.PLAIN;
        ObservationFixture shows = received(echo(PLAIN), echo(PLAIN)).sent(get + get);
        ObservationFixture onceOnly = received(response(200, "ok"), echo(PLAIN)).sent(get + get);

        assertThat(compare(shows, onceOnly))
                .isEqualTo(new RequestSeen(
                        List.of(new FacetDifference(
                                Facet.REQUEST_SEEN, "echo", "no echo in response 1", "echo-missing-on-target")),
                        false));
        assertThat(compare(onceOnly, shows).differences())
                .extracting(FacetDifference::kind)
                .containsExactly("echo-missing-on-reference");
    }

    @Test
    void sentinelTellsThatAServerShowsRequests() {
        ObservationFixture silent = received(response(200, "")).answeredSentinel();

        assertThat(compare(received(echo(PLAIN)), silent).differences())
                .extracting(FacetDifference::kind)
                .containsExactly("echo-missing-on-target");
        assertThat(compare(received(echo(PLAIN)), silent.sentinel(Sentinel.Outcome.GIVEN_UP))
                        .differences())
                .isEmpty();
    }

    static Stream<Arguments> withoutEchoForAReason() {
        return Stream.of(
                Arguments.of("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"),
                Arguments.of("TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", response(200, "TRACE")),
                Arguments.of("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", response(200, "")),
                Arguments.of("CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n"),
                Arguments.of(TraitExample.PLAIN, "HTTP/1.1 204 No Content\r\n\r\n"),
                Arguments.of(TraitExample.PLAIN, response(206, "{")),
                Arguments.of(TraitExample.PLAIN, response(200, "x", "Content-Encoding: gzip")),
                Arguments.of(TraitExample.PLAIN, response(400, "no")));
    }

    @ParameterizedTest
    @MethodSource("withoutEchoForAReason")
    void responseThatNeedShowNothingDoesNotDiffer(String sent, String silent) {
        ObservationFixture shows = received(echo(PLAIN)).sent(sent);

        assertThat(compare(shows, received(silent).sent(sent).answeredSentinel())
                        .differences())
                .isEmpty();
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

    private static List<String> kinds(EchoedRequest reference, EchoedRequest target) {
        return compare(received(echo(reference)), received(echo(target))).differences().stream()
                .map(FacetDifference::kind)
                .toList();
    }

    private static EchoedRequest absolute(String target, String host) {
        return seen("GET", target, line("Host", host));
    }

    private static EchoedRequest forwarded(String target, String host, String fields) {
        Octets raw = Octets.latin1("GET " + target + " HTTP/1.1\r\n" + fields + "\r\n");
        return new EchoedRequest(
                "GET", target, "HTTP/1.1", List.of(line("Host", host)), Octets.EMPTY, List.of(), 1, Optional.of(raw));
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
