// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import java.time.Duration;

/**
 * A plain request that the runner sent behind everything of the scenario: a server that answers in order and answers it
 * had nothing more to say before.
 *
 * @param sent the octets of the request that were written
 * @param received the octets that came after that
 * @param at time of the request since the start of the attempt at the connection on which it was sent
 * @param ended the same for the end of the answer, or for giving it up
 * @param outcome what came of it
 * @param detail why no answer was recognised, empty where one was
 */
public record Sentinel(Octets sent, Octets received, Duration at, Duration ended, Outcome outcome, String detail) {

    /** What can come of a sentinel. */
    public enum Outcome {
        /** It was answered as itself: the observation is of this connection, and the server was waiting. */
        ANSWERED,
        /**
         * It was not answered as itself: that connection was left, and the observation is of another one, on which no
         * sentinel was sent.
         */
        GIVEN_UP,
        /** The run ended for a reason of the runner's own before either was known. */
        CUT_SHORT
    }
}
