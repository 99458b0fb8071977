// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import java.util.Optional;

/** Reads the status line and the header section. */
final class HeadPhase implements Phase {

    private final Progress progress;
    private final Received received;
    private final Draft draft;
    private final int limit;
    private boolean statusLineRead;

    /** Begins at the reading position, where a status line begins. */
    HeadPhase(Progress progress, Draft draft) {
        this.progress = progress;
        this.received = progress.received();
        this.draft = draft;
        this.limit = (int)
                Math.min(Received.MAX_OCTETS, progress.lines().position() + (long) ResponseReader.MAX_HEAD_OCTETS);
    }

    @Override
    public Phase advance() {
        Optional<Line> next = progress.lines().peek();
        while (next.isPresent() && next.get().next() <= limit) {
            Line line = next.get();
            progress.lines().moveTo(line.next());
            if (statusLineRead && line.isEmpty()) {
                draft.anomalies().noteLine(line);
                return HeadEnd.of(progress, draft);
            }
            take(line);
            next = progress.lines().peek();
        }
        return received.length() > limit ? tooLarge() : this;
    }

    @Override
    public Remainder remainder(boolean ended) {
        int end = received.length();
        readUnfinishedStatusLine(end);
        String detail = "head: " + received.excerpt(progress.lines().position(), end);
        return Remainder.of(draft.incomplete(end, end, progress.truncated(detail)));
    }

    private void take(Line line) {
        if (statusLineRead) {
            draft.headers().add(line);
            return;
        }
        statusLineRead = true;
        StatusLine statusLine = StatusLine.parse(received, line.start(), line.end());
        draft.statusLine(statusLine);
        draft.anomalies().noteLine(line);
        draft.anomalies().noteControls(line.start(), line.end());
        if (!statusLine.regular()) {
            draft.anomalies().note(Anomaly.Kind.STATUS_LINE, line.start(), line.start(), line.next());
        }
    }

    private Phase tooLarge() {
        readUnfinishedStatusLine(limit);
        String detail = "head must be at most " + ResponseReader.MAX_HEAD_OCTETS + " octets";
        Anomaly anomaly = new Anomaly(Anomaly.Kind.HEAD_TOO_LARGE, limit, detail);
        return new StoppedPhase(draft.incomplete(limit, limit, anomaly));
    }

    private void readUnfinishedStatusLine(int end) {
        if (!statusLineRead) {
            int start = progress.lines().position();
            boolean carriageReturn = received.at(end - 1) == '\r';
            draft.statusLine(StatusLine.parse(received, start, carriageReturn ? end - 1 : end));
        }
    }
}
