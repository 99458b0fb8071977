// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** A small HTTP server on loopback: {@code GET /n} answers n octets, {@code POST} answers what it got. */
final class HttpFixture implements AutoCloseable {

    final ServerSocket listener;
    final AtomicInteger accepted = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "http-fixture");
        thread.setDaemon(true);
        return thread;
    });

    HttpFixture() throws IOException {
        this(new ServerSocket(0, 512, InetAddress.getByName("127.0.0.1")));
    }

    HttpFixture(ServerSocket listener) {
        this.listener = listener;
        threads.execute(this::acceptAll);
    }

    int port() {
        return listener.getLocalPort();
    }

    String url(int octets) {
        return "http://127.0.0.1:" + port() + "/" + octets;
    }

    /** Octets whose value depends on the place, so that lost or moved ones show. */
    static byte[] body(int octets) {
        byte[] body = new byte[octets];
        for (int i = 0; i < octets; i++) {
            body[i] = (byte) (i * 31 + (i >> 8));
        }
        return body;
    }

    private void acceptAll() {
        try {
            while (!listener.isClosed()) {
                Socket socket = listener.accept();
                accepted.incrementAndGet();
                threads.execute(() -> serve(socket));
            }
        } catch (IOException | RejectedExecutionException e) {
            // Closed: the fixture is done.
            return;
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            while (exchange(socket)) {
                socket.setTcpNoDelay(true);
            }
        } catch (IOException e) {
            // The client was made to fail; that is what the tests are about.
            return;
        }
    }

    private boolean exchange(Socket socket) throws IOException {
        String head = head(socket.getInputStream());
        if (head.isEmpty()) {
            return false;
        }
        int length = 0;
        for (String line : head.split("\r\n")) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        byte[] body = head.startsWith("GET")
                ? body(Integer.parseInt(head.substring(5, head.indexOf(' ', 5))))
                : socket.getInputStream().readNBytes(length);
        boolean close = head.toLowerCase(Locale.ROOT).contains("connection: close");
        byte[] start = ("HTTP/1.1 200 OK\r\nContent-Length: " + body.length + (close ? "\r\nConnection: close" : "")
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        socket.getOutputStream().write(start);
        socket.getOutputStream().write(body);
        return !close;
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int end = 0;
        while (end < 4) {
            int octet = in.read();
            if (octet < 0) {
                return "";
            }
            head.write(octet);
            end = octet == (end % 2 == 0 ? '\r' : '\n') ? end + 1 : 0;
        }
        return head.toString(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
