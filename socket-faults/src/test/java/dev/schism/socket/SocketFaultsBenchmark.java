// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Locale;

/**
 * Measures one case of the overhead in this JVM and prints nanoseconds. Not a test: start it once per case in a fresh
 * JVM and compare. Cases: {@code none} (no agent), {@code disarmed}, {@code untargeted}, {@code targeted}.
 */
final class SocketFaultsBenchmark {

    private static final int ROUNDS = 15;
    private static final int CHEAP_CALLS = 200_000;
    private static final int ROUND_TRIPS = 5_000;

    private SocketFaultsBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        String which = arguments[0];
        try (ServerSocketChannel listener =
                ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
            try (FaultInjector faults = start(which, port);
                    SocketChannel client = SocketChannel.open(listener.getLocalAddress());
                    SocketChannel peer = listener.accept()) {
                Thread echo = new Thread(() -> echo(peer));
                echo.setDaemon(true);
                echo.start();
                double trip = best(() -> roundTrips(client)) / ROUND_TRIPS;
                client.configureBlocking(false);
                double cheap = best(() -> emptyReads(client)) / CHEAP_CALLS;
                System.out.printf(
                        Locale.ROOT,
                        "%s empty-read-ns=%.1f round-trip-ns=%.0f%s%n",
                        which,
                        cheap,
                        trip,
                        faults == null ? "" : " " + faults.stats().recvAttempts());
            }
        }
    }

    private static FaultInjector start(String which, int port) {
        return switch (which) {
            case "none" -> null;
            case "disarmed" -> {
                FaultInjector faults =
                        FaultInjector.builder().logInjections(false).start();
                faults.close();
                yield faults;
            }
            case "untargeted" ->
                FaultInjector.fullChaos().logInjections(false).targetPorts(1).start();
            case "targeted" ->
                FaultInjector.builder().logInjections(false).targetPorts(port).start();
            default ->
                throw new IllegalArgumentException("case must be none, disarmed, untargeted or targeted: " + which);
        };
    }

    private static double best(Work work) throws IOException {
        long[] times = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            work.run();
            times[i] = System.nanoTime() - start;
        }
        return Arrays.stream(times).min().orElseThrow();
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void emptyReads(SocketChannel client) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(64);
        for (int i = 0; i < CHEAP_CALLS; i++) {
            client.read(buffer);
        }
    }

    private static void roundTrips(SocketChannel client) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(1);
        for (int i = 0; i < ROUND_TRIPS; i++) {
            buffer.clear();
            client.write(buffer);
            buffer.clear();
            client.read(buffer);
        }
    }

    private static void echo(SocketChannel peer) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(1);
        try {
            while (peer.read(buffer) >= 0) {
                buffer.flip();
                peer.write(buffer);
                buffer.clear();
            }
        } catch (IOException e) {
            // The measurement is over.
            return;
        }
    }
}
