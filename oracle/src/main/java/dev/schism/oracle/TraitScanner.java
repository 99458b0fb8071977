// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import dev.schism.wire.Octets;
import java.util.EnumSet;

/** Walks through the requests in the octets that a client sent. Not thread-safe. */
final class TraitScanner {

    /** A head beyond this is large: what many servers allow at most by default. */
    static final int LARGE_HEAD_OCTETS = 8 * 1024;

    /** A request line beyond this is long: what some servers allow at most by default. */
    static final int LONG_REQUEST_LINE_OCTETS = 4 * 1024;

    /** Content of as many octets does not fit many a server's buffer. */
    private static final int BODY_64K_OCTETS = 64 * 1024;

    private final SentCursor cursor;
    private final EnumSet<Trait> found = EnumSet.noneOf(Trait.class);

    TraitScanner(Octets sent) {
        cursor = new SentCursor(sent);
    }

    EnumSet<Trait> scan() {
        boolean pipelined = false;
        skipEmptyLines();
        while (!cursor.atEnd()) {
            if (pipelined) {
                found.add(Trait.PIPELINED);
            }
            request();
            skipEmptyLines();
            pipelined = true;
        }
        return found;
    }

    private void skipEmptyLines() {
        while (cursor.skipEmptyLine()) {
            found.add(Trait.LEADING_EMPTY_LINE);
        }
    }

    private void request() {
        int start = cursor.position();
        SentLine line = cursor.line();
        OctetTraits.scan(line, found);
        if (line.text().length() > LONG_REQUEST_LINE_OCTETS) {
            found.add(Trait.LONG_REQUEST_LINE);
        }
        RequestLine requestLine = RequestLine.parse(line.text());
        if (line.isComplete()) {
            RequestLineTraits.scan(requestLine, found);
        }
        FieldSection fields = FieldSection.read(cursor, found);
        if (cursor.position() - start > LARGE_HEAD_OCTETS) {
            found.add(Trait.LARGE_HEAD);
        }
        FieldTraits.scan(requestLine, fields, found);
        RequestFraming framing = RequestFraming.scan(requestLine, fields, found);
        if (fields.ended()) {
            body(framing);
        } else if (!requestLine.version().isEmpty() || !line.isComplete()) {
            found.add(Trait.TRUNCATED);
        }
    }

    private void body(RequestFraming framing) {
        int start = cursor.position();
        framed(framing);
        boolean found64K =
                framing.kind() != RequestFraming.Kind.UNCLEAR && cursor.position() - start >= BODY_64K_OCTETS;
        if (found64K) {
            found.add(Trait.BODY_64K);
        }
    }

    private void framed(RequestFraming framing) {
        switch (framing.kind()) {
            case NONE -> {}
            case LENGTH -> {
                if (!cursor.skip(framing.length())) {
                    found.add(Trait.TRUNCATED);
                }
            }
            case CHUNKED -> {
                if (!ChunkTraits.scan(cursor, found)) {
                    cursor.resync();
                }
            }
            case UNCLEAR -> cursor.resync();
        }
    }
}
