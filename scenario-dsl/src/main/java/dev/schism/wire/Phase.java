// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import java.util.Optional;

/** One state of the reader. */
sealed interface Phase
        permits StartPhase, HeadPhase, CountedPhase, ChunkedPhase, UntilClosePhase, BarePhase, StoppedPhase {

    /** Consumes what it can and returns the next phase, or itself where it needs more octets. */
    Phase advance();

    /** Returns what this phase makes of the octets not consumed if no more come; changes nothing. */
    Remainder remainder(boolean ended);

    /**
     * The end of a transcript.
     *
     * @param unfinished the message that was being read
     * @param leftoverFrom index of the first octet that belongs to no message
     */
    record Remainder(Optional<Response> unfinished, int leftoverFrom) {

        /** Everything from the given index on is left over. */
        static Remainder leftover(int from) {
            return new Remainder(Optional.empty(), from);
        }

        /** The octets up to the end of the response belong to it, those that follow to none. */
        static Remainder of(Response unfinished) {
            return new Remainder(Optional.of(unfinished), unfinished.end());
        }
    }
}
