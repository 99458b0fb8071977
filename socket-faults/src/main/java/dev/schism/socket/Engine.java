// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import dev.schism.socket.internal.Callers;
import dev.schism.socket.internal.Seams;
import dev.schism.socket.internal.SocketEvents;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Decides for every socket of this process what is to happen to it. One instance; thread-safe. */
final class Engine implements SocketEvents {

    private static final Engine INSTANCE = new Engine();
    private static final boolean LINUX = System.getProperty("os.name", "").equals("Linux");

    private final ConnectionTable table = new ConnectionTable();
    private final List<Session> sessions = new CopyOnWriteArrayList<>();
    private final AtomicInteger generations = new AtomicInteger();
    private final ThreadLocal<String> scope = new ThreadLocal<>();
    private final ThreadLocal<Boolean> bypass = new ThreadLocal<>();
    private final ThreadLocal<Boolean> cutShort = new ThreadLocal<>();
    private volatile int generation;
    private volatile boolean idle = true;

    private Engine() {}

    /** Returns the engine, which hears of every socket from now on. */
    static Engine instance() {
        Seams.report(INSTANCE);
        return INSTANCE;
    }

    int generation() {
        return generation;
    }

    void start(Session session) {
        session.started(generations.incrementAndGet());
        sessions.add(0, session);
        changed();
    }

    void stop(Session session) {
        sessions.remove(session);
        changed();
    }

    /** Lets every connection ask again what is to happen to it. */
    synchronized void changed() {
        idle = sessions.isEmpty();
        generation = generations.incrementAndGet();
    }

    ThreadLocal<String> scope() {
        return scope;
    }

    /** Runs something whose own connections are left alone. */
    <T> T bypassing(Bypassed<T> action) throws IOException {
        Boolean before = bypass.get();
        bypass.set(true);
        try {
            return action.run();
        } finally {
            if (before == null) {
                bypass.remove();
            }
        }
    }

    /** Something done on the library's own behalf. */
    @FunctionalInterface
    interface Bypassed<T> {
        T run() throws IOException;
    }

    @Nullable
    Binding bind(Connection connection, Origin origin, @Nullable Binding before) {
        for (Session session : sessions) {
            Binding found = session.bind(connection, origin, before);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    @Override
    public int before(int operation, Object owner, int number, long address, int length) throws IOException {
        if (idle) {
            return length;
        }
        Connection connection = table.find(owner, number);
        Binding binding = connection.binding(this);
        if (binding == null) {
            return length;
        }
        boolean vector = operation == READV || operation == WRITEV;
        Flow flow = operation <= READV ? connection.receiving : connection.sending;
        return flow.before(binding, vector, address, length);
    }

    @Override
    public void after(int operation, Object owner, int number, long address, long result) {
        if (idle) {
            return;
        }
        Connection connection = table.find(owner, number);
        Binding binding = connection.binding(this);
        if (binding == null) {
            return;
        }
        boolean vector = operation == READV || operation == WRITEV;
        Flow flow = operation <= READV ? connection.receiving : connection.sending;
        // Netty says 0 where the JDK says "unavailable".
        flow.after(binding, vector, address, connection.foreign && result == 0 ? UNAVAILABLE : result);
        if (connection.foreign && operation == READ) {
            cutShort.set(flow.shortened());
        }
    }

    @Override
    public void failed(int operation, Object owner, int number, long address) {
        if (idle) {
            return;
        }
        Connection connection = table.find(owner, number);
        Binding binding = connection.binding(this);
        if (binding != null) {
            Flow flow = operation <= READV ? connection.receiving : connection.sending;
            flow.failed(binding, operation == READV || operation == WRITEV, address);
        }
    }

    @Override
    public int connect(Object owner, InetAddress address, int port) throws IOException {
        if (bypass.get() != null) {
            table.remember(owner, -1, Connection.exempt(owner, generation));
            return port;
        }
        Connection connection =
                new Connection(owner, Origin.Side.OUTGOING, Origin.outgoing(address, port, scope.get()), generation);
        table.remember(owner, -1, connection);
        if (idle) {
            return port;
        }
        // Which kind of socket it is decides whether it counts at all, so it is asked before the connection is bound.
        Callers caller = Callers.current();
        Binding binding = caller == Callers.DATAGRAM ? null : connection.binding(this);
        if (binding == null) {
            return port;
        }
        Fault.ConnectFailure failure = Connecting.failure(binding);
        if (failure != null) {
            boolean later = LINUX && failure.delivery() == Delivery.ASYNCHRONOUS;
            if (!later || caller == Callers.ASYNCHRONOUS_CHANNEL) {
                throw failure.errno().connectException();
            }
            connection.pendingFailure = failure.errno();
            return UNAVAILABLE;
        }
        InetSocketAddress relay = Connecting.redirect(binding, new InetSocketAddress(address, port), caller);
        connection.redirect = relay;
        return relay == null ? port : relay.getPort();
    }

    @Override
    public InetAddress connectAddress(Object owner, InetAddress address) {
        InetSocketAddress redirect = table.find(owner, -1).redirect;
        return redirect == null ? address : redirect.getAddress();
    }

    @Override
    public void pollConnect(Object owner) throws IOException {
        // Also when idle: what was called pending was never dialled, so it must still fail.
        Errno failure = table.find(owner, -1).pendingFailure;
        if (failure != null) {
            throw failure.connectException();
        }
    }

    @Override
    public void accepted(Object owner) {
        table.remember(
                owner,
                -1,
                bypass.get() != null
                        ? Connection.exempt(owner, generation)
                        : new Connection(owner, Origin.Side.ACCEPTED, null, generation));
    }

    @Override
    public int available(Object owner, int octets) {
        // What the kernel still holds would keep those busy who read until nothing is available.
        return octets > 0 && !idle && table.find(owner, -1).receiving.over() ? 0 : octets;
    }

    @Override
    public boolean needsCopy(Object channel) {
        return !idle && channel instanceof SocketChannel;
    }

    @Override
    public @Nullable SocketAddress foreignConnect(Object owner, int number, SocketAddress address) throws IOException {
        if (!(address instanceof InetSocketAddress to) || to.isUnresolved()) {
            return address;
        }
        Connection connection =
                new Connection(owner, Origin.Side.OUTGOING, Origin.outgoing(to, scope.get()), generation);
        table.remember(owner, number, connection);
        Binding binding = idle ? null : connection.binding(this);
        if (binding == null) {
            return address;
        }
        Fault.ConnectFailure failure = Connecting.failure(binding);
        if (failure != null) {
            if (!LINUX || failure.delivery() == Delivery.IMMEDIATE) {
                throw Foreign.connectFailure(owner, "connect", failure.errno());
            }
            connection.pendingFailure = failure.errno();
            return null;
        }
        InetSocketAddress relay = Connecting.redirect(binding, to, Callers.CHANNEL);
        return relay == null ? address : relay;
    }

    @Override
    public void uncovered(SocketAddress address) throws IOException {
        if (idle || bypass.get() != null || !(address instanceof InetSocketAddress to) || to.isUnresolved()) {
            return;
        }
        Origin origin = Origin.outgoing(to, scope.get());
        if (new Connection(this, Origin.Side.OUTGOING, origin, generation).binding(this) != null) {
            throw Uncovered.connect(to);
        }
    }

    @Override
    public void uncoveredAccept(Object listener) {
        InetSocketAddress own = idle ? null : Foreign.localAddress(listener);
        if (own != null && sessions.stream().anyMatch(session -> session.accepts(own.getPort()))) {
            Uncovered.accepted(own.getPort());
        }
    }

    @Override
    public void splice(int from, int to) throws IOException {
        if (idle) {
            return;
        }
        for (int number : new int[] {from, to}) {
            Connection connection = table.at(number);
            Binding binding = connection == null ? null : connection.binding(this);
            if (binding != null && binding.transfersMayFail()) {
                throw Uncovered.spliced(binding);
            }
        }
    }

    @Override
    public boolean needsConnect() {
        return !idle;
    }

    @Override
    public void foreignPollConnect(Object owner, int number) throws IOException {
        Errno failure = table.find(owner, number).pendingFailure;
        if (failure != null) {
            throw Foreign.connectFailure(owner, "finishConnect", failure);
        }
    }

    @Override
    public boolean foreignMore() {
        return !idle && Boolean.TRUE.equals(cutShort.get());
    }
}
