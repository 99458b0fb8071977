// SPDX-License-Identifier: Apache-2.0
package dev.schism.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Locale;

/**
 * Times the cheapest call there is, a read that finds nothing, and a round trip over loopback, with nothing but the
 * JDK, and prints nanoseconds. {@link SocketOverheadBenchmark} runs it with and without the agent.
 */
public final class SocketCalls {

    private static final int ROUNDS = 15;
    private static final int EMPTY_READS = 200_000;
    private static final int ROUND_TRIPS = 5_000;

    private SocketCalls() {}

    /** Measures and prints. */
    public static void main(String... arguments) throws IOException {
        try (ServerSocketChannel listener =
                ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            try (SocketChannel client = SocketChannel.open(listener.getLocalAddress());
                    SocketChannel peer = listener.accept()) {
                Thread echo = new Thread(() -> echo(peer), "echo");
                echo.setDaemon(true);
                echo.start();
                double trip = best(() -> roundTrips(client)) / ROUND_TRIPS;
                client.configureBlocking(false);
                double empty = best(() -> emptyReads(client)) / EMPTY_READS;
                System.out.printf(Locale.ROOT, "empty-read=%.2f round-trip=%.2f%n", empty, trip);
            }
        }
    }

    /** Something to be timed. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
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

    private static void emptyReads(SocketChannel client) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(64);
        for (int i = 0; i < EMPTY_READS; i++) {
            if (client.read(buffer) != 0) {
                throw new SocketException("a read must find nothing here");
            }
        }
    }

    private static void roundTrips(SocketChannel client) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(1);
        for (int i = 0; i < ROUND_TRIPS; i++) {
            buffer.clear();
            exchange(client.write(buffer));
            buffer.clear();
            exchange(client.read(buffer));
        }
    }

    private static void exchange(int octets) throws SocketException {
        if (octets != 1) {
            throw new SocketException("a round trip must move one octet: " + octets);
        }
    }

    private static void echo(SocketChannel peer) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(1);
        try {
            while (peer.read(buffer) >= 0) {
                buffer.flip();
                exchange(peer.write(buffer));
                buffer.clear();
            }
        } catch (IOException e) {
            // The measurement is over.
            return;
        }
    }
}
