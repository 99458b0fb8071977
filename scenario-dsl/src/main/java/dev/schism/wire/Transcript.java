// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import java.util.List;

/**
 * The messages found in everything that was received on one connection.
 *
 * @param responses the final responses in order; the last one may be incomplete
 * @param interim the interim (1xx) responses in order
 * @param leftover octets after the last response that begin no response
 */
public record Transcript(List<Response> responses, List<Response> interim, Octets leftover) {

    /** The transcript of a connection on which nothing was received. */
    public static final Transcript EMPTY = new Transcript(List.of(), List.of(), Octets.EMPTY);

    /** Copies the lists. */
    public Transcript {
        responses = List.copyOf(responses);
        interim = List.copyOf(interim);
    }

    /** Returns the number of final responses that were received completely. */
    public int completeResponses() {
        return (int) responses.stream().filter(Response::complete).count();
    }
}
