// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads Transfer-Encoding, all field lines taken together (RFC 9112 §6.1 and §7). */
final class TransferCodings {

    private static final String CHUNKED = "chunked";
    private static final Set<String> KNOWN = Set.of(CHUNKED, "gzip", "x-gzip", "deflate", "compress", "x-compress");

    private final Anomalies anomalies;
    private final List<Field> fields;
    private final List<String> codings;

    TransferCodings(Draft draft) {
        this.anomalies = draft.anomalies();
        this.fields = draft.headers().named("transfer-encoding");
        this.codings = fields.stream()
                .flatMap(field -> List.of(field.value().split(",", -1)).stream())
                .map(coding -> Grammar.trim(coding).toLowerCase(Locale.ROOT))
                .toList();
    }

    boolean arePresent() {
        return !fields.isEmpty();
    }

    int offset() {
        return fields.get(0).offset();
    }

    /** Tells whether the chunked coding was applied last, so that it delimits the content. */
    boolean endInChunked() {
        return name(codings.get(codings.size() - 1)).equals(CHUNKED);
    }

    /**
     * Notes codings that are unknown, carry parameters, or apply the chunked one elsewhere than once and last. Where it
     * is not applied, the close ends the content (RFC 9112 §6.3).
     */
    void check() {
        int chunked = codings.indexOf(CHUNKED);
        boolean regular = KNOWN.containsAll(codings) && (chunked < 0 || chunked == codings.size() - 1);
        if (!regular) {
            anomalies.note(Anomaly.Kind.TRANSFER_ENCODING, offset(), text());
        }
    }

    /** Returns the codings as an anomaly can show them. */
    String text() {
        String text = String.join(", ", codings);
        String excerpt = text.substring(0, Math.min(text.length(), Anomaly.MAX_DETAIL + 1));
        return Escapes.escape(Octets.latin1(excerpt));
    }

    private static String name(String coding) {
        int parameters = coding.indexOf(';');
        return parameters < 0 ? coding : Grammar.trim(coding.substring(0, parameters));
    }
}
