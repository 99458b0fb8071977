// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The anomalies of one message while it is read; their number is bounded, no kind is lost to the bound. */
final class Anomalies {

    private final Received received;
    private final List<Anomaly> noted = new ArrayList<>();
    private final Set<Anomaly.Kind> kinds = EnumSet.noneOf(Anomaly.Kind.class);

    Anomalies(Received received) {
        this.received = received;
    }

    void note(Anomaly.Kind kind, int offset, String detail) {
        if (kinds.add(kind) || noted.size() < ResponseReader.MAX_ANOMALIES) {
            noted.add(new Anomaly(kind, offset, detail));
        }
    }

    /** Notes an anomaly at {@code offset} that the octets of the range show. */
    void note(Anomaly.Kind kind, int offset, int from, int to) {
        note(kind, offset, received.excerpt(from, to));
    }

    /** Notes what is wrong with a line whatever it stands for: its terminator, and a CR within. */
    void noteLine(Line line) {
        if (line.endsWithBareLineFeed()) {
            note(Anomaly.Kind.BARE_LF, line.end(), line.start(), line.next());
        }
        for (int i = line.start(); i < line.end(); i++) {
            if (received.at(i) == '\r') {
                note(Anomaly.Kind.BARE_CR, i, line.start(), line.next());
                return;
            }
        }
    }

    /** Notes the first control octet of the range. */
    void noteControls(int from, int to) {
        for (int i = from; i < to; i++) {
            if (Grammar.isControl(received.at(i))) {
                note(Anomaly.Kind.CONTROL_OCTET, i, from, to);
                return;
            }
        }
    }

    /** Returns everything noted and the given ones, in order of their offset. */
    List<Anomaly> with(Anomaly... more) {
        List<Anomaly> all = new ArrayList<>(noted);
        all.addAll(List.of(more));
        all.sort(Comparator.comparingInt(Anomaly::offset));
        return all;
    }
}
