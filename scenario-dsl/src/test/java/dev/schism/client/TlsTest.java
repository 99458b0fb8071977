// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import static dev.schism.client.Steps.GET;
import static dev.schism.client.Steps.LONG;
import static dev.schism.client.Steps.OK;
import static dev.schism.client.Steps.PATIENT;
import static dev.schism.client.Steps.await;
import static dev.schism.client.Steps.halfClose;
import static dev.schism.client.Steps.outcomes;
import static dev.schism.client.Steps.reset;
import static dev.schism.client.Steps.send;
import static dev.schism.client.Steps.statuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schism.scenario.Pacing;
import dev.schism.scenario.Step;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.Observation;
import dev.schism.wire.Sentinel;
import dev.schism.wire.StepTrace.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class TlsTest {

    @TempDir
    private static Path directory;

    private static Path keys;

    private final RunnerFixture fixture = new RunnerFixture();

    @BeforeAll
    static void makeKeys() throws IOException, InterruptedException {
        keys = TlsServer.makeKeys(directory);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void provesSilenceThroughTls(String version) throws Exception {
        try (TlsServer server = new TlsServer(
                keys,
                (tls, tcp) -> {
                    TlsServer.readHead(tls);
                    TlsServer.write(tls, OK);
                    TlsServer.readHead(tls);
                    TlsServer.write(tls, SentinelTest.echo("/schism-sentinel/token7", 2));
                    TlsServer.readHead(tls);
                },
                version)) {
            Endpoint endpoint = server.endpoint("localhost").withTls(Tls.trusting(directory.resolve("cert.pem")));

            Observation observation = fixture.observe(endpoint, PATIENT.provingSilence(), send(GET), await());

            assertThat(observation.sentinel().map(Sentinel::outcome)).hasValue(Sentinel.Outcome.ANSWERED);
            assertThat(observation.received().toLatin1()).isEqualTo(OK);
            assertThat(observation.end()).isEqualTo(ConnectionEnd.OPEN);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void speaksThroughTls(String version) throws Exception {
        CompletableFuture<String> protocol = new CompletableFuture<>();
        CompletableFuture<List<SNIServerName>> names = new CompletableFuture<>();
        try (TlsServer server = new TlsServer(
                keys,
                (tls, tcp) -> {
                    TlsServer.readHead(tls);
                    protocol.complete(tls.getApplicationProtocol());
                    names.complete(((ExtendedSSLSession) tls.getSession()).getRequestedServerNames());
                    TlsServer.write(tls, OK);
                    tls.close();
                },
                version)) {
            Endpoint endpoint = server.endpoint("localhost").withTls(Tls.trusting(directory.resolve("cert.pem")));

            Observation observation = fixture.observe(endpoint, PATIENT, send(GET), await());

            assertThat(protocol.join()).isEqualTo("http/1.1");
            assertThat(names.join()).containsExactly(new SNIHostName("localhost"));
            assertThat(observation.sent().toLatin1()).isEqualTo(GET);
            assertThat(observation.received().toLatin1()).isEqualTo(OK);
            assertThat(observation.end()).isEqualTo(ConnectionEnd.FIN);
            assertThat(observation.error()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void carriesLargeContentBothWays(String version) throws Exception {
        String content = "0123456789abcdef".repeat(20_000);
        try (TlsServer server = new TlsServer(
                keys,
                (tls, tcp) -> {
                    TlsServer.readHead(tls);
                    byte[] sent = tls.getInputStream().readNBytes(content.length());
                    TlsServer.write(tls, "HTTP/1.1 200 OK\r\nContent-Length: " + sent.length + "\r\n\r\n");
                    tls.getOutputStream().write(sent);
                    tls.close();
                },
                version)) {
            Observation observation = observe(server, send(GET + content), await());

            assertThat(observation.transcript().responses().get(0).content().toLatin1())
                    .isEqualTo(content);
            assertThat(outcomes(observation)).containsOnly(Outcome.DONE);
        }
    }

    @Test
    void eachSegmentIsARecord() throws Exception {
        CompletableFuture<String> seen = new CompletableFuture<>();
        try (TlsServer server = new TlsServer(keys, (tls, tcp) -> {
            byte[] buffer = new byte[100];
            int count = tls.getInputStream().read(buffer);
            seen.complete(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
            tls.close();
        })) {
            Observation observation = observe(server, send("GET / HT", new Pacing(3, Duration.ofMinutes(10))));

            assertThat(seen.join()).isEqualTo("GET");
            assertThat(outcomes(observation)).containsExactly(Outcome.CUT_SHORT);
        }
    }

    @Test
    void halfCloseIsAnswered() throws Exception {
        try (TlsServer server = new TlsServer(keys, (tls, tcp) -> {
            byte[] all = tls.getInputStream().readAllBytes();
            TlsServer.write(tls, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n" + all.length);
            tls.close();
        })) {
            Observation observation = observe(server, send(GET), halfClose(), await());

            assertThat(outcomes(observation)).containsOnly(Outcome.DONE);
            assertThat(observation.received().toLatin1()).endsWith("\r\n\r\n" + GET.length());
            assertThat(observation.end()).isEqualTo(ConnectionEnd.FIN);
            server.join();
        }
    }

    @Test
    void closeSaysGoodbye() throws Exception {
        CompletableFuture<Integer> seen = new CompletableFuture<>();
        try (TlsServer server = new TlsServer(
                keys, (tls, tcp) -> seen.complete(tls.getInputStream().readAllBytes().length))) {
            observe(server, send(GET), Steps.close());

            assertThat(seen.join()).isEqualTo(GET.length());
        }
    }

    @Test
    void resetIsAReset() throws Exception {
        CompletableFuture<Exception> seen = new CompletableFuture<>();
        try (TlsServer server = new TlsServer(keys, (tls, tcp) -> {
            try {
                TlsServer.readHead(tls);
                tls.getInputStream().readAllBytes();
            } catch (IOException e) {
                seen.complete(e);
            }
        })) {
            observe(server, send(GET), reset());

            assertThat(seen.join()).hasStackTraceContaining("Connection reset");
        }
    }

    @Test
    void endWithoutGoodbyeIsNoted() throws Exception {
        try (TlsServer server = new TlsServer(keys, (tls, tcp) -> {
            TlsServer.readHead(tls);
            TlsServer.write(tls, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhel");
            tcp.close();
        })) {
            Observation observation = observe(server, send(GET), await());

            assertThat(observation.end()).isEqualTo(ConnectionEnd.FIN);
            assertThat(observation.error()).contains("connection ended without close_notify");
            assertThat(statuses(observation)).containsExactly(200);
        }
    }

    @Test
    void nothingIsLostThatCameBeforeAFailure() throws Exception {
        CompletableFuture<Void> seen = new CompletableFuture<>();
        try (TlsServer server = new TlsServer(keys, (tls, tcp) -> {
            TlsServer.readHead(tls);
            TlsServer.write(tls, OK);
            tcp.getOutputStream().write("this is no TLS record".getBytes(StandardCharsets.ISO_8859_1));
            seen.join();
        })) {
            Observation observation = observe(server, send(GET), await());
            seen.complete(null);

            assertThat(observation.received().toLatin1()).isEqualTo(OK);
            assertThat(outcomes(observation)).containsOnly(Outcome.DONE);
            assertThat(observation.end()).isEqualTo(ConnectionEnd.FAILED);
            assertThat(observation.error()).isPresent();
            assertThat(observation.connected()).isTrue();
        }
    }

    @Test
    void untrustedCertificateFails() throws Exception {
        Path other = Files.createDirectory(directory.resolve("other"));
        TlsServer.makeKeys(other);
        try (TlsServer server = new TlsServer(keys, (tls, tcp) -> tls.startHandshake())) {
            Endpoint endpoint = server.endpoint("localhost").withTls(Tls.trusting(other.resolve("cert.pem")));

            Observation observation = fixture.observe(endpoint, PATIENT, send(GET), await());

            assertThat(observation.end()).isEqualTo(ConnectionEnd.FAILED);
            assertThat(observation.error().orElseThrow()).contains("PKIX");
            assertThat(outcomes(observation)).containsOnly(Outcome.NOT_REACHED);
        }
    }

    @Test
    void plainServerFailsTheHandshake() throws IOException {
        try (ScriptedServer server = ScriptedServer.tcp(peer -> {
            peer.read();
            peer.write("HTTP/1.1 400 Bad Request\r\n\r\n");
        })) {
            Observation observation =
                    fixture.observe(server.endpoint().withTls(Tls.trustAll()), PATIENT, send(GET), await());

            assertThat(observation.end()).isEqualTo(ConnectionEnd.FAILED);
            assertThat(observation.error()).isPresent();
        }
    }

    @Test
    void silentHandshakeIsConnectTimeout() throws IOException {
        try (RunnerFixture hasty =
                        new RunnerFixture(RunnerFixture.UNHURRIED.withConnectTimeout(Duration.ofMillis(80)));
                ScriptedServer server = ScriptedServer.tcp(Peer::holdOpen)) {
            Observation observation =
                    hasty.observe(server.endpoint().withTls(Tls.trustAll()), PATIENT, send(GET), await());

            assertThat(observation.end()).isEqualTo(ConnectionEnd.CONNECT_TIMEOUT);
            assertThat(observation.error()).contains("TLS handshake did not end in time");
            assertThat(observation.elapsed()).isLessThan(LONG);
        }
    }

    @Test
    void fileWithoutCertificateIsRefused() throws IOException {
        Path empty = Files.writeString(directory.resolve("empty.pem"), "nothing");

        assertThatThrownBy(() -> Tls.trusting(empty))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("file must hold");
    }

    private Observation observe(TlsServer server, Step... steps) {
        return fixture.observe(server.endpoint("127.0.0.1").withTls(Tls.trustAll()), PATIENT, steps);
    }
}
