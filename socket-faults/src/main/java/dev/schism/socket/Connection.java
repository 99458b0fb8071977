// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import dev.schism.socket.internal.Jdk;
import java.io.FileDescriptor;
import java.lang.ref.WeakReference;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** One descriptor, remembered without keeping it alive. Its two flows are each used by one thread at a time. */
final class Connection extends WeakReference<Object> {

    private static final int NEVER_BOUND = -1;

    final Flow receiving = new Flow(this, Direction.RECEIVE);
    final Flow sending = new Flow(this, Direction.SEND);
    final boolean foreign;

    /** The generation of the engine in which it was opened, or -1 where that was before the installation. */
    final int opened;

    private final Origin.Side side;
    private @Nullable Origin origin;
    private boolean asked;
    private @Nullable Binding binding;
    private volatile int generation = NEVER_BOUND;

    volatile @Nullable InetSocketAddress redirect;
    /** What a connect that was called pending fails with. */
    volatile @Nullable Errno pendingFailure;
    /** What killed the connection. */
    volatile @Nullable Errno dead;

    Connection(Object owner, Origin.Side side, @Nullable Origin origin, int opened) {
        super(owner);
        this.foreign = !(owner instanceof FileDescriptor);
        this.side = side;
        this.origin = origin;
        this.asked = origin != null;
        this.opened = opened;
    }

    /** A connection of this library itself, which nothing is to happen to. */
    static Connection exempt(Object owner, int opened) {
        Connection exempt = new Connection(owner, Origin.Side.OUTGOING, null, opened);
        exempt.asked = true;
        return exempt;
    }

    /** Returns what is to happen to this connection, or null where it is no target. */
    @Nullable
    Binding binding(Engine engine) {
        if (generation == engine.generation()) {
            return binding;
        }
        return bind(engine);
    }

    private synchronized @Nullable Binding bind(Engine engine) {
        int now = engine.generation();
        if (!asked) {
            Object owner = get();
            origin = owner == null ? null : Origin.of(owner, side);
            asked = true;
        }
        Origin from = origin;
        binding = from == null ? null : engine.bind(this, from, binding);
        generation = now;
        return binding;
    }

    void abandon() {
        Object owner = get();
        if (owner instanceof FileDescriptor descriptor) {
            Jdk.abandon(descriptor);
        } else if (owner != null) {
            Foreign.abandon(owner);
        }
    }
}
