// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schism.client.Endpoint;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.EchoedRequest;
import dev.schism.wire.Observation;
import dev.schism.wire.Octets;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EchoBackendTest {

    private final WireFixture wire = new WireFixture();

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        wire.close();
    }

    @Test
    void answersOnAUnixSocketAndRemovesIt() {
        Path socket = directory.resolve("echo.sock");
        try (EchoBackend backend = EchoBackend.onUnixSocket(socket)) {
            EchoedRequest echo = wire.echo(Endpoint.unix(socket), "GET /x HTTP/1.1\r\n\r\n");

            assertThat(echo.target()).isEqualTo("/x");
            assertThat(backend.address().toString()).isEqualTo(socket.toString());
        }

        assertThat(socket).doesNotExist();
    }

    @Test
    void listensOnLoopbackOnly() {
        try (EchoBackend backend = EchoBackend.onLoopback()) {
            InetSocketAddress address = (InetSocketAddress) backend.address();

            assertThat(address.getAddress().isLoopbackAddress()).isTrue();
            assertThat(wire.echo(Loopback.endpoint(address.getPort()), "GET / HTTP/1.1\r\n\r\n")
                            .method())
                    .isEqualTo("GET");
        }
    }

    @Test
    void refusesASocketThatExists() throws Exception {
        Path socket = Files.createFile(directory.resolve("taken.sock"));

        assertThatThrownBy(() -> EchoBackend.onUnixSocket(socket))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("taken.sock");
    }

    @Test
    void keepsTheConnectionAndSurvivesNonsense() {
        try (EchoBackend backend = EchoBackend.onLoopback()) {
            Endpoint endpoint = Loopback.endpoint(((InetSocketAddress) backend.address()).getPort());

            Observation nonsense = wire.send(endpoint, "\0\1\2\r\n\r\n", 1);
            assertThat(nonsense.transcript().responses().get(0).status()).isEqualTo(400);
            assertThat(nonsense.end()).isEqualTo(ConnectionEnd.FIN);

            String two = "GET /1 HTTP/1.1\r\n\r\nHEAD /2 HTTP/1.1\r\n\r\nGET /3 HTTP/1.1\r\n\r\n";
            Observation seen = wire.send(endpoint, two, 3);
            assertThat(seen.transcript().completeResponses()).isEqualTo(3);
            assertThat(seen.transcript().responses().get(1).content()).isEqualTo(Octets.EMPTY);
            assertThat(seen.end()).isEqualTo(ConnectionEnd.OPEN);
        }
    }

    @Test
    void carriesAResponseLargerThanAnySocketBuffer() {
        try (EchoBackend backend = EchoBackend.onLoopback()) {
            Endpoint endpoint = Loopback.endpoint(((InetSocketAddress) backend.address()).getPort());
            String request = "POST / HTTP/1.1\r\nContent-Length: 200000\r\n\r\n" + "b".repeat(200_000);

            assertThat(wire.echo(endpoint, request).body().length()).isEqualTo(200_000);
        }
    }
}
