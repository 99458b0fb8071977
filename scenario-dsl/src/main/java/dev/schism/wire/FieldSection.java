// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import java.util.ArrayList;
import java.util.List;

/** A header or trailer section while it is read (RFC 9112 §5). */
final class FieldSection {

    private final Received received;
    private final Anomalies anomalies;
    private final List<Field> fields = new ArrayList<>();

    FieldSection(Received received, Anomalies anomalies) {
        this.received = received;
        this.anomalies = anomalies;
    }

    /** Takes a line that is not empty. */
    void add(Line line) {
        received.countPart();
        anomalies.noteLine(line);
        if (Grammar.isWhitespace(received.at(line.start())) && !fields.isEmpty()) {
            fold(line);
        } else {
            parse(line);
        }
    }

    List<FieldLine> lines() {
        return fields.stream().map(Field::line).toList();
    }

    List<Field> named(String name) {
        return fields.stream().filter(field -> field.is(name)).toList();
    }

    private void fold(Line line) {
        anomalies.note(Anomaly.Kind.OBS_FOLD, line.start(), line.start(), line.next());
        fields.get(fields.size() - 1).fold(value(line.start(), line.end()));
    }

    private void parse(Line line) {
        int colon = line.start();
        while (colon < line.end() && received.at(colon) != ':') {
            colon++;
        }
        int nameEnd = received.trimEnd(line.start(), colon);
        checkName(line, nameEnd, colon);
        String name = received.latin1(line.start(), nameEnd);
        String value = colon == line.end() ? "" : value(colon + 1, line.end());
        fields.add(new Field(line.start(), name, value));
    }

    private void checkName(Line line, int nameEnd, int colon) {
        int at = line.start();
        while (at < nameEnd && Grammar.isTokenOctet(received.at(at))) {
            at++;
        }
        if (at < nameEnd || nameEnd == line.start() || colon == line.end()) {
            anomalies.note(Anomaly.Kind.FIELD_LINE, at, line.start(), line.next());
        } else if (nameEnd < colon) {
            anomalies.note(Anomaly.Kind.SPACE_BEFORE_COLON, nameEnd, line.start(), line.next());
        }
    }

    private String value(int from, int to) {
        int start = received.skipWhitespace(from, to);
        int end = received.trimEnd(start, to);
        anomalies.noteControls(start, end);
        return received.latin1(start, end);
    }
}
