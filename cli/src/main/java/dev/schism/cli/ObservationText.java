// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import dev.schism.scenario.Scenario;
import dev.schism.wire.Anomaly;
import dev.schism.wire.Escapes;
import dev.schism.wire.FieldLine;
import dev.schism.wire.Observation;
import dev.schism.wire.Octets;
import dev.schism.wire.Response;
import dev.schism.wire.StepTrace;
import java.time.Duration;
import java.util.Locale;

/** Writes an observation for people. What a server sent is escaped, so that it cannot steer a terminal. */
final class ObservationText {

    private static final int MAX_CONTENT = 2048;

    private final StringBuilder text = new StringBuilder();

    private ObservationText() {}

    static String of(Scenario scenario, Observation observation) {
        ObservationText writer = new ObservationText();
        writer.line("scenario  %s".formatted(scenario.name()));
        writer.line("sent      %d octets".formatted(observation.sent().length()));
        writer.line("received  %d octets".formatted(observation.received().length()));
        observation.steps().forEach(writer::step);
        observation
                .quiet()
                .ifPresent(probe -> writer.line("waiting   at step %d after %s%s"
                        .formatted(probe.step(), time(probe.at()), probe.halfClosed() ? ", then half-closed" : "")));
        observation
                .sentinel()
                .ifPresent(one -> writer.line(
                        "sentinel  %s %s".formatted(one.outcome(), one.detail()).stripTrailing()));
        observation.transcript().interim().forEach(response -> writer.response("interim", response));
        observation.transcript().responses().forEach(response -> writer.response("response", response));
        if (!observation.transcript().leftover().isEmpty()) {
            writer.line(
                    "leftover  %s".formatted(excerpt(observation.transcript().leftover())));
        }
        writer.line("end       %s after %s".formatted(observation.end(), time(observation.elapsed())));
        observation.error().ifPresent(error -> writer.line("error     %s".formatted(safe(error))));
        return writer.text.toString();
    }

    private void step(StepTrace trace) {
        String skipped = trace.responsesSkipped() == 0 ? "" : ", skipped " + trace.responsesSkipped();
        String sent = trace.octetsSent() == 0 ? "" : ", " + trace.octetsSent() + " octets";
        String detail = trace.detail().isEmpty() ? "" : ", " + safe(trace.detail());
        line("step %-4d %-10s %s at %s%s%s%s"
                .formatted(trace.index(), trace.step(), trace.outcome(), time(trace.ended()), sent, skipped, detail));
    }

    private void response(String kind, Response response) {
        line("%-9s %s %d %s  (octets %d to %d, %s%s)"
                .formatted(
                        kind,
                        safe(response.version()),
                        response.status(),
                        safe(response.reason()),
                        response.start(),
                        response.end(),
                        response.framing(),
                        response.complete() ? "" : ", incomplete"));
        for (FieldLine field : response.headers()) {
            line("          %s: %s".formatted(safe(field.name()), safe(field.value())));
        }
        for (Anomaly anomaly : response.anomalies()) {
            line("  anomaly %s at octet %d: %s".formatted(anomaly.kind(), anomaly.offset(), safe(anomaly.detail())));
        }
        if (!response.content().isEmpty()) {
            line("  content %s".formatted(excerpt(response.content())));
        }
        for (FieldLine field : response.trailers()) {
            line("  trailer %s: %s".formatted(safe(field.name()), safe(field.value())));
        }
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String time(Duration duration) {
        return String.format(Locale.ROOT, "%.3f ms", duration.toNanos() / 1e6);
    }

    private static String excerpt(Octets octets) {
        int shown = Math.min(octets.length(), MAX_CONTENT);
        String cut = shown == octets.length() ? "" : " ... %d more octets".formatted(octets.length() - shown);
        return Escapes.escape(octets.slice(0, shown)) + cut;
    }

    private static String safe(String value) {
        StringBuilder escaped = new StringBuilder(value.length());
        value.chars().forEach(c -> {
            if (c >= 0x20 && c < 0x7F) {
                escaped.append((char) c);
            } else if (c <= 0xFF) {
                Escapes.append(escaped, c);
            } else {
                escaped.append("\\u%04x".formatted(c));
            }
        });
        return escaped.toString();
    }
}
