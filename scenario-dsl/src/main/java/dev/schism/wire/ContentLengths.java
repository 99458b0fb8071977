// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import java.util.List;
import java.util.OptionalLong;

/** Reads Content-Length, all field lines and list members taken together (RFC 9110 §8.6, RFC 9112 §6.3). */
final class ContentLengths {

    /** Longest decimal number that is converted; what is longer exceeds anything that can be received. */
    private static final int MAX_DIGITS = 18;

    private final Anomalies anomalies;
    private final List<Field> fields;

    ContentLengths(Draft draft) {
        this.anomalies = draft.anomalies();
        this.fields = draft.headers().named("content-length");
    }

    boolean arePresent() {
        return !fields.isEmpty();
    }

    int offset() {
        return fields.get(0).offset();
    }

    /** Returns the one length; empty where it cannot be told. Notes what is irregular. */
    OptionalLong read() {
        List<String> members = fields.stream()
                .flatMap(field -> List.of(field.value().split(",", -1)).stream())
                .map(Grammar::trim)
                .toList();
        if (!members.stream().allMatch(Grammar::isDecimal)) {
            return unusable(Anomaly.Kind.CONTENT_LENGTH, members);
        }
        long[] lengths = members.stream().mapToLong(this::parse).distinct().toArray();
        if (lengths.length > 1) {
            return unusable(Anomaly.Kind.CONTENT_LENGTH_CONFLICT, members);
        }
        if (members.size() > 1) {
            note(Anomaly.Kind.CONTENT_LENGTH_REPEATED, members);
        }
        return OptionalLong.of(lengths[0]);
    }

    private long parse(String digits) {
        String significant = digits.replaceFirst("^0+(?=.)", "");
        if (significant.length() > MAX_DIGITS) {
            note(Anomaly.Kind.CONTENT_LENGTH, List.of(digits));
            return Long.MAX_VALUE;
        }
        return Long.parseLong(significant);
    }

    private OptionalLong unusable(Anomaly.Kind kind, List<String> members) {
        note(kind, members);
        return OptionalLong.empty();
    }

    private void note(Anomaly.Kind kind, List<String> members) {
        String text = String.join(", ", members);
        String excerpt = text.substring(0, Math.min(text.length(), Anomaly.MAX_DETAIL + 1));
        anomalies.note(kind, offset(), Escapes.escape(Octets.latin1(excerpt)));
    }
}
