// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS with names checked, over faulty sockets and through the relay. */
@Timeout(60)
class TlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final int OCTETS = 100_000;
    private static SSLContext tls;

    private HttpFixture server;

    @BeforeAll
    static void makeKey(@TempDir Path folder) throws Exception {
        Path store = folder.resolve("store");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "localhost",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        tls = context(store);
    }

    private static SSLContext context(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    @BeforeEach
    void start() throws IOException {
        SSLServerSocket listener = (SSLServerSocket)
                tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        server = new HttpFixture(listener);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private byte[] get() throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(tls)
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
                SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket("localhost", server.port())) {
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
                    .satisfies(e -> assertThat(ClientMatrixTest.messages(e)).containsIgnoringCase("reset"));
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
