// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.Channel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One connection through the relay. Used by the relay's thread only. */
final class RelayConnection {

    /** How long octets before a reset are given to arrive; a reset overtakes what is still under way. */
    private static final long RESET_GRACE = 10_000_000L;
    /** How long the relay waits for the program's connect, which is under way already. */
    private static final long CONNECT_PATIENCE = 60_000_000_000L;

    private static final long NEVER = Long.MAX_VALUE;

    private final Binding binding;
    private final LinkPlan plan;
    private final InetSocketAddress upstreamAddress;
    private final ServerSocketChannel listener;
    private final RelayPipe sending;
    private final RelayPipe receiving;
    private final long opened;
    private @Nullable SocketChannel client;
    private @Nullable SocketChannel upstream;
    private boolean connected;
    private boolean stalled;
    private boolean limited;
    private long resetDue = NEVER;
    private boolean closed;

    RelayConnection(
            Binding binding,
            LinkPlan plan,
            InetSocketAddress upstreamAddress,
            ServerSocketChannel listener,
            @Nullable SocketChannel dialled,
            long now) {
        this.binding = binding;
        this.plan = plan;
        this.upstreamAddress = upstreamAddress;
        this.listener = listener;
        this.upstream = dialled;
        this.connected = dialled != null;
        this.opened = now;
        Draws draws = Draws.of(binding.session().seed(), binding.host(), binding.index(), binding.ordinal());
        this.sending = new RelayPipe(plan.sending(), draws, 0, now);
        this.receiving = new RelayPipe(plan.receiving(), draws, plan.slowClose(), now);
    }

    boolean closed() {
        return closed;
    }

    void register(Selector selector) throws IOException {
        listener.register(selector, SelectionKey.OP_ACCEPT, this);
        SocketChannel dialled = upstream;
        if (dialled != null) {
            dialled.configureBlocking(false);
            dialled.register(selector, 0, this);
        }
    }

    /** Does everything that can be done now. */
    void work(Selector selector, long now) {
        try {
            accept(selector);
            dial(selector, now);
            SocketChannel near = client;
            SocketChannel far = upstream;
            if (near == null || far == null || !connected) {
                if (near == null && now - opened > CONNECT_PATIENCE) {
                    close();
                }
                return;
            }
            transfer(selector, near, far, now);
        } catch (IOException e) {
            reset();
        }
    }

    private void accept(Selector selector) throws IOException {
        if (client != null) {
            return;
        }
        SocketChannel accepted = listener.accept();
        if (accepted != null) {
            listener.close();
            accepted.configureBlocking(false);
            accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
            accepted.register(selector, 0, this);
            client = accepted;
        }
    }

    private void dial(Selector selector, long now) throws IOException {
        SocketChannel far = upstream;
        if (far == null && now - opened >= plan.connectDelay()) {
            far = SocketChannel.open();
            upstream = far;
            far.configureBlocking(false);
            connected = far.connect(upstreamAddress);
            far.register(selector, connected ? 0 : SelectionKey.OP_CONNECT, this);
        } else if (far != null && !connected) {
            connected = client != null && far.finishConnect();
        }
        if (connected && far != null) {
            far.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
    }

    private void transfer(Selector selector, SocketChannel near, SocketChannel far, long now) throws IOException {
        if (resetDue <= now) {
            reset();
            return;
        }
        if (sending.wantsOctets()) {
            sending.read(near, now);
        }
        if (!stalled && receiving.wantsOctets()) {
            receiving.read(far, now);
        }
        sending.write(far, now, limit(plan.sending().stallAfter()));
        receiving.write(near, now, receiveLimit());
        applyLimits(near);
        boolean over = sending.finished() && receiving.finished();
        if (closed || (over && sending.sourceEnded()) || (stalled && sending.sourceEnded())) {
            close();
        } else {
            interest(selector, near, sending.wantsOctets(), receiving.wantsRoom());
            interest(selector, far, !stalled && receiving.wantsOctets(), sending.wantsRoom());
        }
    }

    private static long limit(long octets) {
        return octets == LinkPlan.NONE ? NEVER : octets;
    }

    private long receiveLimit() {
        return Math.min(
                Math.min(limit(plan.receiving().stallAfter()), limit(plan.resetAfter())),
                Math.min(limit(plan.closeAfter()), limit(plan.halfCloseAfter())));
    }

    private void applyLimits(SocketChannel near) throws IOException {
        if (limited || receiving.passed() < receiveLimit()) {
            if (!stalled && sending.passed() == limit(plan.sending().stallAfter())) {
                record(InjectionKind.STALL, sending.passed());
                stalled = true;
            }
            return;
        }
        limited = true;
        long at = receiving.passed();
        if (at == plan.resetAfter()) {
            record(InjectionKind.LINK_RESET, at);
            resetDue = System.nanoTime() + RESET_GRACE;
        } else if (at == plan.closeAfter()) {
            record(InjectionKind.LINK_CLOSE, at);
            near.shutdownOutput();
            receiving.discard();
            sending.discard();
        } else if (at == plan.halfCloseAfter()) {
            record(InjectionKind.LINK_CLOSE, at);
            near.shutdownOutput();
            receiving.discard();
        } else {
            record(InjectionKind.STALL, at);
            stalled = true;
        }
    }

    private void record(InjectionKind kind, long offset) {
        binding.session().record(binding, kind, offset, Optional.empty());
    }

    private static void interest(Selector selector, SocketChannel channel, boolean read, boolean write) {
        SelectionKey key = channel.keyFor(selector);
        if (key != null && key.isValid()) {
            key.interestOps((read ? SelectionKey.OP_READ : 0) | (write ? SelectionKey.OP_WRITE : 0));
        }
    }

    long nextDue() {
        if (client == null || !connected) {
            return upstream == null ? opened + plan.connectDelay() : opened + CONNECT_PATIENCE;
        }
        return Math.min(resetDue, Math.min(sending.nextDue(), stalled ? NEVER : receiving.nextDue()));
    }

    private void reset() {
        try {
            for (SocketChannel channel : new SocketChannel[] {client, upstream}) {
                if (channel != null && channel.isOpen()) {
                    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                }
            }
        } catch (IOException e) {
            // Already gone; closing is all that is left.
            closed = true;
        }
        close();
    }

    void close() {
        closed = true;
        for (Channel channel : new Channel[] {listener, client, upstream}) {
            try {
                if (channel != null) {
                    channel.close();
                }
            } catch (IOException e) {
                // Nothing depends on a clean close here.
                closed = true;
            }
        }
    }
}
