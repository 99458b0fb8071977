// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import dev.schism.oracle.rules.Verdict;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes what a probe found as JUnit XML: a suite a target, a test case a case; a failure where a rule was broken,
 * skipped with the reason where nothing could be observed. Thread-safe.
 */
public final class ProbeJunit {

    /** Name of the file. */
    public static final String FILE = "probe.xml";

    private final ProbeReport report;
    private final XMLStreamWriter xml;

    private ProbeJunit(ProbeReport report, XMLStreamWriter xml) {
        this.report = report;
        this.xml = xml;
    }

    /**
     * Writes {@value #FILE} into a directory, which is created where there is none, and returns its path.
     *
     * @throws ReportException when it cannot be written
     */
    public static Path write(ProbeReport report, Path directory) {
        return ReportFile.write(directory, FILE, writer -> render(report, writer));
    }

    static void render(ProbeReport report, Writer writer) throws IOException {
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(writer);
            new ProbeJunit(report, xml).write();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException("XML must be writable: " + e.getMessage(), e);
        }
    }

    private void write() throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        line();
        xml.writeStartElement("testsuites");
        attribute("name", report.command());
        for (int i = 0; i < report.targets().size(); i++) {
            line();
            suite(report.targets().get(i), i);
        }
        line();
        xml.writeEndElement();
        line();
        xml.writeEndDocument();
    }

    private void suite(ProbeReport.Target target, int column) throws XMLStreamException {
        List<ProbeReport.Case> cases = report.cases().stream()
                .filter(one -> one.cells().get(column).isPresent())
                .toList();
        int broken = target.failure().isPresent() ? 1 : 0;
        xml.writeStartElement("testsuite");
        attribute("name", target.server().name() + " " + target.server().version());
        attribute("tests", Integer.toString(cases.size() + broken));
        attribute("failures", Long.toString(count(cases, column, Verdict.Result.FAIL)));
        attribute("errors", Integer.toString(broken));
        attribute("skipped", Long.toString(count(cases, column, Verdict.Result.NOT_OBSERVABLE)));
        attribute("time", String.format(Locale.ROOT, "%.3f", target.elapsed().toNanos() / 1e9));
        attribute("timestamp", report.started().toString());
        for (ProbeReport.Case one : cases) {
            line();
            testCase(one, one.cells().get(column).orElseThrow());
        }
        if (target.failure().isPresent()) {
            line();
            error(target.failure().get());
        }
        line();
        xml.writeEndElement();
    }

    private static long count(List<ProbeReport.Case> cases, int column, Verdict.Result result) {
        return cases.stream()
                .flatMap(one -> one.cells().get(column).stream())
                .filter(cell -> cell.result() == result)
                .count();
    }

    private void testCase(ProbeReport.Case one, ProbeReport.Cell cell) throws XMLStreamException {
        xml.writeStartElement("testcase");
        attribute(
                "classname", "schism.probe." + one.rules().stream().findFirst().orElse(one.kind()));
        attribute("name", one.name());
        switch (cell.result()) {
            case FAIL -> element("failure", cell);
            case NOT_OBSERVABLE -> skipped(cell.decisive());
            case WARN -> systemOut(cell);
            case PASS, INFO -> {
                // Nothing to add.
            }
        }
        xml.writeEndElement();
    }

    private void element(String name, ProbeReport.Cell cell) throws XMLStreamException {
        xml.writeStartElement(name);
        attribute(
                "message",
                cell.decisive()
                        .map(verdict ->
                                verdict.rule().id() + " " + verdict.rule().requirement())
                        .orElse(""));
        xml.writeCharacters(lines(cell));
        xml.writeEndElement();
    }

    private void skipped(Optional<Verdict> verdict) throws XMLStreamException {
        xml.writeEmptyElement("skipped");
        attribute(
                "message",
                verdict.map(one -> one.rule().id() + " " + one.note()).orElse("no rule had anything to say"));
    }

    private void systemOut(ProbeReport.Cell cell) throws XMLStreamException {
        xml.writeStartElement("system-out");
        xml.writeCharacters(lines(cell));
        xml.writeEndElement();
    }

    private void error(String why) throws XMLStreamException {
        xml.writeStartElement("testcase");
        attribute("classname", "schism.probe");
        attribute("name", "the probe itself");
        xml.writeEmptyElement("error");
        attribute("message", why);
        xml.writeEndElement();
    }

    private static String lines(ProbeReport.Cell cell) {
        return cell.verdicts().stream()
                .filter(verdict -> verdict.result() == cell.result())
                .flatMap(verdict -> verdict.text().lines())
                .map(Printable::of)
                .collect(Collectors.joining("\n"));
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, Printable.of(value));
    }

    private void line() throws XMLStreamException {
        xml.writeCharacters("\n");
    }
}
