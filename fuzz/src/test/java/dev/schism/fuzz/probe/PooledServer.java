// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server with a thread for each of a few connections, one request each; the other connections queue. */
final class PooledServer implements AutoCloseable {

    private static final String OK =
            "HTTP/1.1 200 OK\r\nDate: Fri, 01 Jan 2038 00:00:00 GMT\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    private static final String BUSY = OK.replace("200 OK", "503 Service Unavailable");

    private final ServerSocket listener;
    private final ExecutorService threads;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger served = new AtomicInteger();
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    private volatile Duration delay = Duration.ZERO;
    private volatile int most200 = Integer.MAX_VALUE;
    private volatile int lastBeforeDeath = Integer.MAX_VALUE;
    private volatile int lastBeforeSilence = Integer.MAX_VALUE;

    private PooledServer(ServerSocket listener, int size) {
        this.listener = listener;
        this.threads = Executors.newFixedThreadPool(size, work -> {
            Thread thread = new Thread(work, "pooled");
            thread.setDaemon(true);
            return thread;
        });
        for (int i = 0; i < size; i++) {
            threads.execute(this::serveAll);
        }
    }

    static PooledServer start(int threads) throws IOException {
        return new PooledServer(new ServerSocket(0, 512, InetAddress.getLoopbackAddress()), threads);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Returns the largest number of connections that were served at once. */
    int mostAtOnce() {
        return most.get();
    }

    void slowDownBy(Duration time) {
        delay = time;
    }

    void shedAbove(int connections) {
        most200 = connections;
    }

    void dieAfter(int connections) {
        lastBeforeDeath = connections;
    }

    void fallSilentAfter(int connections) {
        lastBeforeSilence = connections;
    }

    private void serveAll() {
        while (!listener.isClosed()) {
            try (Socket connection = listener.accept()) {
                open.add(connection);
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                serve(connection);
            } catch (IOException e) {
                // the peer went, or this server is closed
            } catch (InterruptedException e) {
                return;
            } finally {
                now.decrementAndGet();
            }
        }
    }

    private void serve(Socket connection) throws IOException, InterruptedException {
        int number = served.incrementAndGet();
        if (number > lastBeforeDeath) {
            close();
            return;
        }
        String answer = now.get() > most200 ? BUSY : OK;
        boolean whole = readHead(connection.getInputStream());
        // Awaiting what never comes is how to be slow, or silent.
        if (number > lastBeforeSilence) {
            closed.await();
        }
        if (closed.await(delay.toMillis(), TimeUnit.MILLISECONDS) || !whole) {
            return;
        }
        connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            head.append((char) octet);
            if (head.length() >= 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            listener.close();
            for (Socket connection : open) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
