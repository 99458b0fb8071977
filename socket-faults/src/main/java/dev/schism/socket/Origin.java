// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import dev.schism.socket.internal.Jdk;
import java.io.FileDescriptor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Where a connection leads and where it came from. */
record Origin(
        Side side,
        String host,
        @Nullable InetAddress address,
        int port,
        int localPort,
        @Nullable String scope) {

    /** Which end of the connection this process is. */
    enum Side {
        OUTGOING,
        ACCEPTED,
        /** The connection is older than the installation. */
        UNKNOWN
    }

    static Origin outgoing(InetAddress address, int port, @Nullable String scope) {
        return new Origin(Side.OUTGOING, given(address), address, port, 0, scope);
    }

    static Origin outgoing(InetSocketAddress to, @Nullable String scope) {
        return new Origin(Side.OUTGOING, to.getHostString(), to.getAddress(), to.getPort(), 0, scope);
    }

    /** Asks the kernel; null where the descriptor is no connected TCP socket. */
    static @Nullable Origin of(Object owner, Side side) {
        if (owner instanceof FileDescriptor fd && !Jdk.isTcp(fd)) {
            return null;
        }
        InetSocketAddress peer =
                owner instanceof FileDescriptor fd ? Jdk.remoteAddress(fd) : Foreign.remoteAddress(owner);
        InetSocketAddress own = owner instanceof FileDescriptor fd ? Jdk.localAddress(fd) : Foreign.localAddress(owner);
        if (peer == null || own == null || peer.getPort() == 0) {
            return null;
        }
        return new Origin(
                side, peer.getAddress().getHostAddress(), peer.getAddress(), peer.getPort(), own.getPort(), null);
    }

    /** The host as the program gave it, without asking any name service. */
    private static String given(InetAddress address) {
        String text = address.toString();
        int slash = text.indexOf('/');
        return slash > 0 ? text.substring(0, slash) : address.getHostAddress();
    }

    /** What replays recognise: ports differ from run to run. */
    String identity() {
        return switch (side) {
            case OUTGOING -> host;
            case ACCEPTED -> "accepted";
            case UNKNOWN -> "~" + host;
        };
    }

    String label() {
        return side == Side.ACCEPTED ? "accepted:" + localPort : host + ":" + port;
    }
}
