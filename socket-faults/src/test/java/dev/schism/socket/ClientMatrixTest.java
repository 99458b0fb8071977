// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every client against every operation fault. */
@Execution(ExecutionMode.SAME_THREAD)
class ClientMatrixTest {

    private static final int OCTETS = 200_000;
    private static HttpFixture server;

    @BeforeAll
    static void start() throws IOException {
        server = new HttpFixture();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    private static FaultOptions faults() {
        return FaultInjector.builder().logInjections(false).seed(42).targetPorts(server.port());
    }

    @ParameterizedTest
    @EnumSource
    void connectFails(Client client) {
        int before = server.accepted.get();
        try (FaultInjector faults =
                faults().connectFailRate(1).connectErrno(Errno.ECONNREFUSED).start()) {
            assertThatThrownBy(() -> client.get(server, 10)).isInstanceOf(IOException.class);

            assertThat(faults.stats().connectFailures()).isPositive();
            assertThat(faults.stats().connectAttempts())
                    .isEqualTo(faults.stats().connectFailures());
        }
        assertThat(server.accepted).hasValue(before);
    }

    @ParameterizedTest
    @EnumSource
    void sendFails(Client client) {
        try (FaultInjector faults = faults().sendFailRate(1).start()) {
            assertThatThrownBy(() -> client.get(server, 10)).isInstanceOf(IOException.class);

            faults.assertInjected(InjectionKind.SEND_FAILURE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void recvFailsAtTheByte(Client client) {
        try (FaultInjector faults = faults().rule(
                        Target.toPort(server.port()), new Fault.RecvFailure(Trigger.atByte(70_001), Errno.ECONNRESET))
                .start()) {
            assertThatThrownBy(() -> client.get(server, OCTETS))
                    .isInstanceOf(IOException.class)
                    .satisfies(e -> assertThat(messages(e)).containsIgnoringCase("reset"));

            assertThat(faults.stats().octetsReceived()).isEqualTo(70_001);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shortReadsLoseNothing(Client client) throws IOException {
        try (FaultInjector faults = faults().recvShortRate(0.8).start()) {
            assertThat(client.get(server, OCTETS)).isEqualTo(HttpFixture.body(OCTETS));

            assertThat(faults.stats().shortReads()).isGreaterThan(100);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shortWritesLoseNothing(Client client) throws IOException {
        try (FaultInjector faults = faults().sendShortRate(1).sliceOctets(8).start()) {
            assertThat(client.get(server, 100)).isEqualTo(HttpFixture.body(100));

            assertThat(faults.stats().shortWrites()).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource
    void streamEndsEarly(Client client) {
        try (FaultInjector faults = faults().rule(
                        Target.toPort(server.port()), new Fault.EndOfStream(Trigger.atByte(5_000)))
                .start()) {
            assertThat(lengthOf(client)).isLessThan(5_000);
            assertThat(faults.stats().endsOfStream()).isOne();
            assertThat(faults.stats().octetsReceived()).isEqualTo(5_000);
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneOctetIsCorrupted(Client client) throws IOException {
        try (FaultInjector faults = faults().rule(
                        Target.toPort(server.port()), new Fault.CorruptByte(Direction.RECEIVE, Trigger.atByte(60_000)))
                .start()) {
            byte[] got = client.get(server, OCTETS);
            byte[] sent = HttpFixture.body(OCTETS);

            int different = 0;
            for (int i = 0; i < OCTETS; i++) {
                different += got[i] == sent[i] ? 0 : 1;
            }
            assertThat(different).isOne();
            assertThat(faults.stats().corruptedOctets()).isOne();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherPortIsLeftAlone(Client client) throws IOException {
        try (FaultInjector faults =
                FaultInjector.fullChaos().logInjections(false).targetPorts(1).start()) {
            assertThat(client.get("127.0.0.1", server.port(), OCTETS, Duration.ofSeconds(10)))
                    .isEqualTo(HttpFixture.body(OCTETS));

            assertThat(faults.stats().injected()).isZero();
            assertThat(faults.stats().connectAttempts()).isZero();
        }
    }

    /** HttpURLConnection of JDK 17 hands out a body that ended early without a word; all others refuse it. */
    private static int lengthOf(Client client) {
        try {
            return client.get(server, OCTETS).length;
        } catch (IOException e) {
            return -1;
        }
    }

    static String messages(Throwable failure) {
        StringBuilder all = new StringBuilder();
        for (Throwable e = failure; e != null; e = e.getCause()) {
            all.append(e.getClass().getSimpleName())
                    .append(": ")
                    .append(e.getMessage())
                    .append(" <- ");
        }
        return all.toString();
    }
}
