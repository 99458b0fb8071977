// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A loopback port that answers no connect: its accept queue is full, so Linux drops what else arrives. Real connect
 * timeouts follow. Thread-safe.
 */
final class BlackHole {

    /** How long a connect may take before it counts as unanswered; on loopback an answer takes microseconds. */
    private static final long UNANSWERED_MILLIS = 100;
    /** A queue of one is full after two connections; more than this means that this kernel does not drop. */
    private static final int MOST = 16;

    private static @Nullable BlackHole shared;

    private final ServerSocketChannel listener;
    private final List<SocketChannel> queued = new ArrayList<>();

    private BlackHole() throws IOException {
        listener = LoopbackPort.listen(1);
    }

    /** Returns the address, filling the queue the first time. */
    static synchronized InetSocketAddress address() throws IOException {
        BlackHole hole = shared;
        if (hole == null) {
            hole = new BlackHole();
            hole.fill();
            shared = hole;
        }
        return (InetSocketAddress) hole.listener.getLocalAddress();
    }

    private void fill() throws IOException {
        while (queued.size() < MOST) {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            queued.add(channel);
            if (!channel.connect(listener.getLocalAddress()) && !answered(channel)) {
                return;
            }
        }
        throw new IOException("a full accept queue must drop connects: this kernel answers them");
    }

    private static boolean answered(SocketChannel channel) throws IOException {
        try (Selector selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_CONNECT);
            return selector.select(UNANSWERED_MILLIS) > 0 && channel.finishConnect();
        }
    }
}
