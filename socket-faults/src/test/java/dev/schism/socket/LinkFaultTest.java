// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every client against every link fault. */
class LinkFaultTest {

    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(10);
    /** A server for each test: what a slow client of the test before still receives must not count here. */
    private HttpFixture server;

    @BeforeEach
    void start() throws IOException {
        server = new HttpFixture();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private FaultInjector with(Fault... faults) {
        return FaultInjector.builder()
                .logInjections(false)
                .seed(1)
                .rule(Target.toPort(server.port()), faults)
                .start();
    }

    private Duration time(Client client, int octets) throws IOException {
        long start = System.nanoTime();
        assertThat(client.get("127.0.0.1", server.port(), octets, LONG)).isEqualTo(HttpFixture.body(octets));
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @ParameterizedTest
    @EnumSource
    void latencyAddsUpOncePerRoundTrip(Client client) throws IOException {
        try (FaultInjector faults = with(new Fault.Latency(Duration.ofMillis(200), Duration.ZERO, Direction.RECEIVE))) {
            assertThat(time(client, 50_000)).isBetween(Duration.ofMillis(200), Duration.ofSeconds(5));

            faults.assertInjected(InjectionKind.LINK);
        }
    }

    @ParameterizedTest
    @EnumSource
    void bandwidthPaces(Client client) throws IOException {
        try (FaultInjector faults = with(new Fault.Bandwidth(200_000, Direction.RECEIVE))) {
            assertThat(time(client, 100_000)).isBetween(Duration.ofMillis(400), Duration.ofSeconds(5));

            faults.assertInjected(InjectionKind.LINK);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SOCKET_CHANNEL")
    void readTimeoutsEndAStall(Client client) {
        try (FaultInjector faults = with(new Fault.Stall(1_000, Direction.RECEIVE))) {
            assertThatThrownBy(() -> client.get("127.0.0.1", server.port(), 50_000, SHORT))
                    .isInstanceOf(IOException.class);

            faults.assertInjected(InjectionKind.STALL);
            assertThat(faults.stats().octetsReceived()).isEqualTo(1_000);
        }
    }

    @ParameterizedTest
    @EnumSource
    void resetArrivesAfterTheOctets(Client client) {
        try (FaultInjector faults = with(new Fault.ResetAfter(8_192))) {
            assertThatThrownBy(() -> client.get("127.0.0.1", server.port(), 50_000, LONG))
                    .satisfies(e -> assertThat(ClientMatrixTest.messages(e)).containsIgnoringCase("reset"));

            faults.assertInjected(InjectionKind.LINK_RESET);
            assertThat(faults.stats().octetsReceived()).isEqualTo(8_192);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "HTTP_URL_CONNECTION")
    void closeArrivesAfterTheOctets(Client client) {
        try (FaultInjector faults = with(new Fault.CloseAfter(4_000))) {
            assertThatThrownBy(() -> client.get("127.0.0.1", server.port(), 50_000, LONG))
                    .isInstanceOf(IOException.class);

            faults.assertInjected(InjectionKind.LINK_CLOSE);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SOCKET_CHANNEL")
    void connectTimeoutsEndABlackHole(Client client) {
        int before = server.accepted.get();
        try (FaultInjector faults = with(new Fault.BlackHole(Trigger.always()))) {
            assertThatThrownBy(() -> client.get("127.0.0.1", server.port(), 10, SHORT))
                    .isInstanceOf(Exception.class);

            faults.assertInjected(InjectionKind.BLACK_HOLE);
        }
        assertThat(server.accepted).hasValue(before);
    }

    @Test
    void slowCloseDelaysTheEndOnly() throws IOException {
        try (FaultInjector faults = with(new Fault.SlowClose(Duration.ofMillis(300)))) {
            assertThat(time(Client.SOCKET, 1_000)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
            faults.assertInjected(InjectionKind.LINK);
        }
    }

    @Test
    void connectDelayHoldsTheFirstOctets() throws IOException {
        try (FaultInjector faults = with(new Fault.ConnectDelay(Duration.ofMillis(300)))) {
            assertThat(time(Client.SELECTOR, 1_000)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
            faults.assertInjected(InjectionKind.LINK);
        }
    }

    @Test
    void halfCloseLetsSendingGoOn() throws IOException {
        try (ServerSocket peer = new ServerSocket(0, 1, server.listener.getInetAddress());
                FaultInjector faults = FaultInjector.builder()
                        .logInjections(false)
                        .rule(Target.toPort(peer.getLocalPort()), new Fault.HalfCloseAfter(2))
                        .start();
                Socket client = new Socket(peer.getInetAddress(), peer.getLocalPort());
                Socket accepted = peer.accept()) {
            accepted.getOutputStream().write(new byte[] {1, 2, 3});
            assertThat(client.getInputStream().readAllBytes()).containsExactly(1, 2);

            client.getOutputStream().write(7);
            accepted.setSoTimeout(5_000);
            assertThat(accepted.getInputStream().read()).isEqualTo(7);
            faults.assertInjected(InjectionKind.LINK_CLOSE);
        }
    }

    @Test
    void peerKeepsItsAddress() throws Exception {
        InetSocketAddress address = new InetSocketAddress("127.0.0.1", server.port());
        try (FaultInjector faults = with(new Fault.SlowClose(Duration.ZERO));
                Socket socket = new Socket("127.0.0.1", server.port());
                SocketChannel channel = SocketChannel.open(address);
                AsynchronousSocketChannel asynchronous = AsynchronousSocketChannel.open()) {
            asynchronous.connect(address).get();

            assertThat(socket.getRemoteSocketAddress()).isEqualTo(address);
            assertThat(channel.getRemoteAddress()).isEqualTo(address);
            assertThat(asynchronous.getRemoteAddress()).isEqualTo(address);
            assertThat(faults.stats().linkFaults()).isEqualTo(3);
        }
    }

    @Test
    void deadPeerStillRefusesSockets() throws IOException {
        int port;
        try (ServerSocket gone = new ServerSocket(0)) {
            port = gone.getLocalPort();
        }
        try (FaultInjector faults = FaultInjector.builder()
                .latency(Duration.ofMillis(10))
                .targetPorts(port)
                .start()) {
            assertThatThrownBy(() -> Client.SOCKET.get("127.0.0.1", port, 1, LONG))
                    .isInstanceOf(ConnectException.class)
                    .hasMessage("Connection refused");
            assertThat(faults.stats().connectFailures()).isZero();
        }
    }
}
