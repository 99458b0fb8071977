// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import dev.schism.client.Endpoint;
import dev.schism.wire.ServerIdentity;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The strict reference: an HTTP/1.1 server on a free loopback port that reads requests with the grammar of the rule
 * book, refuses whatever departs from it, and answers the rest with the echo contract.
 *
 * <p>It needs nothing but a JDK. One blocking thread serves one connection. Safe for use by several threads.
 */
public final class EmbeddedServer implements Server {

    /** Connections that are served at once; others wait to be accepted. */
    public static final int MAX_CONNECTIONS = 256;

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);
    private static final int BACKLOG = 4096;
    private static final int MAX_WAITING = 4096;
    private static final int IDLE_THREAD_SECONDS = 5;

    private final ServerSocket listener;
    private final Patience patience;
    private final ThreadPoolExecutor workers;
    private final ScheduledThreadPoolExecutor watchdog;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private EmbeddedServer(ServerSocket listener, Patience patience) {
        this.listener = listener;
        this.patience = patience;
        this.workers = new ThreadPoolExecutor(
                MAX_CONNECTIONS,
                MAX_CONNECTIONS,
                IDLE_THREAD_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MAX_WAITING),
                daemons("schism-embedded-"));
        workers.allowCoreThreadTimeOut(true);
        this.watchdog = new ScheduledThreadPoolExecutor(1, daemons("schism-embedded-watchdog-"));
        watchdog.setRemoveOnCancelPolicy(true);
    }

    /**
     * Starts a server.
     *
     * @throws ServerUnavailableException when no port can be bound
     */
    public static EmbeddedServer start() {
        return start(Patience.DEFAULT);
    }

    static EmbeddedServer start(Patience patience) {
        try {
            ServerSocket listener = new ServerSocket();
            listener.bind(Loopback.anyPort(), BACKLOG);
            EmbeddedServer server = new EmbeddedServer(listener, patience);
            server.daemon(server::accept);
            return server;
        } catch (IOException e) {
            throw new ServerUnavailableException("the embedded server must be able to listen on loopback", e);
        }
    }

    private void daemon(Runnable task) {
        daemons("schism-embedded-accept-").newThread(task).start();
    }

    private static ThreadFactory daemons(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    private void accept() {
        while (!closed) {
            try {
                serve(listener.accept());
            } catch (IOException e) {
                if (!closed) {
                    LOG.warn("embedded server could not accept a connection: {}", e.getMessage());
                }
            }
        }
    }

    private void serve(Socket socket) {
        open.add(socket);
        try {
            workers.execute(() -> {
                try {
                    new EmbeddedConnection(socket, watchdog, patience).serve();
                } finally {
                    release(socket);
                }
            });
        } catch (RejectedExecutionException e) {
            release(socket);
        }
    }

    private void release(Socket socket) {
        open.remove(socket);
        EmbeddedConnection.close(socket);
    }

    @Override
    public ServerIdentity identity() {
        return new ServerIdentity("embedded", System.getProperty("java.version"), ServerIdentity.NONE);
    }

    @Override
    public Endpoint endpoint() {
        return Loopback.endpoint(listener.getLocalPort());
    }

    @Override
    public int maxConnections() {
        return MAX_CONNECTIONS;
    }

    /** Stops listening and closes all connections. */
    @Override
    public void close() {
        closed = true;
        try {
            listener.close();
        } catch (IOException e) {
            LOG.debug("embedded server did not close in order", e);
        }
        open.forEach(EmbeddedConnection::close);
        workers.shutdownNow();
        watchdog.shutdownNow();
    }
}
