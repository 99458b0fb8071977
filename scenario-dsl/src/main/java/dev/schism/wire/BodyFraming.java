// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import java.util.OptionalLong;

/**
 * How the content of a response is delimited by its header section alone (RFC 9112 §6.3, rules 4 to 8).
 *
 * @param framing the way
 * @param octets the length, 0 unless the way is {@link Framing#CONTENT_LENGTH}
 * @param announced whether the header section says that there is content
 */
record BodyFraming(Framing framing, long octets, boolean announced) {

    /** Decides on a complete header section and notes what is irregular in it. */
    static BodyFraming of(Draft draft) {
        TransferCodings codings = new TransferCodings(draft);
        ContentLengths lengths = new ContentLengths(draft);
        if (codings.arePresent()) {
            return coded(draft, codings, lengths);
        }
        if (!lengths.arePresent()) {
            return new BodyFraming(Framing.CLOSE_DELIMITED, 0, false);
        }
        // an unusable length leaves only the end of the connection
        OptionalLong octets = lengths.read();
        return octets.isPresent()
                ? new BodyFraming(Framing.CONTENT_LENGTH, octets.getAsLong(), octets.getAsLong() > 0)
                : new BodyFraming(Framing.CLOSE_DELIMITED, 0, true);
    }

    /** Notes framing fields where the status allows none (RFC 9112 §6.1, RFC 9110 §8.6). */
    static void checkForbidden(Draft draft) {
        TransferCodings codings = new TransferCodings(draft);
        ContentLengths lengths = new ContentLengths(draft);
        if (codings.arePresent()) {
            draft.anomalies().note(Anomaly.Kind.FRAMING_FORBIDDEN, codings.offset(), "transfer-encoding");
        }
        if (lengths.arePresent()) {
            draft.anomalies().note(Anomaly.Kind.FRAMING_FORBIDDEN, lengths.offset(), "content-length");
        }
    }

    private static BodyFraming coded(Draft draft, TransferCodings codings, ContentLengths lengths) {
        Anomalies anomalies = draft.anomalies();
        codings.check();
        if (draft.statusLine().isBelowHttp11()) {
            anomalies.note(Anomaly.Kind.TRANSFER_ENCODING_VERSION, codings.offset(), codings.text());
        }
        if (lengths.arePresent()) {
            lengths.read();
            anomalies.note(
                    Anomaly.Kind.TRANSFER_ENCODING_AND_CONTENT_LENGTH,
                    Math.max(codings.offset(), lengths.offset()),
                    codings.text());
        }
        return new BodyFraming(codings.endInChunked() ? Framing.CHUNKED : Framing.CLOSE_DELIMITED, 0, true);
    }
}
