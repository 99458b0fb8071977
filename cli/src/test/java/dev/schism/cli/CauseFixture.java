// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import dev.schism.corpus.AcceptedDivergence;
import dev.schism.corpus.BaselineStatus;
import dev.schism.corpus.CorpusEntry;
import dev.schism.corpus.Provenance;
import dev.schism.oracle.Category;
import dev.schism.oracle.Divergence;
import dev.schism.oracle.Signature;
import dev.schism.oracle.rules.Blame;
import dev.schism.oracle.rules.Judgement;
import dev.schism.oracle.rules.Profile;
import dev.schism.report.Environment;
import dev.schism.report.Problem;
import dev.schism.report.ReportedEntry;
import dev.schism.report.RunReport;
import dev.schism.report.Tally;
import dev.schism.scenario.Scenario;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.Observation;
import dev.schism.wire.Octets;
import dev.schism.wire.ResponseReader;
import dev.schism.wire.ServerIdentity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reports of causes to test with. */
final class CauseFixture {

    static final ServerIdentity NGINX = new ServerIdentity("nginx", "1.28.0", "0123456789abcdef");
    static final ServerIdentity NETTY = new ServerIdentity("netty", "4.2.18.Final", ServerIdentity.NONE);

    private CauseFixture() {}

    /** A cause in which the target answers 200 to what the reference refuses; the trait tells it from others. */
    static ReportedEntry cause(Blame.Party party, BaselineStatus status, String trait) {
        return cause(NETTY, party, status, trait);
    }

    static ReportedEntry cause(ServerIdentity target, Blame.Party party, BaselineStatus status, String trait) {
        Signature signature = new Signature(Category.STATUS_DIFFER, List.of("status:400-200"), List.of(trait));
        Scenario scenario = Scenario.named("found")
                .send("GET / HTTP/1.1\r\n\r\n")
                .await(Duration.ofSeconds(5))
                .build();
        Divergence divergence = new Divergence(
                scenario,
                observation("400 Bad Request"),
                observation("200 OK"),
                signature.category(),
                List.of(),
                signature);
        CorpusEntry entry = CorpusEntry.of(
                divergence,
                new Provenance(
                        NGINX, Optional.empty(), target, "grammar/1", Optional.empty(), Instant.EPOCH, Instant.EPOCH));
        Blame blame = new Blame(party, Optional.empty(), Optional.empty());
        Judgement judgement = new Judgement(Profile.RFC, Set.of(), List.of(), List.of(), blame);
        return new ReportedEntry(
                entry, status, status == BaselineStatus.NEW ? Optional.empty() : Optional.of(accepted()), judgement);
    }

    private static AcceptedDivergence accepted() {
        return new AcceptedDivergence(
                Category.STATUS_DIFFER,
                List.of("status:400-200"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "made for a test",
                "RFC 9112 §2.2",
                LocalDate.of(2027, 1, 31),
                1);
    }

    private static Observation observation(String status) {
        Octets received = Octets.latin1("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n");
        List<String> methods = List.of("GET");
        return new Observation(
                Octets.latin1("GET / HTTP/1.1\r\n\r\n"),
                methods,
                received,
                List.of(),
                ResponseReader.read(received, methods, true),
                List.of(),
                ConnectionEnd.FIN,
                Optional.empty(),
                Duration.ZERO,
                Duration.ofMillis(1),
                Map.of(),
                Optional.empty());
    }

    static RunReport report(List<ReportedEntry> entries, List<Problem> problems, boolean failOnAllowed) {
        return new RunReport(
                "schism run",
                "0.1.0",
                Instant.EPOCH,
                Duration.ofSeconds(1),
                Optional.of(7L),
                Optional.empty(),
                List.of(NETTY),
                Environment.current(),
                new Tally(10, 10, Map.of(), Map.of(), 0),
                Path.of("corpus", "entries"),
                entries,
                problems,
                failOnAllowed,
                List.of());
    }
}
