// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.util.Optional;

/** Opens channels and begins to connect them. */
final class Dialer {

    private Dialer() {}

    /** Returns why an address may not be connected to, if so. */
    static Optional<String> objection(SocketAddress address, boolean allowRemote) {
        if (address instanceof UnixDomainSocketAddress) {
            return Optional.empty();
        }
        if (!(address instanceof InetSocketAddress inet)) {
            return Optional.of("address must be of TCP or a Unix-domain socket: " + address);
        }
        if (inet.isUnresolved()) {
            return Optional.of("host must be resolvable: " + inet.getHostString());
        }
        if (!allowRemote && !isLocal(inet.getAddress())) {
            return Optional.of("address must be loopback unless RunnerOptions.allowRemote is set: " + inet);
        }
        return Optional.empty();
    }

    private static boolean isLocal(InetAddress address) {
        return address.isLoopbackAddress() || address.isAnyLocalAddress();
    }

    /** Opens a non-blocking channel and begins to connect it; nothing stays open where that fails. */
    static SocketChannel dial(SocketAddress address) throws IOException {
        SocketChannel channel = SocketChannel.open(family(address));
        try {
            channel.configureBlocking(false);
            if (address instanceof InetSocketAddress) {
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            }
            channel.connect(address);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static ProtocolFamily family(SocketAddress address) {
        if (address instanceof InetSocketAddress inet) {
            return inet.getAddress() instanceof Inet4Address
                    ? StandardProtocolFamily.INET
                    : StandardProtocolFamily.INET6;
        }
        return StandardProtocolFamily.UNIX;
    }

    /**
     * Tells whether a failed attempt is worth repeating: a Unix-domain socket with a full backlog fails at once
     * (EAGAIN) where TCP would wait. Refusal has an exception class of its own, so what is left on an existing file is
     * that.
     */
    static boolean isBacklogFull(SocketAddress address, IOException failure) {
        return failure.getClass() == SocketException.class
                && address instanceof UnixDomainSocketAddress unix
                && Files.exists(unix.getPath());
    }
}
