// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

/** Reads a response without a status line, as HTTP/0.9 has it: everything is content. */
final class BarePhase implements Phase {

    private final Progress progress;
    private final Draft draft;
    private final int start;

    BarePhase(Progress progress) {
        this.progress = progress;
        this.start = progress.lines().position();
        this.draft = new Draft(progress.received(), start);
        draft.statusLine(StatusLine.ABSENT);
        draft.framing(Framing.CLOSE_DELIMITED);
    }

    @Override
    public Phase advance() {
        return this;
    }

    @Override
    public Remainder remainder(boolean ended) {
        int end = progress.received().length();
        String excerpt = progress.received().excerpt(start, end);
        Anomaly bare = new Anomaly(Anomaly.Kind.NO_STATUS_LINE, start, excerpt);
        return Remainder.of(
                ended
                        ? draft.closed(start, end, bare)
                        : draft.incomplete(start, end, bare, progress.truncated("content without FIN")));
    }
}
