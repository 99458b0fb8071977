// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

/** Reads content that ends with the connection. */
final class UntilClosePhase implements Phase {

    private final Progress progress;
    private final Draft draft;
    private final int start;

    UntilClosePhase(Progress progress, Draft draft) {
        this.progress = progress;
        this.draft = draft;
        this.start = progress.lines().position();
    }

    @Override
    public Phase advance() {
        return this;
    }

    @Override
    public Remainder remainder(boolean ended) {
        int end = progress.received().length();
        return Remainder.of(
                ended
                        ? draft.closed(start, end)
                        : draft.incomplete(start, end, progress.truncated("content without FIN")));
    }
}
