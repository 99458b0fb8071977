// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The server's side of one connection in a test: blocking and scripted. */
final class Peer implements AutoCloseable {

    private final SocketChannel channel;
    private final CountDownLatch closing;
    private final ByteBuffer one = ByteBuffer.allocate(1);

    Peer(SocketChannel channel, CountDownLatch closing) {
        this.channel = channel;
        this.closing = closing;
    }

    /** Reads one octet, or -1 at the end. */
    int read() throws IOException {
        one.clear();
        return channel.read(one) < 0 ? -1 : one.get(0) & 0xFF;
    }

    String read(int count) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        while (octets.size() < count) {
            octets.write(required(read()));
        }
        return octets.toString(StandardCharsets.ISO_8859_1);
    }

    /** Reads a header section, and with it a whole request without content. */
    String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            head.append((char) required(read()));
        }
        return head.toString();
    }

    byte[] readToEnd() throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        while (channel.read(buffer.clear()) >= 0) {
            octets.write(buffer.array(), 0, buffer.position());
        }
        return octets.toByteArray();
    }

    private static int required(int octet) throws IOException {
        if (octet < 0) {
            throw new EOFException("connection ended early");
        }
        return octet;
    }

    void write(String text) throws IOException {
        ByteBuffer octets = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
        while (octets.hasRemaining()) {
            channel.write(octets);
        }
    }

    void reset() throws IOException {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        channel.close();
    }

    /** Stays silent until the server is closed, or for so long; tells whether to go on. */
    boolean idle(long millis) throws InterruptedException {
        return !closing.await(millis, TimeUnit.MILLISECONDS);
    }

    /** Stays silent until the server is closed. */
    void holdOpen() throws InterruptedException {
        closing.await();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
