// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

/** Before a message: tells a status line from octets that begin no response. */
final class StartPhase implements Phase {

    private static final String STATUS_LINE_PREFIX = "HTTP/";

    private final Progress progress;
    private final Received received;
    private final UnexpectedContent unexpected;
    private final int start;
    private int at;

    /**
     * Begins at the reading position.
     *
     * @param unexpected what to do about content where the last response should have none
     */
    StartPhase(Progress progress, UnexpectedContent unexpected) {
        this.progress = progress;
        this.received = progress.received();
        this.unexpected = unexpected;
        this.start = progress.lines().position();
        this.at = start;
    }

    @Override
    public Phase advance() {
        skipEmptyLines();
        int matched = matchedPrefix();
        if (matched == STATUS_LINE_PREFIX.length()) {
            progress.lines().moveTo(at);
            return new HeadPhase(progress, draft());
        }
        return at + matched == received.length() || isLineEndBegun() ? this : withoutStatusLine();
    }

    @Override
    public Remainder remainder(boolean ended) {
        if (at < received.length() && !isLineEndBegun()) {
            String detail = received.excerpt(at, received.length());
            return Remainder.of(draft().incomplete(
                            received.length(), received.length(), progress.truncated("status line: " + detail)));
        }
        if (ended && start < received.length() && progress.isAtFirstMessage()) {
            return new BarePhase(progress).remainder(true);
        }
        return Remainder.leftover(start);
    }

    private void skipEmptyLines() {
        while (at < received.length()) {
            int next = received.at(at) == '\r' ? at + 1 : at;
            if (next == received.length() || received.at(next) != '\n') {
                return;
            }
            at = next + 1;
        }
    }

    private int matchedPrefix() {
        int matched = 0;
        while (matched < STATUS_LINE_PREFIX.length()
                && at + matched < received.length()
                && received.at(at + matched) == STATUS_LINE_PREFIX.charAt(matched)) {
            matched++;
        }
        return matched;
    }

    private boolean isLineEndBegun() {
        return at + 1 == received.length() && received.at(at) == '\r';
    }

    private Phase withoutStatusLine() {
        if (progress.isAtFirstMessage()) {
            return new BarePhase(progress);
        }
        return unexpected.read().orElseGet(() -> new StoppedPhase(progress));
    }

    private Draft draft() {
        Draft draft = new Draft(received, start);
        if (at > start) {
            draft.anomalies().note(Anomaly.Kind.LEADING_EMPTY_LINE, start, start, at);
        }
        return draft;
    }
}
