// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A server with one answer for every request, a number of threads of which each serves one connection, and a delay. */
public final class HabitualServer implements AutoCloseable {

    private final ServerSocket listener;
    private final ExecutorService threads;
    private final ExecutorService acceptor = Executors.newSingleThreadExecutor();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final String answer;
    private final boolean closes;
    private final long delayMillis;

    /**
     * Starts on a free port.
     *
     * @param answer what it sends for each request
     * @param closes whether it closes behind its first answer
     * @param delayMillis time before each answer
     * @param threads connections that it serves at once
     */
    public HabitualServer(String answer, boolean closes, long delayMillis, int threads) {
        this.answer = answer;
        this.closes = closes;
        this.delayMillis = delayMillis;
        this.threads = Executors.newFixedThreadPool(threads);
        try {
            listener = new ServerSocket();
            listener.bind(new InetSocketAddress(Loopback.HOST, 0), 1024);
        } catch (IOException e) {
            throw new UncheckedIOException("port must be free", e);
        }
        acceptor.execute(this::accept);
    }

    /** Returns the port. */
    public int port() {
        return listener.getLocalPort();
    }

    int openConnections() {
        return open.size();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void serve(Socket socket) {
        open.add(socket);
        try (socket) {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            while (hasRequest(in) && !closed.await(delayMillis, TimeUnit.MILLISECONDS)) {
                out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
                if (closes) {
                    return;
                }
            }
        } catch (IOException | InterruptedException e) {
            // the client has left
        } finally {
            open.remove(socket);
        }
    }

    private static boolean hasRequest(InputStream in) throws IOException {
        int last = 0;
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            last = last << 8 | octet;
            if (last == 0x0d0a0d0a) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.shutdownNow();
        acceptor.shutdownNow();
    }
}
