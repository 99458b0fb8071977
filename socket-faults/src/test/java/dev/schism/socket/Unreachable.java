// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.time.Duration;
import java.util.List;

/** The addresses that a connect to fails at in the namespace of {@link UnreachableMain}, and how it does. */
enum Unreachable {
    /** There is a route that says so. */
    NO_ROUTE_TO_HOST("198.51.100.1", Errno.EHOSTUNREACH),
    /** There is no route at all. */
    NO_NETWORK("198.51.100.2", Errno.ENETUNREACH),
    /** There is a route that says so. */
    PROHIBITED("198.51.100.3", Errno.EACCES),
    /** Nothing listens. */
    REFUSED("127.0.0.1", Errno.ECONNREFUSED),
    /** A listener whose queue is full: SYNs are not answered. */
    TIMED_OUT("127.0.0.1", Errno.ETIMEDOUT),
    /** Only one port to connect from, and it is taken. */
    NO_LOCAL_PORT("127.0.0.1", Errno.EADDRNOTAVAIL);

    /** Prepares a namespace: loopback, routes that refuse, and one repeated SYN, so that a connect ends after 3 s. */
    static final String PREPARATION = "ip link set lo up && ip route add unreachable " + NO_ROUTE_TO_HOST.host
            + " && ip route add prohibit " + PROHIBITED.host
            + " && echo 1 >/proc/sys/net/ipv4/tcp_syn_retries && exec \"$@\"";

    private static final int FIRST_PORT = 20_001;
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final String host;
    private final Errno errno;

    Unreachable(String host, Errno errno) {
        this.host = host;
        this.errno = errno;
    }

    Errno errno() {
        return errno;
    }

    int port() {
        return FIRST_PORT + ordinal();
    }

    Call call() {
        return Call.get(host, port(), 10, TIMEOUT);
    }

    /** Those whose kernel says so at once; the others fail while the connect is pending. */
    boolean atOnce() {
        return List.of(NO_ROUTE_TO_HOST, NO_NETWORK, PROHIBITED, NO_LOCAL_PORT).contains(this);
    }
}
