// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import dev.schism.client.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** The one address servers of ours listen on: 127.0.0.1, whatever the JVM prefers. */
final class Loopback {

    static final String HOST = "127.0.0.1";

    private Loopback() {}

    /** Returns the address that binds a free port. */
    static InetSocketAddress anyPort() {
        return new InetSocketAddress(address(), 0);
    }

    static Endpoint endpoint(int port) {
        return Endpoint.tcp(HOST, port);
    }

    /** Returns a port that was free a moment ago. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, address())) {
            return socket.getLocalPort();
        }
    }

    private static InetAddress address() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new AssertionError("four octets are an IPv4 address", e);
        }
    }
}
