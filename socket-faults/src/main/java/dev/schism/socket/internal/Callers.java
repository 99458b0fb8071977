// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket.internal;

import java.util.Optional;
import java.util.Set;

/** Tells which kind of socket is behind a call of the one method that all kinds connect through. */
public enum Callers {
    /** A {@code java.net.Socket}: its connect waits on the calling thread whatever happens. */
    BLOCKING_SOCKET,
    /** A {@code SocketChannel}, which may be non-blocking. */
    CHANNEL,
    /** An {@code AsynchronousSocketChannel}, whose completion cannot be told in Java. */
    ASYNCHRONOUS_CHANNEL,
    /** A datagram socket: no TCP. */
    DATAGRAM;

    private static final int DEPTH = 24;
    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final Set<String> DATAGRAMS =
            Set.of("sun.nio.ch.DatagramChannelImpl", "sun.nio.ch.DatagramSocketAdaptor");

    /** Looks up the calling thread's stack. */
    public static Callers current() {
        Optional<Callers> found = WALKER.walk(frames -> frames.limit(DEPTH)
                .map(frame -> of(frame.getClassName()))
                .flatMap(Optional::stream)
                .findFirst());
        return found.orElse(CHANNEL);
    }

    private static Optional<Callers> of(String type) {
        if (type.equals("sun.nio.ch.NioSocketImpl")) {
            return Optional.of(BLOCKING_SOCKET);
        }
        if (type.equals("sun.nio.ch.UnixAsynchronousSocketChannelImpl")) {
            return Optional.of(ASYNCHRONOUS_CHANNEL);
        }
        if (DATAGRAMS.contains(type)) {
            return Optional.of(DATAGRAM);
        }
        return type.equals("sun.nio.ch.SocketChannelImpl") ? Optional.of(CHANNEL) : Optional.empty();
    }
}
