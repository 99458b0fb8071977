// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which connections a rule is about. Outgoing ones by host and port; accepted ones only through {@link #acceptedOn}.
 * Immutable.
 */
public final class Target {

    private static final int LAST_PORT = 65_535;
    private static final Target ANY = new Target(List.of(), List.of(), Set.of(), false, null);

    private final List<String> hosts;
    private final List<HostPattern> patterns;
    private final Set<Integer> ports;
    private final boolean accepted;
    private final @Nullable String scope;

    private Target(
            List<String> hosts,
            List<HostPattern> patterns,
            Set<Integer> ports,
            boolean accepted,
            @Nullable String scope) {
        this.hosts = hosts;
        this.patterns = patterns;
        this.ports = ports;
        this.accepted = accepted;
        this.scope = scope;
    }

    /** Every outgoing connection. */
    public static Target any() {
        return ANY;
    }

    /** Outgoing connections to a host: a name as given, an address, a CIDR block or a glob. */
    public static Target host(String host) {
        return ANY.hosts(List.of(host));
    }

    /** Outgoing connections to a port. */
    public static Target toPort(int port) {
        return ANY.port(port);
    }

    /** Connections that this process accepts on a local port. */
    public static Target acceptedOn(int localPort) {
        return new Target(List.of(), List.of(), Set.of(requirePort(localPort)), true, null);
    }

    /** Adds hosts; a connection matches one of them. */
    public Target hosts(Collection<String> more) {
        List<String> all = new ArrayList<>(hosts);
        all.addAll(more);
        List<HostPattern> parsed = all.stream().map(HostPattern::parse).toList();
        return new Target(List.copyOf(all), parsed, ports, accepted, scope);
    }

    /** Adds a port; a connection matches one of them. */
    public Target port(int port) {
        return ports(List.of(port));
    }

    /** Adds ports from 1 to 65535; a connection matches one of them. */
    public Target ports(Collection<Integer> more) {
        Set<Integer> all = new TreeSet<>(ports);
        more.forEach(port -> all.add(requirePort(port)));
        return new Target(hosts, patterns, Set.copyOf(all), accepted, scope);
    }

    /** Limits the target to connections opened in a {@link FaultInjector#scope(String)} of this label. */
    public Target scope(String label) {
        return new Target(hosts, patterns, ports, accepted, label);
    }

    /** Returns whether this is about accepted connections. */
    public boolean accepted() {
        return accepted;
    }

    List<String> hostWords() {
        return hosts;
    }

    Set<Integer> portNumbers() {
        return new TreeSet<>(ports);
    }

    Optional<String> scopeLabel() {
        return Optional.ofNullable(scope);
    }

    boolean matches(Origin origin) {
        if (scope != null && !scope.equals(origin.scope())) {
            return false;
        }
        if (accepted) {
            return origin.side() != Origin.Side.OUTGOING && ports.contains(origin.localPort());
        }
        return switch (origin.side()) {
            case ACCEPTED -> false;
            // An unknown connection may have been accepted; only a port tells it is not.
            case UNKNOWN -> !ports.isEmpty() && matchesPeer(origin);
            case OUTGOING -> matchesPeer(origin);
        };
    }

    private boolean matchesPeer(Origin origin) {
        return (ports.isEmpty() || ports.contains(origin.port()))
                && (patterns.isEmpty() || patterns.stream().anyMatch(p -> p.matches(origin.host(), origin.address())));
    }

    private static int requirePort(int port) {
        if (port < 1 || port > LAST_PORT) {
            throw new IllegalArgumentException("port must be from 1 to " + LAST_PORT + ": " + port);
        }
        return port;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Target that
                && hosts.equals(that.hosts)
                && ports.equals(that.ports)
                && accepted == that.accepted
                && Objects.equals(scope, that.scope);
    }

    @Override
    public int hashCode() {
        return Objects.hash(hosts, ports, accepted, scope);
    }

    @Override
    public String toString() {
        return (accepted ? "accepted on " : "")
                + (hosts.isEmpty() && !accepted ? "any host" : String.join(" ", hosts))
                + (ports.isEmpty() ? "" : " port " + new TreeSet<>(ports))
                + (scope == null ? "" : " in scope " + scope);
    }
}
