// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Says aloud what passes by all seams: faults that are not injected in silence would be the worst outcome. */
final class Uncovered {

    private static final System.Logger LOG = System.getLogger("dev.schism.socket");
    private static final Set<Integer> TOLD = ConcurrentHashMap.newKeySet();

    private Uncovered() {}

    static ConnectException connect(InetSocketAddress to) {
        return new ConnectException(
                told("socket faults must reach a target's connection, but do not reach io_uring: " + to));
    }

    static IOException spliced(Binding binding) {
        return new IOException(told("socket faults must reach a target's octets, but do not reach spliced ones: "
                + binding.origin().label()));
    }

    /** Nobody is there to be refused where a connection is accepted, so it is said once for each port. */
    static void accepted(int port) {
        if (TOLD.add(port)) {
            told("socket faults must reach a target's connection, but do not reach what io_uring accepts on port "
                    + port);
        }
    }

    private static String told(String message) {
        LOG.log(System.Logger.Level.ERROR, message);
        return message;
    }
}
