// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** The channel of one connection, its transport and its place in the selector. */
final class Link {

    private final SocketChannel channel;
    private final Transport transport;
    private final boolean tcp;
    private @Nullable SelectionKey key;
    private int interest;

    private Link(SocketChannel channel, Transport transport, boolean tcp) {
        this.channel = channel;
        this.transport = transport;
        this.tcp = tcp;
    }

    /** Begins to connect. */
    static Link dial(Endpoint endpoint) throws IOException {
        SocketAddress address = endpoint.address();
        SocketChannel channel = Dialer.dial(address);
        try {
            Transport transport = endpoint.tls().isPresent()
                    ? new TlsTransport(channel, endpoint.tls().get(), endpoint.host())
                    : new PlainTransport(channel);
            return new Link(channel, transport, address instanceof InetSocketAddress);
        } catch (RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    Transport transport() {
        return transport;
    }

    /** Tells whether TCP (or the Unix-domain socket) is connected, whatever TLS still has to do. */
    boolean isConnected() {
        return channel.isConnected();
    }

    /** Tells whether a close can be a reset; Unix-domain sockets know none. */
    boolean canReset() {
        return tcp;
    }

    /** Tells the selector what to look for; costs nothing where that has not changed. */
    void watch(Selector selector, Connection owner) throws IOException {
        int wanted = transport.interest();
        if (key == null) {
            key = channel.register(selector, wanted, owner);
        } else if (wanted != interest) {
            key.interestOps(wanted);
        }
        interest = wanted;
    }

    /** Closes so that the peer sees a reset and nothing of the connection remains (no TIME_WAIT). */
    void reset() {
        try {
            if (tcp) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        } catch (IOException e) {
            // the peer was first: there is nothing left to be reset
        }
        close();
    }

    /** Closes in order. */
    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // the descriptor is gone in any case
        }
    }
}
