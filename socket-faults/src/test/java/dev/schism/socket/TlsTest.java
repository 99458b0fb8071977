// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** TLS with names checked, over faulty sockets and through the relay. */
@Timeout(60)
class TlsTest {

    private static final int OCTETS = 100_000;
    private static final SSLContext TLS = TlsFixture.context();

    private HttpFixture server;

    @BeforeEach
    void start() throws IOException {
        server = TlsFixture.server();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private byte[] get() throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(TLS)
                .build();
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://localhost:" + server.port() + "/" + OCTETS))
                .timeout(Duration.ofSeconds(20))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    }

    private FaultOptions faults() {
        return FaultInjector.builder()
                .logInjections(false)
                .seed(9)
                .targetHosts("localhost")
                .targetPorts(server.port());
    }

    @Test
    void shortReadsAndWritesKeepTlsWhole() throws Exception {
        try (FaultInjector faults =
                faults().recvShortRate(1).sendShortRate(1).sliceOctets(100).start()) {
            assertThat(get()).isEqualTo(HttpFixture.body(OCTETS));

            assertThat(faults.stats().shortReads()).isGreaterThan(100);
            assertThat(faults.stats().shortWrites()).isPositive();
        }
    }

    @Test
    void relayKeepsNamesAndTlsWhole() throws Exception {
        try (FaultInjector faults = faults().latency(Duration.ofMillis(30)).start();
                SSLSocket socket = (SSLSocket) TLS.getSocketFactory().createSocket("localhost", server.port())) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();

            assertThat(socket.getPort()).isEqualTo(server.port());
            assertThat(get()).isEqualTo(HttpFixture.body(OCTETS));
            assertThat(faults.stats().linkFaults()).isEqualTo(2);
        }
    }

    @Test
    void resetInTheMiddleOfTls() {
        try (FaultInjector faults = faults().rule(
                        Target.host("localhost").port(server.port()),
                        new Fault.RecvFailure(Trigger.atByte(20_000), Errno.ECONNRESET))
                .start()) {
            assertThatThrownBy(this::get)
                    .isInstanceOf(IOException.class)
                    .satisfies(e -> assertThat(Chain.of(e)).containsIgnoringCase("reset"));
            assertThat(faults.stats().recvFailures()).isPositive();
        }
    }

    @Test
    void corruptOctetIsNoticedByTls() {
        try (FaultInjector faults = faults().rule(
                        Target.host("localhost").port(server.port()),
                        new Fault.CorruptByte(Direction.RECEIVE, Trigger.atByte(50_000)))
                .start()) {
            assertThatThrownBy(this::get).isInstanceOf(IOException.class);
            faults.assertInjected(InjectionKind.CORRUPT_BYTE);
        }
    }
}
