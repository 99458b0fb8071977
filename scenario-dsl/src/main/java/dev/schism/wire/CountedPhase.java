// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

/** Reads content whose length is known. */
final class CountedPhase implements Phase {

    private final Progress progress;
    private final Draft draft;
    private final int start;
    private final long octets;

    CountedPhase(Progress progress, Draft draft, long octets) {
        this.progress = progress;
        this.draft = draft;
        this.start = progress.lines().position();
        this.octets = octets;
    }

    @Override
    public Phase advance() {
        if (progress.received().length() - start < octets) {
            return this;
        }
        int end = start + (int) octets;
        draft.content().add(start, end);
        progress.finish(draft.complete(end));
        return new StartPhase(progress, UnexpectedContent.NONE);
    }

    @Override
    public Remainder remainder(boolean ended) {
        int end = progress.received().length();
        String detail = "content: " + (end - start) + " of " + octets + " octets";
        return Remainder.of(draft.incomplete(start, end, progress.truncated(detail)));
    }
}
