// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import dev.schism.corpus.BaselineStatus;
import dev.schism.oracle.rules.Verdict;
import dev.schism.wire.ServerIdentity;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;

/**
 * Writes a report as JUnit XML: a suite a target, a test case a divergence, and one for the run itself. A divergence
 * that the baseline does not accept is a failure whose message says who is wrong; an accepted one is skipped with the
 * reason. The run itself is an error where nothing was compared. Thread-safe.
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
        Set<ServerIdentity> targets = new LinkedHashSet<>(report.targets());
        // An entry that was found before keeps the target it was found with, such as an older version.
        report.entries().forEach(entry -> targets.add(entry.entry().provenance().target()));
        for (ServerIdentity target : targets) {
            List<ReportedEntry> entries = report.entries().stream()
                    .filter(entry -> entry.entry().provenance().target().equals(target))
                    .toList();
            suite(xml, target.name() + " " + target.version(), entries);
        }
        if (targets.isEmpty()) {
            suite(xml, "no target", List.of());
        }
    }

    private void suite(XmlDocument xml, String name, List<ReportedEntry> entries) throws XMLStreamException {
        long accepted = entries.stream().filter(JunitReport::isAccepted).count();
        xml.element(
                "testsuite",
                suite -> {
                    suite.element("properties", this::properties);
                    suite.element("testcase", this::run, "classname", "schism.run", "name", "the run itself");
                    for (ReportedEntry entry : entries) {
                        testCase(suite, entry);
                    }
                },
                "name",
                name,
                "tests",
                Long.toString(entries.size() + 1L),
                "failures",
                Long.toString(entries.size() - accepted),
                "errors",
                isEmpty() ? "1" : "0",
                "skipped",
                Long.toString(accepted),
                "time",
                String.format(Locale.ROOT, "%.3f", report.elapsed().toNanos() / 1e9),
                "timestamp",
                report.started().toString());
    }

    private boolean isEmpty() {
        return report.tally().pairs() == 0 && report.entries().isEmpty();
    }

    private void properties(XmlDocument xml) throws XMLStreamException {
        if (report.reference().isPresent()) {
            UsedReference reference = report.reference().get();
            property(xml, "reference", reference.text());
            if (reference.advice().isPresent()) {
                property(xml, "advice", reference.advice().get());
            }
        }
        property(xml, "blame", BlameTally.of(report.entries()).line());
    }

    private static void property(XmlDocument xml, String name, String value) throws XMLStreamException {
        xml.element("property", empty -> {}, "name", name, "value", value);
    }

    private void run(XmlDocument xml) throws XMLStreamException {
        if (isEmpty()) {
            xml.element("error", empty -> {}, "message", "nothing was compared");
        }
    }

    private static void testCase(XmlDocument xml, ReportedEntry entry) throws XMLStreamException {
        xml.element(
                "testcase",
                result -> result(result, entry),
                "classname",
                "schism.run." + entry.entry().divergence().category(),
                "name",
                entry.entry().name());
    }

    private static void result(XmlDocument xml, ReportedEntry entry) throws XMLStreamException {
        String blame = entry.judgement().blame().line();
        if (isAccepted(entry)) {
            String reason =
                    entry.accepted().map(accepted -> ": " + accepted.reason()).orElse("");
            xml.element("skipped", empty -> {}, "message", "accepted" + reason + "; " + blame);
        } else {
            xml.element("failure", failure -> failure.text(text(entry)), "message", blame, "type", type(entry));
        }
    }

    private static String type(ReportedEntry entry) {
        return entry.judgement().blame().party().words();
    }

    private static String text(ReportedEntry entry) {
        Stream<String> head = Stream.of(
                entry.judgement().blame().text(),
                "signature " + entry.entry().divergence().signature().text(),
                "replay    ./schism replay " + entry.entry().name());
        Stream<String> sides = Stream.concat(
                entry.judgement().blame().ofReference().map(verdict -> side("reference", verdict)).stream(),
                entry.judgement().blame().ofTarget().map(verdict -> side("target", verdict)).stream());
        return Stream.concat(head, sides).collect(Collectors.joining("\n"));
    }

    private static String side(String role, Verdict verdict) {
        return role + ": " + verdict.text();
    }

    private static boolean isAccepted(ReportedEntry entry) {
        return entry.status() == BaselineStatus.ACCEPTED;
    }
}
