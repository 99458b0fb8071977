// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import dev.schism.corpus.AcceptedDivergence;
import dev.schism.corpus.Baseline;
import dev.schism.corpus.BaselineStatus;
import dev.schism.corpus.CorpusEntry;
import dev.schism.corpus.Provenance;
import dev.schism.oracle.Category;
import dev.schism.oracle.Divergence;
import dev.schism.oracle.Facet;
import dev.schism.oracle.FacetDifference;
import dev.schism.oracle.Finding;
import dev.schism.oracle.Signature;
import dev.schism.oracle.rules.Blame;
import dev.schism.oracle.rules.Judge;
import dev.schism.oracle.rules.Judgement;
import dev.schism.oracle.rules.Profile;
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
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reports to test with. */
final class ReportFixture {

    static final Path CORPUS = Path.of("found/entries");

    static final Instant STARTED = Instant.parse("2026-11-21T08:30:00Z");
    static final ServerIdentity NGINX = new ServerIdentity("nginx", "1.28.0", "0123456789abcdef");
    static final ServerIdentity NETTY = new ServerIdentity("netty", "4.2.18.Final", ServerIdentity.NONE);
    static final String BAD_REQUEST = """
            HTTP/1.1 400 Bad Request\r
            Server: nginx/1.28.0\r
            Date: Sat, 21 Nov 2026 08:30:00 GMT\r
            Content-Type: text/html\r
            Content-Length: 11\r
            Connection: close\r
            \r
            bad request""";
    static final String OK = """
            HTTP/1.1 200 OK\r
            Date: Sat, 21 Nov 2026 08:30:00 GMT\r
            Content-Type: application/json\r
            Content-Length: 24\r
            \r
            {"method":"R0VU","n":1}
            """;

    private ReportFixture() {}

    static String html(RunReport report) {
        StringWriter html = new StringWriter();
        try {
            HtmlReport.render(report, html);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return html.toString();
    }

    static RunReport report(ReportedEntry... entries) {
        return report(List.of(entries));
    }

    static RunReport report(List<ReportedEntry> entries) {
        Tally tally = new Tally(
                2000,
                2000,
                Map.of(Category.OK, 1205L, Category.BOTH_REJECTED, 641L, Category.STATUS_DIFFER, 148L),
                Map.of(Finding.Inconclusive.Reason.SLOW, 6L),
                2);
        return new RunReport(
                "schism run --target netty --count 2000",
                "0.1.0",
                STARTED,
                Duration.ofMillis(4321),
                Optional.of(-42L),
                Optional.of(UsedReference.of(NGINX, "in a container")),
                List.of(NETTY),
                new Environment("17.0.15", "Linux 6.1 amd64"),
                tally,
                CORPUS,
                entries,
                List.of(),
                false,
                List.of());
    }

    /** A report of a run whose reference was the embedded server, and which found nothing. */
    static RunReport embedded() {
        RunReport nginx = report();
        return new RunReport(
                nginx.command(),
                nginx.schismVersion(),
                nginx.started(),
                nginx.elapsed(),
                nginx.seed(),
                Optional.of(UsedReference.of(
                        new ServerIdentity("embedded", "17.0.15", ServerIdentity.NONE), "embedded in this JVM")),
                nginx.targets(),
                nginx.environment(),
                nginx.tally(),
                nginx.corpus(),
                nginx.entries(),
                nginx.problems(),
                nginx.failOnAllowed(),
                List.of());
    }

    /** A report of a corpus with nothing in it. */
    static RunReport empty() {
        return new RunReport(
                "schism report",
                "0.1.0",
                STARTED,
                Duration.ZERO,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Environment.current(),
                Tally.NONE,
                CORPUS,
                List.of(),
                List.of(new Problem(Problem.Kind.NOTHING_COMPARED, "nothing was compared")),
                false,
                List.of());
    }

    /** A report as a campaign would make it, with entries of every status. */
    static RunReport plausible() {
        List<ReportedEntry> entries = new ArrayList<>();
        entries.add(reported(entry(
                signature(Category.STATUS_DIFFER, "status:400-200 end:fin-open", "host-missing"), BAD_REQUEST, OK)));
        entries.add(reported(entry(
                signature(Category.OK, "count:1-2 leftover:none-some", "content-length-repeated chunked"),
                OK,
                OK + OK.replace("200 OK", "204 No Content"))));
        entries.add(reported(entry(
                signature(Category.TARGET_TIMEOUT, "outcome:answered-timeout", "bare-lf obs-fold"), BAD_REQUEST, "")));
        ReportedEntry known = reported(entry(
                signature(Category.BODY_DIFFER, "request-seen:target", "absolute-form"),
                OK,
                OK.replace("R0VU", "SEVB")));
        entries.add(
                new ReportedEntry(known.entry(), BaselineStatus.ACCEPTED, Optional.of(accepted()), known.judgement()));
        ReportedEntry old =
                reported(entry(signature(Category.HEADER_DIFFER, "header:vary", ""), OK, OK.replace("json", "xml")));
        entries.add(new ReportedEntry(old.entry(), BaselineStatus.EXPIRED, Optional.of(accepted()), old.judgement()));
        return report(entries);
    }

    /** The same, and a cause where the text leaves the choice. */
    static RunReport withAllowed(boolean failOnAllowed, Problem... problems) {
        RunReport report = plausible();
        CorpusEntry entry = entry(signature(Category.STATUS_DIFFER, "status:400-200", "method-lower"), BAD_REQUEST, OK);
        Blame blame = new Blame(Blame.Party.BOTH_ALLOWED, Optional.empty(), Optional.empty());
        List<ReportedEntry> entries = new ArrayList<>(report.entries());
        entries.add(new ReportedEntry(
                entry,
                BaselineStatus.NEW,
                Optional.empty(),
                new Judgement(Profile.RFC, Set.of(), List.of(), List.of(), blame)));
        return new RunReport(
                report.command(),
                report.schismVersion(),
                report.started(),
                report.elapsed(),
                report.seed(),
                report.reference(),
                report.targets(),
                report.environment(),
                report.tally(),
                report.corpus(),
                entries,
                List.of(problems),
                failOnAllowed,
                List.of());
    }

    static Signature signature(Category category, String differences, String traits) {
        return new Signature(category, words(differences), words(traits));
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    static AcceptedDivergence accepted() {
        return new AcceptedDivergence(
                Category.BODY_DIFFER,
                List.of("request-seen:target"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "the proxy rewrites the target",
                "RFC 9112 §3.2.2",
                LocalDate.of(2027, 1, 31),
                3);
    }

    static ReportedEntry reported(CorpusEntry entry) {
        return ReportedEntry.of(entry, Judge.of(Profile.RFC), Baseline.EMPTY, LocalDate.EPOCH);
    }

    static CorpusEntry entry(Signature signature, String reference, String target) {
        Scenario scenario = Scenario.named("found")
                .tag("host-missing")
                .step(new Step.SendBytes(
                        Payload.template("GET /{token} HTTP/1.1\r\nX: it's 100%\r\n\r\n"), Pacing.WHOLE))
                .await(Duration.ofSeconds(5))
                .build();
        return entry(scenario, signature, reference, target);
    }

    static CorpusEntry entry(Scenario scenario, Signature signature, String reference, String target) {
        List<FacetDifference> facets =
                List.of(new FacetDifference(Facet.CONNECTION_END, "FIN after 400", "OPEN", "fin-open"));
        Divergence divergence = new Divergence(
                scenario,
                observation(reference, ConnectionEnd.FIN),
                observation(target, ConnectionEnd.OPEN),
                signature.category(),
                facets,
                signature);
        Instant last = STARTED.plusSeconds(4);
        return CorpusEntry.of(
                divergence,
                new Provenance(NGINX, Optional.empty(), NETTY, "grammar/1", Optional.of(-42L), STARTED, last));
    }

    static Observation observation(String received, ConnectionEnd end) {
        Octets octets = Octets.latin1(received);
        Optional<QuietProbe> quiet = end == ConnectionEnd.OPEN
                ? Optional.of(new QuietProbe(1, Duration.ofMillis(41), octets.length(), false))
                : Optional.empty();
        return new Observation(
                Octets.latin1("GET /t0 HTTP/1.1\r\nX: it's 100%\r\n\r\n"),
                List.of("GET"),
                octets,
                octets.isEmpty() ? List.of() : List.of(new Arrival(0, Duration.ofMillis(3))),
                ResponseReader.read(octets, List.of("GET"), end == ConnectionEnd.FIN),
                List.of(
                        trace(0, "send", StepTrace.Outcome.DONE, 35, 1),
                        trace(1, "await", StepTrace.Outcome.MATCHED, 0, 3)),
                end,
                quiet,
                Duration.ofNanos(123_456),
                Duration.ofMillis(50),
                Map.of("host", "127.0.0.1", "port", "8080", "token", "t0"),
                Optional.empty());
    }

    private static StepTrace trace(int index, String step, StepTrace.Outcome outcome, int sent, int millis) {
        return new StepTrace(index, step, outcome, Duration.ofNanos(200_000), Duration.ofMillis(millis), sent, 0, "");
    }
}
