// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.EchoedRequest;
import dev.schism.wire.FieldLine;
import dev.schism.wire.Observation;
import dev.schism.wire.Octets;
import dev.schism.wire.Response;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedServerTest {

    private static final WireFixture WIRE = new WireFixture();
    private static final EmbeddedServer SERVER = EmbeddedServer.start();

    @AfterAll
    static void stop() {
        WIRE.close();
        SERVER.close();
    }

    private static Observation send(String octets, int responses) {
        return WIRE.send(SERVER.endpoint(), octets, responses);
    }

    @Test
    void echoesContentAndTrailers() {
        EchoedRequest echo = WIRE.echo(
                SERVER.endpoint(),
                "PUT /a?b HTTP/1.1\r\nHost: h\r\nX-A:  \u00e9 \r\nTransfer-Encoding: chunked\r\n\r\n3;e=1\r\nabc\r\n0\r\nX-T: v\r\n\r\n");

        assertThat(echo.method()).isEqualTo("PUT");
        assertThat(echo.target()).isEqualTo("/a?b");
        assertThat(echo.version()).isEqualTo("HTTP/1.1");
        assertThat(echo.headers())
                .containsExactly(
                        new FieldLine("Host", "h"),
                        new FieldLine("X-A", "\u00e9"),
                        new FieldLine("Transfer-Encoding", "chunked"));
        assertThat(echo.body()).isEqualTo(Octets.latin1("abc"));
        assertThat(echo.trailers()).containsExactly(new FieldLine("X-T", "v"));
    }

    @Test
    void answersPipelinedRequestsInOrderAndKeepsTheConnection() {
        Observation seen = send(
                "GET /1 HTTP/1.1\r\nHost: h\r\n\r\n"
                        + "HEAD /2 HTTP/1.1\r\nHost: h\r\n\r\n"
                        + "POST /3 HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhi",
                3);
        List<Response> responses = seen.transcript().responses();

        assertThat(responses).extracting(Response::status).containsExactly(200, 200, 200);
        assertThat(responses.get(1).content()).isEqualTo(Octets.EMPTY);
        assertThat(WireFixture.echo(responses.get(2)).target()).isEqualTo("/3");
        assertThat(WireFixture.echo(responses.get(2)).ordinal()).isEqualTo(3);
        assertThat(seen.endBeforeProbe()).isEqualTo(ConnectionEnd.OPEN);
    }

    @Test
    void asksForContentThatIsExpected() {
        Observation seen = send("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n", 1);

        assertThat(seen.transcript().interim()).extracting(Response::status).containsExactly(100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: h\r\nConnection: keep-alive, Close\r\n\r\n",
                "GET / HTTP/1.0\r\n\r\n"
            })
    void closesInOrderWhereTheTextSaysSo(String octets) {
        Observation seen = send(octets, 1);

        assertThat(seen.transcript().responses()).extracting(Response::status).containsExactly(200);
        assertThat(seen.transcript().responses().get(0).announcesClose()).isTrue();
        assertThat(seen.endBeforeProbe()).isEqualTo(ConnectionEnd.FIN);
    }

    @ParameterizedTest
    @CsvSource({
        "400, GET / HTTP/1.1~Host: h~X : 1~~",
        "400, GET / HTTP/1.1~~",
        "400, GET / HTTP/1.1~Host: h~Host: h~~",
        "400, GET /# HTTP/1.1~Host: h~~",
        "400, GET / HTTP/1.1~Host: h~X: a~ b~~",
        "400, GET  / HTTP/1.1~Host: h~~",
        "400, GET / HTTP/1~Host: h~~",
        "400, POST / HTTP/1.1~Host: h~Content-Length: +1~~x",
        "400, POST / HTTP/1.1~Host: h~Content-Length: 5~Transfer-Encoding: chunked~~0~~",
        "400, POST / HTTP/1.1~Host: h~Transfer-Encoding: gzip~~",
        "400, POST / HTTP/1.1~Host: h~Transfer-Encoding: chunked~~x~~",
        "413, POST / HTTP/1.1~Host: h~Content-Length: 99999999999999999999~~",
        "413, POST / HTTP/1.1~Host: h~Transfer-Encoding: chunked~~fffffffffff~",
        "417, POST / HTTP/1.1~Host: h~Expect: more~Content-Length: 1~~x",
        "421, GET https://h/ HTTP/1.1~Host: h~~",
        "501, POST / HTTP/1.1~Host: h~Transfer-Encoding: x~Transfer-Encoding: chunked~~0~~",
        "505, GET / HTTP/2.0~Host: h~~"
    })
    void refusesAndClosesInOrder(int status, String octets) {
        Observation seen = send(octets.replace("~", "\r\n") + "GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n", 1);

        assertThat(seen.transcript().responses()).extracting(Response::status).containsExactly(status);
        assertThat(seen.transcript().responses().get(0).announcesClose()).isTrue();
        assertThat(seen.endBeforeProbe()).isEqualTo(ConnectionEnd.FIN);
    }

    @Test
    void limitsHaveTheirOwnStatus() {
        Observation target = send("GET /" + "a".repeat(9000) + " HTTP/1.1\r\nHost: h\r\n\r\n", 1);
        Observation head = send("GET / HTTP/1.1\r\nHost: h\r\nX: " + "a".repeat(70_000) + "\r\n\r\n", 1);

        assertThat(target.transcript().responses()).extracting(Response::status).containsExactly(414);
        assertThat(head.transcript().responses()).extracting(Response::status).containsExactly(431);
    }

    @Test
    void refusesMethodsWithoutGivingUpTheConnection() {
        Observation seen = send(
                "TRACE / HTTP/1.1\r\nHost: h\r\n\r\nBREW / HTTP/1.1\r\nHost: h\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n",
                3);

        assertThat(seen.transcript().responses()).extracting(Response::status).containsExactly(405, 501, 200);
        assertThat(seen.transcript().responses().get(0).header("allow")).isPresent();
    }
}
