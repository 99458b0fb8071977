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

    private static final System.Logger LOG = System.getLogger("dev.schism.socket");

    /** How long octets before a reset are given to arrive; a reset overtakes what is still under way. */
    private static final long RESET_GRACE = 10_000_000L;
    /** How long the relay waits for the program's connect, which is under way already. */
    private static final long CONNECT_PATIENCE = 60_000_000_000L;

    private static final long NEVER = Long.MAX_VALUE;

    private final Binding binding;
    private final InetSocketAddress upstreamAddress;
    private final ServerSocketChannel listener;
    private final RelayPipe sending;
    private final RelayPipe receiving;
    private final long opened;
    private LinkPlan plan;
    private int revision;
    private @Nullable SocketChannel client;
    private @Nullable SocketChannel upstream;
    private boolean connected;
    /** Whether a reset or a close struck, which no new plan takes back. */
    private boolean cut;

    private boolean sendStallTold;
    private boolean receiveStallTold;
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
        this.revision = binding.session().revision();
        this.upstreamAddress = upstreamAddress;
        this.listener = listener;
        this.upstream = dialled;
        this.connected = dialled != null && dialled.isConnected();
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
            dialled.register(selector, connected ? 0 : SelectionKey.OP_CONNECT, this);
        }
    }

    /** Does everything that can be done now. */
    void work(Selector selector, long now) {
        try {
            replan(now);
            accept(selector);
            dial(selector, now);
            SocketChannel near = client;
            SocketChannel far = upstream;
            if (near != null && far != null && connected) {
                transfer(selector, near, far, now);
            } else if (near == null && now - opened >= CONNECT_PATIENCE) {
                close();
            }
        } catch (IOException e) {
            reset();
        } catch (RuntimeException e) {
            // One broken connection must not end the relay of all others.
            LOG.log(System.Logger.Level.WARNING, "relayed connection must not fail the relay", e);
            reset();
        }
    }

    private void replan(long now) {
        int latest = binding.session().revision();
        if (latest == revision) {
            return;
        }
        revision = latest;
        plan = binding.session().linkPlan(binding.origin());
        sending.plan(plan.sending(), 0, now);
        receiving.plan(plan.receiving(), plan.slowClose(), now);
        sendStallTold = false;
        receiveStallTold = false;
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
        if (connected) {
            return;
        }
        if (far == null && now - opened >= plan.connectDelay()) {
            far = SocketChannel.open();
            upstream = far;
            far.configureBlocking(false);
            connected = far.connect(upstreamAddress);
            far.register(selector, connected ? 0 : SelectionKey.OP_CONNECT, this);
        } else if (far != null && far.finishConnect()) {
            connected = true;
            interest(selector, far, false, false);
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
        if (!stalled() && receiving.wantsOctets()) {
            receiving.read(far, now);
        }
        sending.write(far, now, plan.sendLimit());
        receiving.write(near, now, receiveLimit());
        strike(near);
        boolean over = sending.finished() && receiving.finished();
        if (sending.sourceEnded() && (over || stalled())) {
            close();
        } else {
            interest(selector, near, sending.wantsOctets(), receiving.wantsRoom());
            interest(selector, far, !stalled() && receiving.wantsOctets(), sending.wantsRoom());
        }
    }

    private boolean stalled() {
        return !cut && receiving.passed() >= LinkPlan.limit(plan.receiving().stallAfter());
    }

    private long receiveLimit() {
        return cut ? receiving.passed() : plan.receiveLimit();
    }

    private void strike(SocketChannel near) throws IOException {
        if (!sendStallTold && sending.passed() >= plan.sendLimit()) {
            sendStallTold = true;
            record(InjectionKind.STALL, sending.passed());
        }
        long at = receiving.passed();
        if (cut || at < plan.receiveLimit()) {
            return;
        }
        if (at >= LinkPlan.limit(plan.resetAfter())) {
            cut = true;
            record(InjectionKind.LINK_RESET, at);
            resetDue = System.nanoTime() + RESET_GRACE;
        } else if (at >= LinkPlan.limit(plan.closeAfter())) {
            finish(near, at);
            sending.discard();
        } else if (at >= LinkPlan.limit(plan.halfCloseAfter())) {
            finish(near, at);
        } else if (!receiveStallTold) {
            receiveStallTold = true;
            record(InjectionKind.STALL, at);
        }
    }

    private void finish(SocketChannel near, long at) throws IOException {
        cut = true;
        record(InjectionKind.LINK_CLOSE, at);
        near.shutdownOutput();
        receiving.discard();
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

    /** Returns when there is something to do without anything being ready. */
    long nextDue() {
        if (client != null && connected) {
            return Math.min(resetDue, Math.min(sending.nextDue(plan.sendLimit()), receiving.nextDue(receiveLimit())));
        }
        long dial = upstream == null ? opened + plan.connectDelay() : NEVER;
        return client == null ? Math.min(dial, opened + CONNECT_PATIENCE) : dial;
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
