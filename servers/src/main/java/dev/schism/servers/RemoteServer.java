// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import dev.schism.client.Endpoint;
import dev.schism.wire.Escapes;
import dev.schism.wire.Octets;
import dev.schism.wire.ServerIdentity;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** A server somebody else started; closing it does nothing to it. Immutable. */
public final class RemoteServer implements Server {

    /** Most connections it gets at once; how many it can take calibration finds out. */
    public static final int MAX_CONNECTIONS = ConnectionLimit.MOST;

    /** Time it has to say which server it is. */
    public static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);

    /** Characters of the Server field that are kept: {@value}. */
    public static final int MAX_VERSION = 100;

    private final Endpoint endpoint;
    private final ServerIdentity identity;

    private RemoteServer(Endpoint endpoint, ServerIdentity identity) {
        this.endpoint = endpoint;
        this.identity = identity;
    }

    /**
     * Names a server and asks it once for its Server field, which, escaped and cut to {@value #MAX_VERSION} characters,
     * becomes the version. A server that does not answer is found out by calibration, not here.
     *
     * @param address where it is
     * @param trust makes trust and keys where TLS is spoken
     * @throws ServerUnavailableException when the host cannot be resolved
     */
    public static RemoteServer at(RemoteAddress address, Supplier<SSLContext> trust) {
        Endpoint plain;
        try {
            plain = Endpoint.tcp(address.host(), address.port());
        } catch (IllegalArgumentException e) {
            throw new ServerUnavailableException("%s: %s".formatted(address, e.getMessage()), e);
        }
        Endpoint endpoint = address.tls() ? plain.withTls(trust.get()) : plain;
        return new RemoteServer(
                endpoint, new ServerIdentity(address.toString(), version(endpoint), ServerIdentity.NONE));
    }

    private static String version(Endpoint endpoint) {
        try {
            return HttpProbe.get(endpoint, PROBE_TIMEOUT)
                    .server()
                    .map(RemoteServer::shown)
                    .orElse(ServerIdentity.UNKNOWN);
        } catch (IOException e) {
            return ServerIdentity.UNKNOWN;
        }
    }

    /** A version is printed on terminals and in logs, where a control character would be obeyed. */
    private static String shown(String field) {
        return Escapes.escape(Octets.latin1(field.substring(0, Math.min(field.length(), MAX_VERSION))));
    }

    @Override
    public Hosting hosting() {
        return Hosting.RUNNING;
    }

    @Override
    public ServerIdentity identity() {
        return identity;
    }

    @Override
    public Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public int maxConnections() {
        return MAX_CONNECTIONS;
    }

    @Override
    public void close() {
        // nothing was started
    }
}
