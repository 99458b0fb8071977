// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the members of an observation, in an order that puts what people look for first. */
final class ObservationWriter {

    private final JsonGenerator json;

    ObservationWriter(JsonGenerator json) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        this.json = json.setPrettyPrinter(
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter));
    }

    void write(Observation observation) throws IOException {
        json.writeStartObject();
        json.writeNumberField(
                ObservationJson.MARK,
                observation.sentinel().isPresent() ? ObservationJson.VERSION_WITH_SENTINEL : ObservationJson.VERSION);
        json.writeStringField("end", observation.end().name());
        if (observation.error().isPresent()) {
            json.writeStringField("error", observation.error().get());
        }
        new TranscriptSummary(json, observation.received()).write(observation.transcript());
        writeSteps(observation.steps());
        if (observation.quiet().isPresent()) {
            writeQuiet(observation.quiet().get());
        }
        if (observation.sentinel().isPresent()) {
            writeSentinel(observation.sentinel().get());
        }
        writePlaceholders(observation.placeholders());
        writeMethods(observation.methods());
        json.writeStringField("sent", observation.sent().toBase64());
        json.writeStringField("received", observation.received().toBase64());
        writeArrivals(observation.arrivals());
        json.writeNumberField("connectNanos", observation.connectTime().toNanos());
        json.writeNumberField("elapsedNanos", observation.elapsed().toNanos());
        json.writeEndObject();
    }

    private void writeSteps(List<StepTrace> steps) throws IOException {
        json.writeArrayFieldStart("steps");
        for (StepTrace step : steps) {
            json.writeStartObject();
            json.writeNumberField("index", step.index());
            json.writeStringField("step", step.step());
            json.writeStringField("outcome", step.outcome().name());
            json.writeNumberField("startedNanos", step.started().toNanos());
            json.writeNumberField("endedNanos", step.ended().toNanos());
            json.writeNumberField("octetsSent", step.octetsSent());
            json.writeNumberField("responsesSkipped", step.responsesSkipped());
            json.writeStringField("detail", step.detail());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeQuiet(QuietProbe quiet) throws IOException {
        json.writeObjectFieldStart("quiet");
        json.writeNumberField("step", quiet.step());
        json.writeNumberField("atNanos", quiet.at().toNanos());
        json.writeNumberField("receivedOctets", quiet.receivedOctets());
        json.writeBooleanField("halfClosed", quiet.halfClosed());
        json.writeEndObject();
    }

    private void writeSentinel(Sentinel sentinel) throws IOException {
        json.writeObjectFieldStart("sentinel");
        json.writeStringField("outcome", sentinel.outcome().name());
        json.writeStringField("detail", sentinel.detail());
        json.writeStringField("sent", sentinel.sent().toBase64());
        json.writeStringField("received", sentinel.received().toBase64());
        json.writeNumberField("atNanos", sentinel.at().toNanos());
        json.writeNumberField("endedNanos", sentinel.ended().toNanos());
        json.writeEndObject();
    }

    private void writePlaceholders(Map<String, String> placeholders) throws IOException {
        json.writeObjectFieldStart("placeholders");
        for (Map.Entry<String, String> entry : new TreeMap<>(placeholders).entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }

    private void writeMethods(List<String> methods) throws IOException {
        json.writeArrayFieldStart("methods");
        for (String method : methods) {
            json.writeString(method);
        }
        json.writeEndArray();
    }

    private void writeArrivals(List<Arrival> arrivals) throws IOException {
        json.writeArrayFieldStart("arrivals");
        for (Arrival arrival : arrivals) {
            json.writeStartObject();
            json.writeNumberField("offset", arrival.offset());
            json.writeNumberField("atNanos", arrival.at().toNanos());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
