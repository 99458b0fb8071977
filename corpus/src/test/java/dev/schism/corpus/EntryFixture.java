// SPDX-License-Identifier: Apache-2.0
package dev.schism.corpus;

import dev.schism.oracle.Category;
import dev.schism.oracle.Divergence;
import dev.schism.oracle.Facet;
import dev.schism.oracle.FacetDifference;
import dev.schism.oracle.Signature;
import dev.schism.scenario.Pacing;
import dev.schism.scenario.Payload;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.Step;
import dev.schism.wire.Arrival;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.Observation;
import dev.schism.wire.Octets;
import dev.schism.wire.QuietProbe;
import dev.schism.wire.ResponseReader;
import dev.schism.wire.ServerIdentity;
import dev.schism.wire.StepTrace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Entries to test with. */
final class EntryFixture {

    static final Instant MONDAY = Instant.parse("2026-11-16T08:30:00Z");
    static final Instant TUESDAY = Instant.parse("2026-11-17T08:30:00.123456789Z");
    static final Signature SIGNATURE =
            new Signature(Category.STATUS_DIFFER, List.of("status:400-200", "end:fin-open"), List.of("host-missing"));

    private EntryFixture() {}

    static CorpusEntry entry() {
        return entry(SIGNATURE, "GET / HTTP/1.1\r\n\r\n", MONDAY);
    }

    static CorpusEntry entry(Signature signature, String sent, Instant seen) {
        return CorpusEntry.of(divergence(signature, sent), provenance(seen));
    }

    static Divergence divergence(Signature signature, String sent) {
        Payload payload = Payload.template(sent);
        Scenario scenario = Scenario.named("found")
                .tag("host-missing")
                .step(new Step.SendBytes(payload, Pacing.WHOLE))
                .await(Duration.ofSeconds(5))
                .build();
        return new Divergence(
                scenario,
                observation("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", ConnectionEnd.FIN),
                observation("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n\0\u00ff", ConnectionEnd.OPEN),
                signature.category(),
                List.of(new FacetDifference(Facet.CONNECTION_END, "FIN", "OPEN <b>\"\u202e", "fin-open")),
                signature);
    }

    static Provenance provenance(Instant seen) {
        return new Provenance(
                new ServerIdentity("nginx", "1.28.0", "0123456789abcdef"),
                Optional.of("in a container"),
                new ServerIdentity("netty", "4.2.18.Final", ServerIdentity.NONE),
                "grammar/1",
                Optional.of(-42L),
                seen,
                seen);
    }

    static Observation observation(Octets received) {
        return observation(received, ConnectionEnd.FIN);
    }

    private static Observation observation(String received, ConnectionEnd end) {
        return observation(Octets.latin1(received), end);
    }

    private static Observation observation(Octets octets, ConnectionEnd end) {
        List<String> methods = List.of("GET");
        return new Observation(
                Octets.latin1("GET / HTTP/1.1\r\n\r\n"),
                methods,
                octets,
                List.of(new Arrival(0, Duration.ofMillis(3))),
                ResponseReader.read(octets, methods, end == ConnectionEnd.FIN),
                List.of(trace(0, "send", StepTrace.Outcome.DONE, 18), trace(1, "await", StepTrace.Outcome.MATCHED, 0)),
                end,
                Optional.of(new QuietProbe(1, Duration.ofMillis(40), 10, true)),
                Duration.ofNanos(123_456),
                Duration.ofMillis(50),
                Map.of("host", "127.0.0.1", "port", "8080", "token", "t0"),
                Optional.empty());
    }

    private static StepTrace trace(int index, String step, StepTrace.Outcome outcome, int sent) {
        return new StepTrace(index, step, outcome, Duration.ZERO, Duration.ofMillis(2), sent, 0, "");
    }
}
