// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** HTTP by hand over each kind of socket that the JDK has. */
final class RawClients {

    private RawClients() {}

    private static byte[] request(int octets) {
        return ("GET /" + octets + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] bodyOf(byte[] message, int octets) throws EOFException {
        if (message.length < octets) {
            throw new EOFException("message ended early: " + message.length);
        }
        return Arrays.copyOfRange(message, message.length - octets, message.length);
    }

    static byte[] socket(String host, int port, int octets, Duration timeout) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout((int) timeout.toMillis());
            socket.connect(new InetSocketAddress(host, port), (int) timeout.toMillis());
            socket.getOutputStream().write(request(octets));
            return bodyOf(socket.getInputStream().readAllBytes(), octets);
        }
    }

    /** Gathers its writes and scatters its reads. */
    static byte[] channel(String host, int port, int octets) throws IOException {
        try (SocketChannel channel = SocketChannel.open(new InetSocketAddress(host, port))) {
            byte[] request = request(octets);
            ByteBuffer[] halves = {ByteBuffer.wrap(request, 0, 7), ByteBuffer.wrap(request, 7, request.length - 7)};
            while (halves[1].hasRemaining()) {
                channel.write(halves);
            }
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            while (true) {
                ByteBuffer[] parts = {
                    ByteBuffer.allocate(1_000), ByteBuffer.allocate(7), ByteBuffer.allocateDirect(9_000)
                };
                if (channel.read(parts) < 0) {
                    return bodyOf(message.toByteArray(), octets);
                }
                for (ByteBuffer part : parts) {
                    drain(part, message);
                }
            }
        }
    }

    static byte[] selector(String host, int port, int octets, Duration timeout) throws IOException {
        try (Selector selector = Selector.open();
                SocketChannel channel = SocketChannel.open()) {
            channel.configureBlocking(false);
            boolean connected = channel.connect(new InetSocketAddress(host, port));
            ByteBuffer request = ByteBuffer.wrap(request(octets));
            SelectionKey key = channel.register(selector, connected ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT);
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            ByteBuffer buffer = ByteBuffer.allocateDirect(16_384);
            while (true) {
                if (selector.select(timeout.toMillis()) == 0) {
                    throw new SocketTimeoutException("nothing happened for " + timeout);
                }
                selector.selectedKeys().clear();
                if (key.isConnectable()) {
                    channel.finishConnect();
                    key.interestOps(SelectionKey.OP_WRITE);
                } else if (key.isWritable()) {
                    channel.write(request);
                    key.interestOps(request.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
                } else {
                    if (channel.read(buffer) < 0) {
                        return bodyOf(message.toByteArray(), octets);
                    }
                    drain(buffer, message);
                }
            }
        }
    }

    static byte[] asynchronous(String host, int port, int octets, Duration timeout) throws IOException {
        try (AsynchronousSocketChannel channel = AsynchronousSocketChannel.open()) {
            of(channel.connect(new InetSocketAddress(host, port)), timeout);
            ByteBuffer request = ByteBuffer.wrap(request(octets));
            while (request.hasRemaining()) {
                of(channel.write(request), timeout);
            }
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            ByteBuffer buffer = ByteBuffer.allocate(16_384);
            while (of(read(channel, buffer, timeout), timeout) >= 0) {
                drain(buffer, message);
            }
            return bodyOf(message.toByteArray(), octets);
        }
    }

    private static Future<Integer> read(AsynchronousSocketChannel channel, ByteBuffer buffer, Duration timeout) {
        CompletableFuture<Integer> result = new CompletableFuture<>();
        channel.read(buffer, timeout.toMillis(), TimeUnit.MILLISECONDS, result, new CompletionHandler<>() {
            @Override
            public void completed(Integer count, CompletableFuture<Integer> to) {
                to.complete(count);
            }

            @Override
            public void failed(Throwable cause, CompletableFuture<Integer> to) {
                to.completeExceptionally(cause);
            }
        });
        return result;
    }

    private static <T> T of(Future<T> future, Duration timeout) throws IOException {
        try {
            return future.get(timeout.toMillis() + 1_000, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IOException(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new IOException(e);
        }
    }

    private static void drain(ByteBuffer buffer, ByteArrayOutputStream to) {
        buffer.flip();
        byte[] octets = new byte[buffer.remaining()];
        buffer.get(octets);
        to.writeBytes(octets);
        buffer.clear();
    }
}
