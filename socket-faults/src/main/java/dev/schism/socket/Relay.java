// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import dev.schism.socket.internal.Callers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** The relay of this process: one daemon thread that passes octets on, late, slowly or not at all. Thread-safe. */
final class Relay {

    /**
     * How long a connecting {@code java.net.Socket} waits for the real peer to refuse. A channel waits for a loopback
     * peer only, whose answer is the kernel's own and takes microseconds: it may belong to an event loop. It is told
     * what the kernel refuses at once, such as a network without a route; a refusal from afar shows as a reset.
     */
    private static final int DIAL_MILLIS = 250;

    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final int BACKLOG = 1;
    private static @Nullable Relay shared;

    private final Selector selector;
    private final Queue<RelayConnection> arriving = new ConcurrentLinkedQueue<>();
    private final List<RelayConnection> connections = new ArrayList<>();

    private Relay() throws IOException {
        selector = Selector.open();
    }

    static synchronized Relay shared() throws IOException {
        Relay relay = shared;
        if (relay == null) {
            relay = new Relay();
            shared = relay;
            Thread thread = new Thread(relay::run, "schism-socket-relay");
            thread.setDaemon(true);
            thread.start();
        }
        return relay;
    }

    /** Prepares a way to a peer and returns where to connect for it. */
    InetSocketAddress open(Binding binding, InetSocketAddress to, Callers caller) throws IOException {
        LinkPlan plan = LinkPlan.of(binding.rule().faults());
        SocketChannel dialled = plan.connectDelay() > 0 ? null : dial(to, caller);
        ServerSocketChannel listener = LoopbackPort.listen(BACKLOG);
        listener.configureBlocking(false);
        InetSocketAddress address = (InetSocketAddress) listener.getLocalAddress();
        arriving.add(new RelayConnection(binding, plan, to, listener, dialled, System.nanoTime()));
        selector.wakeup();
        return address;
    }

    private static @Nullable SocketChannel dial(InetSocketAddress to, Callers caller) throws IOException {
        boolean mayWait = caller == Callers.BLOCKING_SOCKET || to.getAddress().isLoopbackAddress();
        return mayWait ? dialWaiting(to) : dialWithoutWaiting(to);
    }

    private static @Nullable SocketChannel dialWaiting(InetSocketAddress to) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.socket().connect(to, DIAL_MILLIS);
            return channel;
        } catch (SocketTimeoutException e) {
            channel.close();
            return null;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static SocketChannel dialWithoutWaiting(InetSocketAddress to) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.connect(to);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Lets open connections ask again what is to happen to them. */
    static synchronized void planChanged() {
        Relay relay = shared;
        if (relay != null) {
            relay.selector.wakeup();
        }
    }

    private void run() {
        try {
            Engine.instance().bypassing(() -> {
                while (selector.isOpen()) {
                    turn();
                }
                return selector;
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void turn() throws IOException {
        for (RelayConnection next = arriving.poll(); next != null; next = arriving.poll()) {
            next.register(selector);
            connections.add(next);
        }
        long now = System.nanoTime();
        long due = Long.MAX_VALUE;
        for (RelayConnection connection : connections) {
            connection.work(selector, now);
            due = Math.min(due, connection.closed() ? now : connection.nextDue());
        }
        connections.removeIf(RelayConnection::closed);
        if (due == Long.MAX_VALUE) {
            selector.select();
        } else if (due > now) {
            selector.select((due - now + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
        } else {
            selector.selectNow();
        }
        selector.selectedKeys().clear();
    }
}
