// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import java.util.Optional;

/** Reads content in the chunked transfer coding (RFC 9112 §7.1). */
final class ChunkedPhase implements Phase {

    private enum Part {
        SIZE,
        DATA,
        DATA_END,
        TRAILERS,
        DONE,
        UNREADABLE
    }

    private final Progress progress;
    private final Received received;
    private final LineScanner lines;
    private final Draft draft;
    private Part part = Part.SIZE;
    private long chunkOctets;

    /** Begins at the reading position. */
    ChunkedPhase(Progress progress, Draft draft) {
        this.progress = progress;
        this.received = progress.received();
        this.lines = progress.lines();
        this.draft = draft;
    }

    @Override
    public Phase advance() {
        boolean advanced = true;
        while (advanced) {
            advanced = switch (part) {
                case SIZE -> readSize();
                case DATA -> readData();
                case DATA_END -> readDataEnd();
                case TRAILERS -> readTrailer();
                case DONE, UNREADABLE -> false;
            };
        }
        if (part == Part.UNREADABLE) {
            return new StoppedPhase(draft.incomplete(lines.position(), lines.position()));
        }
        if (part == Part.DONE) {
            progress.finish(draft.complete(lines.position()));
            return new StartPhase(progress, UnexpectedContent.NONE);
        }
        return this;
    }

    @Override
    public Remainder remainder(boolean ended) {
        int end = received.length();
        int contentFrom = part == Part.DATA ? lines.position() : end;
        return Remainder.of(draft.incomplete(contentFrom, end, progress.truncated(truncation())));
    }

    private boolean readSize() {
        Optional<Line> next = lines.peek();
        if (next.isEmpty()) {
            return false;
        }
        Line line = next.get();
        Optional<ChunkSizeLine> size = ChunkSizeLine.parse(received, line);
        if (size.isEmpty()) {
            noteSize(line, line.start());
            part = Part.UNREADABLE;
            return true;
        }
        draft.anomalies().noteLine(line);
        if (size.get().irregularAt() >= 0) {
            noteSize(line, size.get().irregularAt());
        }
        lines.moveTo(line.next());
        chunkOctets = size.get().octets();
        part = chunkOctets == 0 ? Part.TRAILERS : Part.DATA;
        return true;
    }

    private void noteSize(Line line, int offset) {
        draft.anomalies().note(Anomaly.Kind.CHUNK_SIZE, offset, line.start(), line.next());
    }

    private boolean readData() {
        int start = lines.position();
        if (received.length() - start < chunkOctets) {
            return false;
        }
        int end = start + (int) chunkOctets;
        draft.content().add(start, end);
        lines.moveTo(end);
        part = Part.DATA_END;
        return true;
    }

    /** Consumes CRLF, or a bare CR or LF in its place; anything else is taken for the next chunk-size line. */
    private boolean readDataEnd() {
        int at = lines.position();
        int available = received.length() - at;
        if (available == 0 || (available == 1 && received.at(at) == '\r')) {
            return false;
        }
        int next = received.at(at) == '\r' ? at + 1 : at;
        next = received.at(next) == '\n' ? next + 1 : next;
        if (next - at < 2) {
            draft.anomalies().note(Anomaly.Kind.CHUNK_TERMINATOR, at, at, next == at ? at + 1 : next);
        }
        lines.moveTo(next);
        part = Part.SIZE;
        return true;
    }

    private boolean readTrailer() {
        Optional<Line> next = lines.peek();
        if (next.isEmpty()) {
            return false;
        }
        Line line = next.get();
        lines.moveTo(line.next());
        if (line.isEmpty()) {
            draft.anomalies().noteLine(line);
            part = Part.DONE;
        } else {
            draft.trailers().add(line);
        }
        return true;
    }

    private String truncation() {
        int pending = received.length() - lines.position();
        String excerpt = received.excerpt(lines.position(), received.length());
        return switch (part) {
            case DATA -> "chunk data: " + pending + " of " + chunkOctets + " octets";
            case DATA_END -> "end of chunk data: " + excerpt;
            case TRAILERS -> "trailer section: " + excerpt;
            case SIZE, DONE, UNREADABLE -> "chunk-size line: " + excerpt;
        };
    }
}
