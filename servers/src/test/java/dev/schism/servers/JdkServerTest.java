// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.EchoedRequest;
import dev.schism.wire.FieldLine;
import dev.schism.wire.Observation;
import dev.schism.wire.Octets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class JdkServerTest {

    private static final WireFixture WIRE = new WireFixture();
    private static final JdkServer JDK = JdkServer.start();

    @AfterAll
    static void stop() {
        WIRE.close();
        JDK.close();
    }

    @Test
    void echoesWhatTheJdkGives() {
        EchoedRequest echo = WIRE.echo(
                JDK.endpoint(),
                "POST /a?b=%20 HTTP/1.1\r\nHost: h\r\nx-one: 1\r\nX-One: 2\r\nContent-Length: 5\r\n\r\nhello");

        assertThat(echo.method()).isEqualTo("POST");
        assertThat(echo.target()).isEqualTo("/a?b=%20");
        assertThat(echo.version()).isEqualTo("HTTP/1.1");
        assertThat(FieldLine.values(echo.headers(), "x-one")).containsExactly("1", "2");
        assertThat(echo.body()).isEqualTo(Octets.latin1("hello"));
        assertThat(echo.ordinal()).isZero();
    }

    @Test
    void echoesChunkedContent() {
        EchoedRequest echo = WIRE.echo(
                JDK.endpoint(),
                "PUT / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");

        assertThat(echo.body()).isEqualTo(Octets.latin1("abcde"));
    }

    @Test
    void answersHeadWithoutContentAndKeepsTheConnection() {
        Observation seen =
                WIRE.send(JDK.endpoint(), "HEAD /1 HTTP/1.1\r\nHost: h\r\n\r\nGET /2 HTTP/1.1\r\nHost: h\r\n\r\n", 2);

        assertThat(seen.transcript().completeResponses()).isEqualTo(2);
        assertThat(seen.transcript().responses().get(0).header("content-length"))
                .isPresent();
        assertThat(WireFixture.echo(seen.transcript().responses().get(1)).target())
                .isEqualTo("/2");
        assertThat(seen.end()).isEqualTo(ConnectionEnd.OPEN);
    }

    @Test
    void refusesTooMuchContent() {
        String chunk = "100000\r\n" + "x".repeat(0x100000) + "\r\n";
        Observation seen = WIRE.send(
                JDK.endpoint(),
                "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk.repeat(17) + "0\r\n\r\n",
                1);

        assertThat(seen.transcript().responses()).noneMatch(response -> response.status() == 200);
    }

    @Test
    void saysWhichServerItIs() {
        assertThat(JDK.identity().name()).isEqualTo("jdk");
        assertThat(JDK.identity().version()).isEqualTo(System.getProperty("java.version"));
        assertThat(JDK.maxConnections()).isEqualTo(JdkServer.THREADS);
    }

    @Test
    void isGoneAfterClose() {
        JdkServer other = JdkServer.start();
        var endpoint = other.endpoint();
        other.close();

        assertThat(WIRE.send(endpoint, "GET / HTTP/1.1\r\n\r\n", 1).end()).isEqualTo(ConnectionEnd.REFUSED);
    }
}
