// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.util.Optional;

/**
 * One thing that was injected.
 *
 * @param sequence counts from 1 in the order in which things were injected
 * @param kind what was injected
 * @param rule the index of the rule in its configuration
 * @param host the host as given, or the peer's address; replays recognise the connection by it
 * @param port the port
 * @param scope the label of the scope, or an empty string
 * @param connection which connection to this host it is, counting from 1
 * @param offset the offset of the first octet that is concerned, or of the cut
 * @param errno the error number, where there is one
 */
public record Injection(
        long sequence,
        InjectionKind kind,
        int rule,
        String host,
        int port,
        String scope,
        long connection,
        long offset,
        Optional<Errno> errno) {

    @Override
    public String toString() {
        return "INJECT " + kind + errno.map(e -> " " + e).orElse("") + " " + host + ":" + port + " connection "
                + connection + (scope.isEmpty() ? "" : " scope " + scope) + " offset " + offset;
    }
}
