// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Link faults of connections that are open already, and what the relay itself needs. */
@Timeout(60)
class LinkControlTest {

    private static final int SHORT = 300;
    private ServerSocket listener;

    @BeforeEach
    void start() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    }

    @AfterEach
    void stop() throws IOException {
        listener.close();
    }

    private FaultInjector with(Fault... faults) {
        return FaultInjector.builder()
                .logInjections(false)
                .rule(Target.toPort(listener.getLocalPort()), faults)
                .start();
    }

    private FaultConfig now(Fault... faults) {
        return FaultConfig.builder()
                .logInjections(false)
                .rule(Target.toPort(listener.getLocalPort()), faults)
                .build();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(listener.getInetAddress(), listener.getLocalPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void assertQuiet(Socket socket) throws IOException {
        int before = socket.getSoTimeout();
        socket.setSoTimeout(SHORT);
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout(before);
    }

    @Test
    void updateEndsALatencyOnAnOpenConnection() throws IOException {
        try (FaultInjector faults = with(new Fault.Latency(Duration.ofHours(1), Duration.ZERO, Direction.RECEIVE));
                Socket client = connect();
                Socket peer = listener.accept()) {
            peer.getOutputStream().write(1);
            assertQuiet(client);

            faults.update(now(new Fault.Latency(Duration.ofMillis(1), Duration.ZERO, Direction.RECEIVE)));

            assertThat(client.getInputStream().read()).isOne();
            faults.assertInjected(InjectionKind.LINK);
        }
    }

    @Test
    void updateSlowsAnOpenConnectionDown() throws IOException {
        try (FaultInjector faults = with(new Fault.Latency(Duration.ZERO, Duration.ZERO, Direction.RECEIVE));
                Socket client = connect();
                Socket peer = listener.accept()) {
            peer.getOutputStream().write(1);
            assertThat(client.getInputStream().read()).isOne();

            faults.update(now(new Fault.Latency(Duration.ofMillis(400), Duration.ZERO, Direction.RECEIVE)));
            long start = System.nanoTime();
            peer.getOutputStream().write(2);

            assertThat(client.getInputStream().read()).isEqualTo(2);
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(390_000_000L);
        }
    }

    @Test
    void updateChangesTheSpeedOfAnOpenConnection() throws IOException {
        try (FaultInjector faults = with(new Fault.Bandwidth(100, Direction.RECEIVE));
                Socket client = connect();
                Socket peer = listener.accept()) {
            peer.getOutputStream().write(new byte[100_000]);
            assertThat(client.getInputStream().readNBytes(10)).hasSize(10);

            faults.update(now(new Fault.Bandwidth(10_000_000, Direction.RECEIVE)));

            // At the old speed this takes a quarter of an hour.
            assertThat(client.getInputStream().readNBytes(99_990)).hasSize(99_990);
        }
    }

    @Test
    void stalledConnectionGoesOnAfterAnUpdate() throws IOException {
        try (FaultInjector faults = with(new Fault.Stall(2, Direction.RECEIVE));
                Socket client = connect();
                Socket peer = listener.accept()) {
            peer.getOutputStream().write(new byte[] {1, 2, 3, 4});
            assertThat(client.getInputStream().readNBytes(2)).containsExactly(1, 2);
            assertQuiet(client);

            faults.update(now(new Fault.Stall(3, Direction.RECEIVE)));
            assertThat(client.getInputStream().read()).isEqualTo(3);
            assertQuiet(client);
            faults.update(now());

            assertThat(client.getInputStream().read()).isEqualTo(4);
        }
    }

    @Test
    void limitThatWasPassedStrikesAtOnce() throws IOException {
        try (FaultInjector faults = with(new Fault.Latency(Duration.ZERO, Duration.ZERO, Direction.RECEIVE));
                Socket client = connect();
                Socket peer = listener.accept()) {
            peer.getOutputStream().write(new byte[] {1, 2, 3});
            assertThat(client.getInputStream().readNBytes(3)).hasSize(3);

            faults.update(now(new Fault.ResetAfter(2)));

            assertThatThrownBy(() -> client.getInputStream().read()).hasMessage("Connection reset");
            faults.assertInjected(InjectionKind.LINK_RESET);
        }
    }

    @Test
    void pauseAndCloseLetLinksGoAtFullSpeed() throws IOException {
        FaultInjector faults = with(new Fault.Stall(0, Direction.RECEIVE));
        try (Socket client = connect();
                Socket peer = listener.accept()) {
            peer.getOutputStream().write(1);
            assertQuiet(client);
            faults.pause();
            assertThat(client.getInputStream().read()).isOne();

            faults.resume();
            peer.getOutputStream().write(2);
            assertQuiet(client);
            faults.close();
            assertThat(client.getInputStream().read()).isEqualTo(2);
        } finally {
            faults.close();
        }
    }

    @Test
    void stallOfSendingLeavesReceivingAlone() throws IOException {
        try (FaultInjector faults = with(new Fault.Stall(1, Direction.SEND));
                Socket client = connect();
                Socket peer = listener.accept()) {
            client.getOutputStream().write(new byte[] {1, 2});
            assertThat(peer.getInputStream().read()).isOne();
            assertQuiet(peer);

            peer.getOutputStream().write(7);
            assertThat(client.getInputStream().read()).isEqualTo(7);
            faults.assertInjected(InjectionKind.STALL);
        }
    }

    @Test
    void relayThatWaitsUsesNoProcessor() throws IOException {
        try (FaultInjector faults = with(new Fault.Stall(1, Direction.SEND), new Fault.Stall(1, Direction.RECEIVE));
                Socket client = connect();
                Socket peer = listener.accept()) {
            client.getOutputStream().write(new byte[1_000]);
            peer.getOutputStream().write(new byte[1_000]);
            assertThat(client.getInputStream().read()).isZero();
            assertThat(peer.getInputStream().read()).isZero();

            long before = relayTime();
            assertQuiet(client);
            assertQuiet(peer);

            assertThat(Duration.ofNanos(relayTime() - before)).isLessThan(Duration.ofMillis(100));
            assertThat(faults.stats().linkFaults()).isEqualTo(3);
        }
    }

    private static long relayTime() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(info -> info != null && info.getThreadName().equals("schism-socket-relay"))
                .mapToLong(info -> threads.getThreadCpuTime(info.getThreadId()))
                .sum();
    }

    @ParameterizedTest
    @EnumSource
    void deadPeerRefusesEveryClient(Client client) throws IOException {
        int port = listener.getLocalPort();
        listener.close();
        try (FaultInjector faults = with(new Fault.Latency(Duration.ofMillis(10), Duration.ZERO, Direction.RECEIVE))) {
            assertThatThrownBy(() -> client.get("127.0.0.1", port, 1, Duration.ofSeconds(5)))
                    .satisfies(e -> assertThat(refusal(e)).isInstanceOf(ConnectException.class));

            assertThat(faults.stats().connectAttempts()).isPositive();
            assertThat(faults.stats().connectFailures()).isZero();
        }
    }

    private static Throwable refusal(Throwable failure) {
        Throwable at = failure;
        while (!(at instanceof ConnectException) && at.getCause() != null) {
            at = at.getCause();
        }
        return at;
    }

    @Test
    void socketsOfOneFamilyReachTheRelay() throws IOException {
        InetAddress six = InetAddress.getByName("::1");
        try (ServerSocket other = new ServerSocket(0, 5, six);
                FaultInjector faults = FaultInjector.builder()
                        .logInjections(false)
                        .targetPorts(listener.getLocalPort(), other.getLocalPort())
                        .recvDelay(Duration.ofMillis(1))
                        .start();
                SocketChannel four = SocketChannel.open(StandardProtocolFamily.INET);
                SocketChannel wide = SocketChannel.open(StandardProtocolFamily.INET6)) {
            four.connect(listener.getLocalSocketAddress());
            wide.connect(new InetSocketAddress(six, other.getLocalPort()));
            try (Socket first = listener.accept();
                    Socket second = other.accept()) {
                first.getOutputStream().write(4);
                second.getOutputStream().write(6);

                assertThat(octet(four)).isEqualTo((byte) 4);
                assertThat(octet(wide)).isEqualTo((byte) 6);
            }
            assertThat(wide.getRemoteAddress()).isEqualTo(new InetSocketAddress(six, other.getLocalPort()));
            assertThat(faults.stats().linkFaults()).isEqualTo(2);
        }
    }

    private static byte octet(SocketChannel channel) throws IOException {
        ByteBuffer octet = ByteBuffer.allocate(1);
        assertThat(channel.read(octet)).isOne();
        return octet.get(0);
    }
}
