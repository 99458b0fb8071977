// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

/** Reads no further: everything that follows is left over. */
final class StoppedPhase implements Phase {

    private final Remainder remainder;

    /** Stops at the reading position. */
    StoppedPhase(Progress progress) {
        this.remainder = Remainder.leftover(progress.lines().position());
    }

    /** Stops behind a message that cannot be read to its end. */
    StoppedPhase(Response unfinished) {
        this.remainder = Remainder.of(unfinished);
    }

    @Override
    public Phase advance() {
        return this;
    }

    @Override
    public Remainder remainder(boolean ended) {
        return remainder;
    }
}
