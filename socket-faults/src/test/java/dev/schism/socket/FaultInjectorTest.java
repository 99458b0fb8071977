// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FaultInjectorTest {

    private HttpFixture server;

    @BeforeEach
    void start() throws IOException {
        server = new HttpFixture();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private FaultOptions faults() {
        return FaultInjector.builder().logInjections(false).seed(42).targetPorts(server.port());
    }

    private byte[] get(String host) throws IOException {
        return RawClients.socket(host, server.port(), 100, Duration.ofSeconds(5));
    }

    @Test
    void statisticsAreExactUnderConcurrency() throws Exception {
        int threads = 16;
        int connects = 2_000;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (FaultInjector faults = faults().connectFailRate(0.3).start()) {
            List<Callable<Boolean>> tasks = new ArrayList<>();
            for (int i = 0; i < threads * connects; i++) {
                tasks.add(this::connects);
            }
            long failed = 0;
            for (Future<Boolean> result : pool.invokeAll(tasks)) {
                failed += result.get() ? 0 : 1;
            }

            assertThat(faults.stats().connectAttempts()).isEqualTo((long) threads * connects);
            assertThat(faults.stats().connectFailures()).isEqualTo(failed).isBetween(9_000L, 10_200L);
            assertThat(faults.stats().target("127.0.0.1:" + server.port()).connectFailures())
                    .isEqualTo(failed);
        } finally {
            pool.shutdownNow();
            pool.awaitTermination(5, TimeUnit.SECONDS);
        }
    }

    private boolean connects() throws IOException {
        try (Socket socket = new Socket()) {
            socket.setReuseAddress(true);
            // Closing with a reset leaves no port in TIME_WAIT.
            socket.setSoLinger(true, 0);
            socket.connect(server.listener.getLocalSocketAddress());
            return true;
        } catch (ConnectException e) {
            return false;
        }
    }

    @Test
    void oneSeedFailsTheSameByteEverywhere() {
        Set<Long> places = new TreeSet<>();
        for (Client client : Client.values()) {
            for (int run = 0; run < 3; run++) {
                try (FaultInjector faults = faults().recvFailRate(0.02).start()) {
                    assertThatThrownBy(() -> client.get("127.0.0.1", server.port(), 2_000_000, Duration.ofSeconds(9)))
                            .isInstanceOf(IOException.class);
                    places.add(faults.stats().octetsReceived());
                }
            }
        }
        assertThat(places).hasSize(1);
        assertThat(places.iterator().next()).isPositive();
    }

    @Test
    void traceIsReplayedAndDivergenceIsAnError(@TempDir Path folder) throws IOException {
        Path trace = folder.resolve("trace.jsonl");
        List<String> first = new ArrayList<>();
        try (FaultInjector faults = faults().recvShortRate(0.3)
                .connectFailRate(0.4)
                .traceFile(trace)
                .start()) {
            first.addAll(outcomes());
            assertThat(faults.stats().shortReads()).isPositive();
        }
        try (FaultInjector faults = FaultInjector.builder()
                .logInjections(false)
                .targetPorts(server.port())
                .replayFile(trace)
                .start()) {
            assertThat(outcomes()).isEqualTo(first);
            assertThat(faults.stats().shortReads()).isPositive();
        }
        FaultInjector idle = FaultInjector.builder()
                .targetPorts(server.port())
                .replayFile(trace)
                .start();
        assertThatThrownBy(idle::close)
                .isInstanceOf(ReplayDivergedException.class)
                .hasMessageContaining("missing");
    }

    private List<String> outcomes() {
        List<String> outcomes = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            try {
                outcomes.add(String.valueOf(
                        RawClients.socket("127.0.0.1", server.port(), 5_000, Duration.ofSeconds(5)).length));
            } catch (IOException e) {
                outcomes.add(e.toString());
            }
        }
        return outcomes;
    }

    @Test
    void firstConnectsFailThenSucceed() throws IOException {
        try (FaultInjector faults = faults().rule(
                        Target.host("127.0.0.1"),
                        new Fault.ConnectFailure(Trigger.first(2), Errno.ETIMEDOUT, Delivery.ASYNCHRONOUS))
                .start()) {
            assertThatThrownBy(() -> get("127.0.0.1")).hasMessage("Connection timed out");
            assertThatThrownBy(() -> get("127.0.0.1")).hasMessage("Connection timed out");
            assertThat(get("127.0.0.1")).hasSize(100);
            assertThat(faults.stats().connectFailures()).isEqualTo(2);
        }
    }

    @Test
    void pendingConnectFailsEvenWhenTheInjectorIsClosed() throws IOException {
        try (SocketChannel channel = SocketChannel.open()) {
            channel.configureBlocking(false);
            try (FaultInjector faults = faults().connectFailRate(1).start()) {
                assertThat(channel.connect(server.listener.getLocalSocketAddress()))
                        .isFalse();
                faults.assertInjected(InjectionKind.CONNECT_FAILURE);
            }
            assertThatThrownBy(channel::finishConnect).hasMessage("Connection timed out");
        }
    }

    @Test
    void hostsAreMatchedAsGiven() throws IOException {
        try (FaultInjector faults =
                faults().targetHosts("localhost").connectFailRate(1).start()) {
            assertThat(get("127.0.0.1")).hasSize(100);
            assertThatThrownBy(() -> get("localhost")).isInstanceOf(IOException.class);
            assertThat(faults.stats().connectAttempts()).isOne();
        }
    }

    @Test
    void nthReceiveFails() throws IOException {
        try (FaultInjector faults = faults().rule(
                                Target.toPort(server.port()), new Fault.RecvFailure(Trigger.nth(3), Errno.ECONNRESET))
                        .start();
                Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream().write("GET /1000 HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readNBytes(10);
            socket.getInputStream().readNBytes(10);

            assertThatThrownBy(() -> socket.getInputStream().read()).hasMessage("Connection reset");
            assertThatThrownBy(() -> socket.getInputStream().read()).hasMessage("Connection reset");
            assertThatThrownBy(() -> socket.getOutputStream().write(1)).hasMessageContaining("Broken pipe");
            assertThat(faults.stats().recvFailures()).isOne();
            assertThat(faults.stats().recvAttempts()).isBetween(3L, 4L);
        }
    }

    @Test
    void peerOfAFailedConnectionSeesAReset() throws IOException {
        try (ServerSocket peer = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                FaultInjector faults = FaultInjector.builder()
                        .logInjections(false)
                        .targetPorts(peer.getLocalPort())
                        .sendFailRate(1)
                        .start()) {
            try (Socket client = new Socket("127.0.0.1", peer.getLocalPort())) {
                assertThatThrownBy(() -> client.getOutputStream().write(1)).hasMessageContaining("Broken pipe");
            }
            try (Socket accepted = peer.accept()) {
                assertThatThrownBy(() -> accepted.getInputStream().read()).hasMessage("Connection reset");
            }
            faults.assertInjected(InjectionKind.SEND_FAILURE);
        }
    }

    @Test
    void connectionsFromBeforeAreFound() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port());
                FaultInjector faults = faults().recvFailRate(1).start()) {
            assertThatThrownBy(() -> socket.getInputStream().read()).hasMessage("Connection reset");
            faults.assertInjected(InjectionKind.RECV_FAILURE);
        }
    }

    @Test
    void acceptedConnectionsFailByLocalPort() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
                FaultInjector faults = FaultInjector.builder()
                        .logInjections(false)
                        .rule(
                                Target.acceptedOn(listener.getLocalPort()),
                                new Fault.RecvFailure(Trigger.always(), Errno.ECONNRESET))
                        .start();
                Socket client = new Socket("127.0.0.1", listener.getLocalPort());
                Socket accepted = listener.accept()) {
            client.getOutputStream().write(1);
            assertThatThrownBy(() -> accepted.getInputStream().read()).hasMessage("Connection reset");
            assertThat(faults.stats()
                            .target("accepted:" + listener.getLocalPort())
                            .recvFailures())
                    .isOne();
        }
    }

    @Test
    void serversInTheSameProcessAreLeftAlone() throws IOException {
        try (FaultInjector faults = FaultInjector.builder()
                        .logInjections(false)
                        .sendFailRate(1)
                        .start();
                ServerSocket listener = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
                Socket client = new Socket("127.0.0.1", listener.getLocalPort());
                Socket accepted = listener.accept()) {
            accepted.getOutputStream().write(9);
            assertThat(client.getInputStream().read()).isEqualTo(9);
            assertThat(faults.stats().sendAttempts()).isZero();
        }
    }

    @Test
    void onlyTcpIsTouched(@TempDir Path folder) throws IOException {
        try (FaultInjector faults = FaultInjector.fullChaos()
                        .connectFailRate(1)
                        .recvFailRate(1)
                        .logInjections(false)
                        .start();
                DatagramChannel datagrams = DatagramChannel.open();
                ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            datagrams.connect(new InetSocketAddress("127.0.0.1", 9));
            UnixDomainSocketAddress path = UnixDomainSocketAddress.of(folder.resolve("s"));
            listener.bind(path);
            try (SocketChannel client = SocketChannel.open(path);
                    SocketChannel accepted = listener.accept()) {
                accepted.write(ByteBuffer.wrap(new byte[] {5}));
                assertThat(client.read(ByteBuffer.allocate(8))).isOne();
            }
            assertThat(faults.stats().injected()).isZero();
        }
    }

    @Test
    void fileTransfersDoNotPassBy(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("f"), new byte[100_000]);
        try (FaultInjector faults = faults().sendFailRate(1).start();
                FileChannel source = FileChannel.open(file);
                SocketChannel sink = SocketChannel.open(new InetSocketAddress("127.0.0.1", server.port()))) {
            assertThatThrownBy(() -> source.transferTo(0, 100_000, sink)).hasMessage("Broken pipe");
            faults.assertInjected(InjectionKind.SEND_FAILURE);
        }
    }

    @Test
    void sentOctetIsCorruptedAndTheProgramsMemoryIsNot() throws IOException {
        try (ServerSocketChannel listener = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0))) {
            int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
            try (FaultInjector faults = FaultInjector.builder()
                            .logInjections(false)
                            .rule(Target.toPort(port), new Fault.CorruptByte(Direction.SEND, Trigger.atByte(3)))
                            .start();
                    SocketChannel client = SocketChannel.open(listener.getLocalAddress());
                    SocketChannel peer = listener.accept()) {
                ByteBuffer octets = ByteBuffer.allocateDirect(8);
                while (octets.hasRemaining()) {
                    client.write(octets);
                }
                client.shutdownOutput();
                byte[] got = peer.socket().getInputStream().readAllBytes();

                assertThat(got).containsExactly(0, 0, 0, 8, 0, 0, 0, 0);
                assertThat(octets.get(3)).isZero();
                assertThat(faults.stats().corruptedOctets()).isOne();
            }
        }
    }

    @Test
    void pauseResumeAndUpdateActAtOnce() throws IOException {
        try (FaultInjector faults = faults().connectFailRate(1).start()) {
            faults.pause();
            assertThat(get("127.0.0.1")).hasSize(100);
            faults.resume();
            assertThatThrownBy(() -> get("127.0.0.1")).hasMessage("Connection timed out");
            faults.update(
                    faults.config().toBuilder().connectErrno(Errno.ECONNREFUSED).build());
            assertThatThrownBy(() -> get("127.0.0.1")).hasMessage("Connection refused");
            faults.update(faults.config().toBuilder().connectFailRate(0).build());
            assertThat(get("127.0.0.1")).hasSize(100);
            assertThat(faults.stats().connectAttempts()).isEqualTo(4);
        }
        assertThat(get("127.0.0.1")).hasSize(100);
    }

    @Test
    void scopesLimitRulesToAThreadsWork() throws IOException {
        try (FaultInjector faults = FaultInjector.builder()
                .logInjections(false)
                .rule(
                        Target.toPort(server.port()).scope("worker"),
                        new Fault.ConnectFailure(Trigger.always(), Errno.ECONNREFUSED, Delivery.IMMEDIATE))
                .start()) {
            assertThat(get("127.0.0.1")).hasSize(100);
            try (FaultInjector.Scope scope = faults.scope("worker")) {
                assertThat(scope).isNotNull();
                assertThatThrownBy(() -> get("127.0.0.1")).hasMessage("Connection refused");
            }
            assertThat(get("127.0.0.1")).hasSize(100);
        }
    }

    @Test
    void listenerHearsEachInjectionAndItsFailureIsHarmless() throws IOException {
        List<Injection> heard = new ArrayList<>();
        try (FaultInjector faults = faults().connectFailRate(1)
                .onInjection(heard::add)
                .onInjection(injection -> {
                    throw new IllegalStateException("listener");
                })
                .start()) {
            assertThatThrownBy(() -> get("127.0.0.1")).hasMessage("Connection timed out");

            assertThat(heard).hasSize(1);
            assertThat(heard.get(0).kind()).isEqualTo(InjectionKind.CONNECT_FAILURE);
            assertThat(heard.get(0).errno()).contains(Errno.ETIMEDOUT);
            assertThat(faults.seed()).isEqualTo(42);
        }
    }

    @Test
    void nothingInjectedIsAFailureWhereAskedFor() {
        try (FaultInjector faults = faults().start()) {
            assertThatThrownBy(faults::assertInjected)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("seed 42");
        }
    }
}
