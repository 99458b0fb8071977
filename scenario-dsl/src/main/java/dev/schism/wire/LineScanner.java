// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import java.util.Optional;

/** The reading position, and the search for line ends from there: no octet is looked at twice for that. */
final class LineScanner {

    private final Received received;
    private int position;
    private int scanned;

    LineScanner(Received received) {
        this.received = received;
    }

    /** Returns the index of the first octet that is not consumed. */
    int position() {
        return position;
    }

    void moveTo(int newPosition) {
        position = newPosition;
        scanned = Math.max(scanned, newPosition);
    }

    /** Returns the line at the reading position without consuming it; empty while its LF has not come. */
    Optional<Line> peek() {
        while (scanned < received.length() && received.at(scanned) != '\n') {
            scanned++;
        }
        if (scanned == received.length()) {
            return Optional.empty();
        }
        boolean carriageReturn = scanned > position && received.at(scanned - 1) == '\r';
        return Optional.of(new Line(position, carriageReturn ? scanned - 1 : scanned, scanned + 1));
    }
}
