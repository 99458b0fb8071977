// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import dev.schism.corpus.BaselineStatus;
import dev.schism.oracle.cause.Cause;
import dev.schism.oracle.rules.Verdict;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;

/**
 * Writes a report as JUnit XML: a suite a target, a test case a cause, and one for the run itself. A cause that counts
 * and that the baseline does not accept is a failure whose message is its sentence; an accepted one, and one where the
 * text leaves the choice, is skipped with the reason. The run itself is an error for each reason why its result is not
 * whole. Thread-safe.
 */
public final class JunitReport {

    /** Name of the file. */
    public static final String FILE = "report.xml";

    private final RunReport report;

    private JunitReport(RunReport report) {
        this.report = report;
    }

    /**
     * Writes {@value #FILE} into a directory, which is created where there is none, and returns its path.
     *
     * @throws ReportException when it cannot be written
     */
    public static Path write(RunReport report, Path directory) {
        return ReportFile.write(directory, FILE, writer -> render(report, writer));
    }

    static void render(RunReport report, Writer writer) throws IOException {
        JunitReport junit = new JunitReport(report);
        XmlDocument.write(writer, xml -> xml.element("testsuites", junit::suites, "name", report.command()));
    }

    private void suites(XmlDocument xml) throws XMLStreamException {
        Set<String> targets = new LinkedHashSet<>();
        report.targets().forEach(target -> targets.add(target.name()));
        // An entry that was found before keeps the target it was found with.
        report.entries()
                .forEach(
                        entry -> targets.add(entry.entry().provenance().target().name()));
        for (String target : targets) {
            suite(xml, suiteName(target), causes(target));
        }
        if (targets.isEmpty()) {
            suite(xml, "no target", List.of());
        }
    }

    private String suiteName(String target) {
        return report.targets().stream()
                .filter(server -> server.name().equals(target))
                .findFirst()
                .map(server -> server.name() + " " + server.version())
                .orElse(target);
    }

    private List<ReportedCause> causes(String target) {
        return report.causes().stream()
                .filter(cause ->
                        cause.telling().entry().provenance().target().name().equals(target))
                .toList();
    }

    private void suite(XmlDocument xml, String name, List<ReportedCause> causes) throws XMLStreamException {
        long failures =
                causes.stream().filter(cause -> Decision.counts(report, cause)).count();
        xml.element(
                "testsuite",
                suite -> {
                    suite.element("properties", this::properties);
                    suite.element("testcase", this::run, "classname", "schism.run", "name", "the run itself");
                    for (ReportedCause cause : causes) {
                        testCase(suite, cause);
                    }
                },
                "name",
                name,
                "tests",
                Long.toString(causes.size() + 1L),
                "failures",
                Long.toString(failures),
                "errors",
                report.problems().isEmpty() ? "0" : "1",
                "skipped",
                Long.toString(causes.size() - failures),
                "time",
                String.format(Locale.ROOT, "%.3f", report.elapsed().toNanos() / 1e9),
                "timestamp",
                report.started().toString());
    }

    private void properties(XmlDocument xml) throws XMLStreamException {
        if (report.reference().isPresent()) {
            UsedReference reference = report.reference().get();
            property(xml, "reference", reference.text());
            if (reference.advice().isPresent()) {
                property(xml, "advice", reference.advice().get());
            }
        }
        for (String note : report.notes()) {
            property(xml, "note", note);
        }
        property(xml, "blame", BlameTally.of(report.causes()).line());
    }

    private static void property(XmlDocument xml, String name, String value) throws XMLStreamException {
        xml.element("property", empty -> {}, "name", name, "value", value);
    }

    private void run(XmlDocument xml) throws XMLStreamException {
        if (!report.problems().isEmpty()) {
            String all = report.problems().stream().map(Problem::text).collect(Collectors.joining("\n"));
            Problem first = report.problems().get(0);
            xml.element(
                    "error",
                    error -> error.text(all),
                    "message",
                    first.text(),
                    "type",
                    first.kind().name());
        }
    }

    private void testCase(XmlDocument xml, ReportedCause cause) throws XMLStreamException {
        xml.element(
                "testcase",
                result -> result(result, cause),
                "classname",
                "schism.run." + cause.cause().blame().party().words().replace(' ', '-'),
                "name",
                cause.cause().id());
    }

    private void result(XmlDocument xml, ReportedCause cause) throws XMLStreamException {
        if (cause.status() == BaselineStatus.ACCEPTED) {
            String reason = cause.telling()
                    .accepted()
                    .map(accepted -> ": " + accepted.reason())
                    .orElse("");
            String message = "accepted" + reason + "; " + cause.sentence();
            xml.element("skipped", skipped -> skipped.text(text(cause)), "message", message);
        } else if (Decision.counts(report, cause)) {
            xml.element(
                    "failure", failure -> failure.text(text(cause)), "message", cause.sentence(), "type", type(cause));
        } else {
            String message = "both allowed; " + cause.sentence();
            xml.element("skipped", skipped -> skipped.text(text(cause)), "message", message);
        }
    }

    private static String type(ReportedCause cause) {
        return cause.cause().blame().party().words();
    }

    private static String text(ReportedCause reported) {
        Cause cause = reported.cause();
        Stream<String> head = Stream.of(
                "octets    " + reported.octets(), "blame     " + cause.blame().text());
        Stream<String> variants = reported.variants().stream()
                .flatMap(variant -> Stream.of(
                        "signature " + variant.entry().divergence().signature().text(),
                        "replay    ./schism replay " + variant.entry().name()));
        Stream<String> sides = Stream.concat(
                cause.blame().ofReference().map(verdict -> side("reference", verdict)).stream(),
                cause.blame().ofTarget().map(verdict -> side("target", verdict)).stream());
        return Stream.of(head, variants, sides).flatMap(Function.identity()).collect(Collectors.joining("\n"));
    }

    private static String side(String role, Verdict verdict) {
        return role + ": " + verdict.text();
    }
}
