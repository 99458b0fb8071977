// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The original's five scenarios, as a test of one's own client would have them, for every client. */
@Timeout(60)
class ScenarioExamplesTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static HttpFixture server;
    private static HttpFixture healthy;

    @BeforeAll
    static void start() throws IOException {
        server = new HttpFixture();
        healthy = new HttpFixture();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        healthy.close();
    }

    /** The program under test: tries again, and gives up calling after failures in a row. */
    private static final class MyClient {

        private final Client client;
        private final int tries;
        private final int threshold;
        private int failures;

        MyClient(Client client, int tries, int threshold) {
            this.client = client;
            this.tries = tries;
            this.threshold = threshold;
        }

        boolean circuitIsOpen() {
            return failures >= threshold;
        }

        byte[] request(int port, int octets) throws IOException {
            if (circuitIsOpen()) {
                throw new IllegalStateException("circuit is open");
            }
            IOException last = new IOException("never tried");
            for (int i = 0; i < tries; i++) {
                try {
                    byte[] body = client.get("127.0.0.1", port, octets, TIMEOUT);
                    failures = 0;
                    return body;
                } catch (IOException e) {
                    last = e;
                }
            }
            failures++;
            throw last;
        }

        Optional<byte[]> safeRequest(int port) {
            try {
                return Optional.of(request(port, 100));
            } catch (IOException e) {
                return Optional.empty();
            }
        }
    }

    private static FaultOptions faults() {
        return FaultInjector.builder().seed(3).logInjections(false);
    }

    @ParameterizedTest
    @EnumSource
    void retryLogic(Client kind) throws IOException {
        try (FaultInjector faults = faults().connectFailRate(0.5)
                .connectErrno(Errno.ECONNREFUSED)
                .targetPorts(server.port())
                .start()) {
            MyClient client = new MyClient(kind, 9, 99);

            for (int i = 0; i < 5; i++) {
                assertThat(client.request(server.port(), 100)).hasSize(100);
            }
            assertThat(faults.stats().connectFailures()).isPositive();
            assertThat(faults.stats().connectAttempts()).isGreaterThanOrEqualTo(6);
        }
    }

    @ParameterizedTest
    @EnumSource
    void circuitBreakerOpens(Client kind) {
        try (FaultInjector faults = faults().connectFailRate(1)
                .connectErrno(Errno.ETIMEDOUT)
                .targetPorts(server.port())
                .start()) {
            MyClient client = new MyClient(kind, 1, 3);
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> client.request(server.port(), 100)).isInstanceOf(IOException.class);
            }
            assertThat(client.circuitIsOpen()).isTrue();

            long before = faults.stats().connectAttempts();
            assertThatThrownBy(() -> client.request(server.port(), 100)).hasMessage("circuit is open");
            assertThat(faults.stats().connectAttempts()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void timeoutHandling(Client kind) {
        try (FaultInjector faults = faults().recvFailRate(0.3)
                .recvErrno(Errno.ETIMEDOUT)
                .targetPorts(server.port())
                .start()) {
            MyClient client = new MyClient(kind, 1, 99);

            long successes = 0;
            for (int i = 0; i < 10; i++) {
                successes += client.safeRequest(server.port()).isPresent() ? 1 : 0;
            }
            assertThat(successes).isPositive();
            assertThat(faults.stats().recvFailures()).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource
    void partialDataHandling(Client kind) throws IOException {
        try (FaultInjector faults =
                faults().recvShortRate(0.8).targetPorts(server.port()).start()) {
            assertThat(new MyClient(kind, 1, 99).request(server.port(), 10_000)).hasSize(10_000);

            assertThat(faults.stats().shortReads()).isGreaterThan(5);
        }
    }

    @ParameterizedTest
    @EnumSource
    void targetedEndpointFailsAlone(Client kind) throws IOException {
        try (FaultInjector faults = faults().connectFailRate(1)
                .targetHosts("127.0.0.1")
                .targetPorts(server.port())
                .start()) {
            MyClient client = new MyClient(kind, 1, 99);

            assertThatThrownBy(() -> client.request(server.port(), 100)).isInstanceOf(IOException.class);
            assertThat(client.request(healthy.port(), 100)).hasSize(100);
            faults.assertInjected(InjectionKind.CONNECT_FAILURE);
        }
    }
}
