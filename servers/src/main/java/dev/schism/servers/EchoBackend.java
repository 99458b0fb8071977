// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The upstream behind nginx that tells what nginx forwarded: answers every request with the JSON of the echo contract.
 *
 * <p>It listens on a Unix-domain socket or on the loopback interface only, and serves all connections from one selector
 * loop on a daemon thread. It is made for nginx: no client is meant to speak to it. Safe for use by several threads.
 */
public final class EchoBackend implements AutoCloseable {

    /** Octets that all connections may buffer together: 256 MiB. */
    public static final long MAX_BUFFERED_OCTETS = 256L * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(EchoBackend.class);
    private static final int BACKLOG = 4096;
    private static final int SCRATCH_OCTETS = 64 * 1024;
    private static final long ACCEPT_RETRY_MILLIS = 1000;

    private final ServerSocketChannel listener;
    private final Selector selector;
    private final SelectionKey acceptKey;
    private final SocketAddress address;
    private final OctetBudget budget = new OctetBudget(MAX_BUFFERED_OCTETS);
    private final Thread loop;
    private volatile boolean closed;

    private EchoBackend(ServerSocketChannel listener, SocketAddress where) throws IOException {
        this.listener = listener;
        listener.bind(where, BACKLOG);
        listener.configureBlocking(false);
        this.address = listener.getLocalAddress();
        this.selector = Selector.open();
        this.acceptKey = listener.register(selector, SelectionKey.OP_ACCEPT);
        this.loop = new Thread(this::run, "schism-echo-backend");
        loop.setDaemon(true);
    }

    /**
     * Starts a backend on a Unix-domain socket; closing it removes the file.
     *
     * @throws UncheckedIOException when the socket cannot be bound
     */
    public static EchoBackend onUnixSocket(Path path) {
        return start(StandardProtocolFamily.UNIX, UnixDomainSocketAddress.of(path));
    }

    /**
     * Starts a backend on a free port of the loopback interface.
     *
     * @throws UncheckedIOException when no port can be bound
     */
    public static EchoBackend onLoopback() {
        return start(StandardProtocolFamily.INET, Loopback.anyPort());
    }

    private static EchoBackend start(StandardProtocolFamily family, SocketAddress where) {
        try {
            ServerSocketChannel listener = ServerSocketChannel.open(family);
            try {
                EchoBackend backend = new EchoBackend(listener, where);
                backend.loop.start();
                return backend;
            } catch (IOException e) {
                listener.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("echo backend must be able to listen on " + where, e);
        }
    }

    /** Returns where it listens. */
    public SocketAddress address() {
        return address;
    }

    /** Tells whether it still serves: its loop has not ended. */
    boolean isAlive() {
        return loop.isAlive();
    }

    /** Stops listening, closes all connections and ends the loop; returns when that is done. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            loop.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH_OCTETS);
        try {
            while (!closed) {
                selector.select(key -> ready(key, scratch), ACCEPT_RETRY_MILLIS);
                acceptKey.interestOps(SelectionKey.OP_ACCEPT);
            }
        } catch (IOException e) {
            LOG.error("echo backend must be able to select", e);
        } finally {
            release();
        }
    }

    private void ready(SelectionKey key, ByteBuffer scratch) {
        if (key.attachment() instanceof BackendConnection connection) {
            connection.ready(scratch);
        } else {
            accept();
        }
    }

    private void accept() {
        try {
            for (SocketChannel channel = listener.accept(); channel != null; channel = listener.accept()) {
                channel.configureBlocking(false);
                SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
                key.attach(new BackendConnection(channel, key, budget));
            }
        } catch (IOException e) {
            // out of file descriptors: try again after the next event or a second, not at once
            acceptKey.interestOps(0);
            LOG.warn("echo backend could not accept a connection: {}", e.getMessage());
        }
    }

    private void release() {
        try (selector;
                listener) {
            for (SelectionKey key : selector.keys()) {
                if (key.attachment() instanceof BackendConnection connection) {
                    connection.close();
                }
            }
            if (address instanceof UnixDomainSocketAddress unix) {
                Files.deleteIfExists(unix.getPath());
            }
        } catch (IOException e) {
            LOG.debug("echo backend did not close in order", e);
        }
    }
}
