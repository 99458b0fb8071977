// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/** Octets as they are. */
final class PlainTransport implements Transport {

    private final SocketChannel channel;
    private boolean connected;
    private boolean blocked;

    PlainTransport(SocketChannel channel) {
        this.channel = channel;
    }

    @Override
    public boolean establish() throws IOException {
        connected = connected || channel.finishConnect();
        return connected;
    }

    @Override
    public int interest() {
        if (!connected) {
            return SelectionKey.OP_CONNECT;
        }
        return blocked ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
    }

    @Override
    public int write(ByteBuffer octets) throws IOException {
        int written = channel.write(octets);
        blocked = octets.hasRemaining();
        return written;
    }

    @Override
    public void flush() {
        // nothing is ever held back
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return channel.read(into);
    }

    @Override
    public boolean holdsMore() {
        return false;
    }

    @Override
    public void halfClose() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public void sayGoodbye() {
        // TCP says it by closing
    }

    @Override
    public Optional<String> irregularEnd() {
        return Optional.empty();
    }
}
