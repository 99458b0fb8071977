// SPDX-License-Identifier: Apache-2.0
package dev.schism.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.schism.wire.Octets;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RequestBuilderTest {

    private static final Octets HELLO = Octets.latin1("hello");
    private static final String HEAD = "POST /echo HTTP/1.1\r\nHost: {host}:{port}\r\n";

    @Test
    void addsHostAndEndsTheHeaderSection() {
        assertThat(post().payload()).isEqualTo(Payload.template(HEAD + "\r\n"));
    }

    @Test
    void sendsAndReturnsToTheScenario() {
        Scenario scenario =
                Scenario.named("a").request("GET", "/").send().await().build();

        assertThat(scenario.steps())
                .containsExactly(
                        new Step.SendBytes(
                                Payload.template("GET / HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n"), Pacing.WHOLE),
                        new Step.AwaitResponse(ScenarioBuilder.DEFAULT_TIMEOUT));
    }

    @Test
    void sendsPaced() {
        Pacing pacing = Pacing.octetwise(Duration.ofMillis(1));

        assertThat(post().send(pacing).build().steps()).containsExactly(new Step.SendBytes(post().payload(), pacing));
    }

    @Test
    void sendsSegmented() {
        Scenario scenario = post().sendSegmentedAt(Duration.ofMillis(1), 4).build();

        assertThat(scenario.steps()).hasSize(3).contains(new Step.Pause(Duration.ofMillis(1)));
        assertThat(scenario.sent()).isEqualTo(post().payload());
    }

    @Test
    void keepsAGivenHostInItsPlace() {
        assertThat(post().header("A", "{token}").header("hOST", "x").payload())
                .isEqualTo(Payload.template("POST /echo HTTP/1.1\r\nA: {token}\r\nhOST: x\r\n\r\n"));
    }

    @Test
    void leavesOutHostForVersionOneZero() {
        Octets octets = post().version("HTTP/1.0").noHost().octets();

        assertThat(octets).isEqualTo(Octets.latin1("POST /echo HTTP/1.0\r\n\r\n"));
    }

    @Test
    void takesBracesInABodyLiterally() {
        assertThat(post().body("{host}").payload())
                .isEqualTo(
                        Payload.template(HEAD + "Content-Length: 6\r\n\r\n").plus(Payload.of(Octets.latin1("{host}"))));
    }

    @Test
    void addsALengthToAnEmptyBody() {
        assertThat(post().body(Octets.EMPTY).payload()).isEqualTo(Payload.template(HEAD + "Content-Length: 0\r\n\r\n"));
    }

    @Test
    void keepsAGivenFramingField() {
        assertThat(post().header("content-length", "5").body(HELLO).payload())
                .isEqualTo(Payload.template(HEAD + "content-length: 5\r\n\r\nhello"));
        assertThat(post().header("Transfer-Encoding", "gzip, chunked")
                        .chunked(HELLO)
                        .payload())
                .isEqualTo(Payload.template(HEAD + "Transfer-Encoding: gzip, chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"));
        assertThat(post().header("Transfer-Encoding", "chunked")
                        .body("0\r\n\r\n")
                        .payload())
                .isEqualTo(Payload.template(HEAD + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"));
    }

    @Test
    void sendsAFramingFieldThatContradictsTheBody() {
        assertThat(post().header("Content-Length", "4").body(HELLO).payload())
                .isEqualTo(Payload.template(HEAD + "Content-Length: 4\r\n\r\nhello"));
        assertThat(post().header("Content-Length", "5").chunked().payload())
                .isEqualTo(Payload.template(HEAD + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"));
    }

    @Test
    void codesChunksAndTrailers() {
        List<Octets> chunks = List.of(HELLO, Octets.of(new byte[16]));

        assertThat(post().chunked(chunks).trailer("T", "{token}").payload())
                .isEqualTo(Payload.template(HEAD + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n10\r\n"
                        + "\0".repeat(16) + "\r\n0\r\nT: {token}\r\n\r\n"));
    }

    @Test
    void codesNoChunksAsTheLastOne() {
        assertThat(post().chunked().payload())
                .isEqualTo(Payload.template(HEAD + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource({"spellings", "framings"})
    void refuses(UnaryOperator<RequestBuilder> change, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> change.apply(post()).payload())
                .withMessage(message);
    }

    static Stream<Arguments> spellings() {
        return Stream.of(
                refused(r -> request("", "/"), "method must be a token: ''"),
                refused(r -> request("GET\0", "/"), "method must be a token: 'GET\\x00'"),
                refused(r -> request("GET", ""), "target must be visible ASCII without spaces: ''"),
                refused(r -> request("GET", "/\r\n"), "target must be visible ASCII without spaces: '/\\r\\n'"),
                refused(r -> request("GET", "/a b"), "target must be visible ASCII without spaces: '/a b'"),
                refused(r -> r.version("HTTP/11"), "version must be HTTP/, a digit, a dot and a digit: 'HTTP/11'"),
                refused(r -> r.header("A:", "b"), "header name must be a token: 'A:'"),
                refused(
                        r -> r.header("A", "b\r\nC: d"),
                        "header A must be a field value without control characters: 'b\\r\\nC: d'"),
                refused(
                        r -> r.header("A", "\u20ac"),
                        "header A must be a field value without control characters: '\u20ac'"),
                refused(
                        r -> r.chunked().trailer("A", "\0"),
                        "trailer A must be a field value without control characters: '\\x00'"));
    }

    static Stream<Arguments> framings() {
        return Stream.of(
                refused(r -> r.trailer("A", "b"), "trailer must follow a chunked body: A"),
                refused(r -> r.body("a").trailer("A", "b"), "trailer must follow a chunked body: A"),
                refused(r -> r.body("a").chunked(HELLO), "chunked must be the only body: body was already set"),
                refused(r -> r.chunked(HELLO).body("a"), "body must be the only body: chunked was already set"),
                refused(
                        r -> r.chunked(HELLO, Octets.EMPTY),
                        "chunk must not be empty, it would end the body: chunk 1"));
    }

    @Test
    void refusesOctetsOfAPlaceholder() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> post().octets())
                .withMessageStartingWith("request must have no placeholder, use payload(): ");
    }

    private static Arguments refused(UnaryOperator<RequestBuilder> change, String message) {
        return arguments(change, message);
    }

    private static RequestBuilder post() {
        return request("POST", "/echo");
    }

    private static RequestBuilder request(String method, String target) {
        return Scenario.named("a").request(method, target);
    }
}
