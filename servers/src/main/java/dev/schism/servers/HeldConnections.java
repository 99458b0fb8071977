// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import dev.schism.wire.Octets;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Connections that are open, each with the beginning of a request, and closed all together with a reset. */
final class HeldConnections implements AutoCloseable {

    private final InetSocketAddress address;
    private final Octets beginning;
    private final List<SocketChannel> held = new ArrayList<>();

    HeldConnections(InetSocketAddress address, Octets beginning) {
        this.address = address;
        this.beginning = beginning;
    }

    /** Opens more until there are that many; false where one cannot be had within the time. */
    boolean grow(int count, Duration patience) {
        try {
            while (held.size() < count) {
                SocketChannel channel = SocketChannel.open();
                held.add(channel);
                channel.socket().connect(address, (int) patience.toMillis());
                channel.configureBlocking(false);
                if (!beginning.isEmpty()) {
                    channel.write(beginning.buffer());
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Tells whether no peer has closed or reset one; an early answer is no end. */
    boolean areOpen() {
        ByteBuffer buffer = ByteBuffer.allocate(1024);
        try {
            for (SocketChannel channel : held) {
                buffer.clear();
                if (channel.read(buffer) < 0) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        held.forEach(HeldConnections::reset);
        held.clear();
    }

    private static void reset(SocketChannel channel) {
        try (channel) {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            // it is closed in any case
        }
    }
}
