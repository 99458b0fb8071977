// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import java.time.Duration;

/**
 * How long the embedded server bears with a client.
 *
 * @param idle longest silence of the client
 * @param wholeRequest longest time from the first octet of a request to its last one
 * @param writing longest time in which a client takes one response
 * @param linger longest time in which octets are read and dropped after the last response, so that no reset destroys it
 */
record Patience(Duration idle, Duration wholeRequest, Duration writing, Duration linger) {

    /** 10 s of silence, 20 s for a request, 10 s for a response, 1 s behind the last. */
    static final Patience DEFAULT =
            new Patience(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(10), Duration.ofSeconds(1));
}
