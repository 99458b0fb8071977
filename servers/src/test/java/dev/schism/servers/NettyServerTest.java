// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.scenario.Scenario;
import dev.schism.scenario.Step;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.EchoedRequest;
import dev.schism.wire.FieldLine;
import dev.schism.wire.Observation;
import dev.schism.wire.Octets;
import dev.schism.wire.Response;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NettyServerTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final WireFixture WIRE = new WireFixture();
    private static final NettyServer NETTY = NettyServer.start();

    @AfterAll
    static void stop() {
        WIRE.close();
        NETTY.close();
    }

    @Test
    void echoesWhatNettyGives() {
        EchoedRequest echo = WIRE.echo(
                NETTY.endpoint(),
                "POST /a?b=%20 HTTP/1.1\r\nHost: h\r\nX-One: 1\r\nx-one: 2\r\nContent-Length: 5\r\n\r\nhello");

        assertThat(echo.method()).isEqualTo("POST");
        assertThat(echo.target()).isEqualTo("/a?b=%20");
        assertThat(echo.version()).isEqualTo("HTTP/1.1");
        assertThat(echo.headers())
                .containsExactly(
                        new FieldLine("Host", "h"),
                        new FieldLine("X-One", "1"),
                        new FieldLine("x-one", "2"),
                        new FieldLine("Content-Length", "5"));
        assertThat(echo.body()).isEqualTo(Octets.latin1("hello"));
        assertThat(echo.ordinal()).isEqualTo(1);
        assertThat(echo.raw()).isEmpty();
    }

    @Test
    void echoesChunkedContentAndTrailers() {
        EchoedRequest echo = WIRE.echo(
                NETTY.endpoint(),
                "PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\nX-T: v\r\n\r\n");

        assertThat(echo.body()).isEqualTo(Octets.latin1("abcde"));
        assertThat(echo.trailers()).containsExactly(new FieldLine("X-T", "v"));
        assertThat(echo.headers()).contains(new FieldLine("Transfer-Encoding", "chunked"));
    }

    @Test
    void answersPipelinedRequestsInOrder() {
        Observation seen = WIRE.send(
                NETTY.endpoint(),
                "GET /1 HTTP/1.1\r\nHost: h\r\n\r\nHEAD /2 HTTP/1.1\r\nHost: h\r\n\r\nGET /3 HTTP/1.1\r\nHost: h\r\n\r\n",
                3);

        List<Response> responses = seen.transcript().responses();
        assertThat(responses).hasSize(3);
        assertThat(responses.get(1).content()).isEqualTo(Octets.EMPTY);
        assertThat(responses.get(1).header("content-length")).isPresent();
        assertThat(WireFixture.echo(responses.get(2)).ordinal()).isEqualTo(3);
        assertThat(seen.end()).isEqualTo(ConnectionEnd.OPEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", "GET / HTTP/1.0\r\n\r\n"})
    void closesInOrderWhereAsked(String request) {
        Observation seen = WIRE.send(NETTY.endpoint(), request + request, 1);

        assertThat(seen.transcript().completeResponses()).isEqualTo(1);
        assertThat(seen.end()).isEqualTo(ConnectionEnd.FIN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost : h\r\nContent-Length: x\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: abc\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"
            })
    void answersWhatCannotBeDecodedWith400AndCloses(String request) {
        Observation seen = WIRE.send(NETTY.endpoint(), request + "x".repeat(100_000), 1);

        assertThat(seen.transcript().responses())
                .singleElement()
                .satisfies(response -> assertThat(response.status()).isEqualTo(400));
        assertThat(seen.end()).isEqualTo(ConnectionEnd.FIN);
    }

    @Test
    void refusesTooMuchContent() {
        String chunk = "100000\r\n" + "x".repeat(0x100000) + "\r\n";
        Observation seen = WIRE.send(
                NETTY.endpoint(),
                "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk.repeat(17),
                1);

        assertThat(seen.transcript().responses())
                .singleElement()
                .satisfies(response -> assertThat(response.status()).isEqualTo(413));
    }

    @Test
    void honoursAnExpectation() {
        Observation seen = WIRE.send(
                NETTY.endpoint(),
                "POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nok",
                1);
        assertThat(seen.transcript().interim())
                .singleElement()
                .satisfies(interim -> assertThat(interim.status()).isEqualTo(100));
        assertThat(WireFixture.echo(seen.transcript().responses().get(0)).body())
                .isEqualTo(Octets.latin1("ok"));

        Observation unknown = WIRE.send(NETTY.endpoint(), "GET / HTTP/1.1\r\nHost: h\r\nExpect: more\r\n\r\n", 1);
        assertThat(unknown.transcript().responses().get(0).status()).isEqualTo(417);
    }

    @Test
    void opensNoTunnel() {
        Observation seen = WIRE.send(NETTY.endpoint(), "CONNECT h:80 HTTP/1.1\r\nHost: h\r\n\r\n", 1);

        assertThat(seen.transcript().responses().get(0).status()).isEqualTo(405);
    }

    @Test
    void answersAfterHalfCloseAndEndsTheConnection() {
        Observation seen = halfClosed("GET /1 HTTP/1.1\r\nHost: h\r\n\r\nGET /2 HTTP/1.1\r\nHost: h\r\n\r\n");

        assertThat(seen.transcript().completeResponses()).isEqualTo(2);
        assertThat(seen.end()).isEqualTo(ConnectionEnd.FIN);
    }

    @Test
    void endsAConnectionThatEndsInTheMiddleOfContent() {
        Observation seen = halfClosed("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nabc");

        assertThat(seen.transcript().responses()).noneMatch(response -> response.status() == 200);
        assertThat(seen.end()).isEqualTo(ConnectionEnd.FIN);
    }

    @Test
    void saysWhichServerItIs() {
        assertThat(NETTY.identity().name()).isEqualTo("netty");
        assertThat(NETTY.identity().version()).startsWith("4.2.");
        assertThat(((InetSocketAddress) NETTY.endpoint().address()).getAddress().isLoopbackAddress())
                .isTrue();
    }

    @RepeatedTest(10)
    void isGoneAfterClose() {
        NettyServer other = NettyServer.start();
        other.close();

        assertThat(WIRE.send(other.endpoint(), "GET / HTTP/1.1\r\n\r\n", 1).end())
                .isEqualTo(ConnectionEnd.REFUSED);
    }

    private static Observation halfClosed(String octets) {
        return WIRE.run(
                NETTY.endpoint(),
                Scenario.named("fin")
                        .step(WireFixture.sending(octets))
                        .step(new Step.HalfClose())
                        .await(TIMEOUT)
                        .await(TIMEOUT)
                        .build());
    }
}
