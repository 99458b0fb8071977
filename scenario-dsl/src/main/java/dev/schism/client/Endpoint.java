// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Where a scenario runs.
 *
 * @param host what stands for {@code {host}}, and the server name (SNI) of TLS unless it is an IP address
 * @param port what stands for {@code {port}}, 0 to 65535; 0 for a Unix-domain socket
 * @param address the socket address to connect to
 * @param tls trust and keys where TLS is spoken (ALPN {@code http/1.1})
 */
public record Endpoint(String host, int port, SocketAddress address, Optional<SSLContext> tls) {

    /** Checks the bounds. */
    public Endpoint {
        requirePort(port);
    }

    private static void requirePort(int port) {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port must be from 0 to 65535: " + port);
        }
    }

    /**
     * Returns a plain TCP endpoint; the name is resolved now.
     *
     * @throws IllegalArgumentException when the port is out of range or the host cannot be resolved
     */
    public static Endpoint tcp(String host, int port) {
        requirePort(port);
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("host must be resolvable: '" + host + "'");
        }
        return new Endpoint(host, port, address, Optional.empty());
    }

    /** Returns a Unix-domain endpoint; {@code {host}} is {@code localhost}. */
    public static Endpoint unix(Path path) {
        return new Endpoint("localhost", 0, UnixDomainSocketAddress.of(path), Optional.empty());
    }

    /** Returns the same endpoint spoken to through TLS; {@link Tls} makes contexts for tests. */
    public Endpoint withTls(SSLContext context) {
        return new Endpoint(host, port, address, Optional.of(context));
    }
}
