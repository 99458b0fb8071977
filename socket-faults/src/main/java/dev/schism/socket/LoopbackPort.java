// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;

/** A listener that every socket of this process can reach. */
final class LoopbackPort {

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private LoopbackPort() {}

    /**
     * Listens on 127.0.0.1: a socket for IPv4 alone reaches nothing else, and one for IPv6 reaches it as a mapped
     * address. Where there is no IPv4, it is the other loopback address.
     */
    static ServerSocketChannel listen(int backlog) throws IOException {
        ServerSocketChannel listener;
        try {
            listener = ServerSocketChannel.open(StandardProtocolFamily.INET);
        } catch (UnsupportedOperationException e) {
            return bind(ServerSocketChannel.open(), InetAddress.getLoopbackAddress(), backlog);
        }
        return bind(listener, InetAddress.getByAddress(LOOPBACK), backlog);
    }

    private static ServerSocketChannel bind(ServerSocketChannel listener, InetAddress address, int backlog)
            throws IOException {
        try {
            return listener.bind(new InetSocketAddress(address, 0), backlog);
        } catch (IOException e) {
            listener.close();
            throw e;
        }
    }
}
