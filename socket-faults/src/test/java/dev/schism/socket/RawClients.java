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
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** HTTP by hand over each kind of socket that the JDK has. */
final class RawClients {

    private RawClients() {}

    private static byte[] request(Call call) {
        String method = call.post() ? "POST" : "GET";
        String length = call.post() ? "Content-Length: " + call.upload() + "\r\n" : "";
        byte[] head = (method + " /" + call.octets() + " HTTP/1.1\r\nHost: x\r\n" + length
                        + "Connection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] request = Arrays.copyOf(head, head.length + call.upload());
        System.arraycopy(call.body(), 0, request, head.length, call.upload());
        return request;
    }

    private static byte[] bodyOf(byte[] message, Call call) throws EOFException {
        int octets = call.post() ? call.upload() : call.octets();
        if (message.length < octets) {
            throw new EOFException("message ended early: " + message.length);
        }
        return Arrays.copyOfRange(message, message.length - octets, message.length);
    }

    static byte[] socket(String host, int port, int octets, Duration timeout) throws IOException {
        return socket(Call.get(host, port, octets, timeout));
    }

    static byte[] socket(Call call) throws IOException {
        int timeout = (int) call.timeout().toMillis();
        try (Socket socket =
                call.tls().isPresent() ? call.tls().get().getSocketFactory().createSocket() : new Socket()) {
            socket.setSoTimeout(timeout);
            socket.connect(new InetSocketAddress(call.host(), call.port()), timeout);
            socket.getOutputStream().write(request(call));
            return bodyOf(socket.getInputStream().readAllBytes(), call);
        }
    }

    /** Gathers its writes and scatters its reads. */
    static byte[] channel(Call call) throws IOException {
        try (SocketChannel channel = SocketChannel.open(new InetSocketAddress(call.host(), call.port()))) {
            byte[] request = request(call);
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
                    return bodyOf(message.toByteArray(), call);
                }
                for (ByteBuffer part : parts) {
                    drain(part, message);
                }
            }
        }
    }

    static byte[] selector(Call call) throws IOException {
        try (Selector selector = Selector.open();
                SocketChannel channel = SocketChannel.open()) {
            channel.configureBlocking(false);
            boolean connected = channel.connect(new InetSocketAddress(call.host(), call.port()));
            ByteBuffer request = ByteBuffer.wrap(request(call));
            SelectionKey key = channel.register(selector, connected ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT);
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            ByteBuffer buffer = ByteBuffer.allocateDirect(16_384);
            while (true) {
                if (selector.select(call.timeout().toMillis()) == 0) {
                    throw new SocketTimeoutException("nothing happened for " + call.timeout());
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
                        return bodyOf(message.toByteArray(), call);
                    }
                    drain(buffer, message);
                }
            }
        }
    }

    static byte[] asynchronous(Call call) throws IOException {
        try (AsynchronousSocketChannel channel = AsynchronousSocketChannel.open()) {
            Client.of(channel.connect(new InetSocketAddress(call.host(), call.port())), call.timeout());
            ByteBuffer request = ByteBuffer.wrap(request(call));
            while (request.hasRemaining()) {
                Client.of(channel.write(request), call.timeout());
            }
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            ByteBuffer buffer = ByteBuffer.allocate(16_384);
            while (Client.of(read(channel, buffer, call.timeout()), call.timeout()) >= 0) {
                drain(buffer, message);
            }
            return bodyOf(message.toByteArray(), call);
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

    private static void drain(ByteBuffer buffer, ByteArrayOutputStream to) {
        buffer.flip();
        byte[] octets = new byte[buffer.remaining()];
        buffer.get(octets);
        to.writeBytes(octets);
        buffer.clear();
    }
}
