// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** Writes a transcript for people to read; nobody reads it back. */
final class TranscriptSummary {

    /** Octets of a message that are shown. */
    private static final int MAX_EXCERPT_OCTETS = 240;

    /** Messages of each sort, and anomalies of each message, that are shown. */
    private static final int MAX_ENTRIES = 20;

    private final JsonGenerator json;
    private final Octets received;

    TranscriptSummary(JsonGenerator json, Octets received) {
        this.json = json;
        this.received = received;
    }

    void write(Transcript transcript) throws IOException {
        json.writeObjectFieldStart("transcript");
        writeResponses("interim", transcript.interim());
        writeResponses("responses", transcript.responses());
        json.writeNumberField("leftoverOctets", transcript.leftover().length());
        json.writeStringField("leftover", excerpt(transcript.leftover()));
        json.writeEndObject();
    }

    private void writeResponses(String name, List<Response> responses) throws IOException {
        json.writeNumberField(name + "Count", responses.size());
        json.writeArrayFieldStart(name);
        for (Response response : responses.subList(0, Math.min(responses.size(), MAX_ENTRIES))) {
            writeResponse(response);
        }
        json.writeEndArray();
    }

    private void writeResponse(Response response) throws IOException {
        json.writeStartObject();
        json.writeNumberField("status", response.status());
        json.writeStringField("framing", response.framing().name());
        json.writeBooleanField("complete", response.complete());
        json.writeNumberField("start", response.start());
        json.writeNumberField("end", response.end());
        json.writeNumberField("contentOctets", response.content().length());
        json.writeArrayFieldStart("anomalies");
        List<Anomaly> anomalies = response.anomalies();
        for (Anomaly anomaly : anomalies.subList(0, Math.min(anomalies.size(), MAX_ENTRIES))) {
            json.writeString(anomaly.kind() + " at " + anomaly.offset() + ": " + anomaly.detail());
        }
        json.writeEndArray();
        json.writeStringField("excerpt", excerpt(received(response)));
        json.writeEndObject();
    }

    /** A transcript that was not made from these octets is shown as far as it can be. */
    private Octets received(Response response) {
        int end = Math.min(response.end(), received.length());
        return received.slice(Math.min(response.start(), end), end);
    }

    private static String excerpt(Octets octets) {
        String text = Escapes.escape(octets.slice(0, Math.min(octets.length(), MAX_EXCERPT_OCTETS)));
        return octets.length() > MAX_EXCERPT_OCTETS ? text + "..." : text;
    }
}
