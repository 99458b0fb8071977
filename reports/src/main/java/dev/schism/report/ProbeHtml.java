// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import dev.schism.oracle.rules.RuleClass;
import dev.schism.oracle.rules.Verdict;
import dev.schism.scenario.ScenarioText;
import dev.schism.wire.Octets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Writes what a probe found as one HTML file that needs no network: rows are cases, columns are targets, each cell
 * opens the octets.
 *
 * <p>As in {@link HtmlReport}, what servers sent is text and never markup, and only our own style and script may run.
 * Thread-safe.
 */
public final class ProbeHtml {

    /** Name of the file. */
    public static final String FILE = "probe.html";

    /** Octets received that are shown of a cell: 1 KiB. */
    static final int MAX_OCTETS = 1024;

    /** Characters of the scenario that are shown of a case. */
    static final int MAX_SCENARIO = 4000;

    private ProbeHtml() {}

    /**
     * Writes {@value #FILE} into a directory, which is created where there is none, and returns its path.
     *
     * @throws ReportException when it cannot be written
     */
    public static Path write(ProbeReport report, Path directory) {
        return ReportFile.write(directory, FILE, writer -> HtmlReport.render("probe.ftlh", page(report), writer));
    }

    /** Everything on the page; the cases are made one by one while it is written. */
    public record Page(
            View.Assets assets,
            String title,
            String command,
            List<View.Fact> facts,
            List<Column> columns,
            List<String> results,
            Iterator<Row> rows) {}

    /** A target: its name, why it failed, and its counts by class. */
    public record Column(String server, String failure, List<Count> counts) {}

    /** The counts of one class, in the order of the results. */
    public record Count(String ruleClass, String title, List<String> numbers) {}

    /** A case. */
    public record Row(String name, String kind, String rules, String note, List<Cell> cells) {}

    /** What one target did; the result is empty where the case did not run. */
    public record Cell(
            String server,
            String result,
            String key,
            String summary,
            List<Line> verdicts,
            String sent,
            List<View.Run> dump,
            String end) {}

    /** A verdict. */
    public record Line(String result, String key, String rule, String text, String actual) {}

    static Page page(ProbeReport report) {
        return new Page(
                Assets.load("probe.css", "probe.js"),
                "Probe of " + report.targets().size() + (report.targets().size() == 1 ? " server" : " servers"),
                Printable.of(report.command()),
                facts(report),
                report.targets().stream().map(ProbeHtml::column).toList(),
                Stream.of(Verdict.Result.values()).map(ProbeHtml::words).toList(),
                report.cases().stream().map(one -> row(report, one)).iterator());
    }

    private static List<View.Fact> facts(ProbeReport report) {
        List<View.Fact> facts = new ArrayList<>(List.of(
                new View.Fact("Profile", report.profile()),
                new View.Fact("Cases", Integer.toString(report.cases().size())),
                new View.Fact("Started", report.started().toString()),
                new View.Fact(
                        "Took",
                        String.format(Locale.ROOT, "%.1f s", report.elapsed().toNanos() / 1e9)),
                new View.Fact("Schism", Printable.of(report.schismVersion())),
                new View.Fact("Java", Printable.of(report.environment().java())),
                new View.Fact("System", Printable.of(report.environment().os()))));
        for (ProbeReport.Target target : report.targets()) {
            target.notes()
                    .forEach(note -> facts.add(new View.Fact("Note", server(target) + ": " + Printable.of(note))));
        }
        return facts;
    }

    private static Column column(ProbeReport.Target target) {
        List<Count> counts = new ArrayList<>();
        target.tally()
                .forEach((ruleClass, numbers) -> counts.add(count(
                        ruleClass,
                        Stream.of(Verdict.Result.values())
                                .map(result -> Long.toString(numbers.getOrDefault(result, 0L)))
                                .toList())));
        return new Column(server(target), target.failure().map(Printable::of).orElse(""), counts);
    }

    private static Count count(RuleClass ruleClass, List<String> numbers) {
        return new Count(ruleClass.name(), ruleClass.title(), numbers);
    }

    private static String server(ProbeReport.Target target) {
        return Printable.of(target.server().name() + " " + target.server().version());
    }

    private static Row row(ProbeReport report, ProbeReport.Case one) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < one.cells().size(); i++) {
            String server = server(report.targets().get(i));
            cells.add(one.cells()
                    .get(i)
                    .map(cell -> cell(server, cell))
                    .orElse(new Cell(server, "", "none", "did not run", List.of(), "", List.of(), "")));
        }
        return new Row(one.name(), one.kind(), String.join(" ", one.rules()), Printable.of(one.note()), cells);
    }

    private static Cell cell(String server, ProbeReport.Cell cell) {
        Octets received = cell.observation().received();
        Octets shown = received.slice(0, Math.min(received.length(), MAX_OCTETS));
        String more = received.length() > MAX_OCTETS ? ", of which %d are shown".formatted(MAX_OCTETS) : "";
        return new Cell(
                server,
                words(cell.result()),
                key(cell.result()),
                Printable.of(cell.decisive().map(Verdict::actual).orElse("")),
                cell.verdicts().stream().map(ProbeHtml::line).toList(),
                scenario(cell),
                Hexdump.of(shown, new BitSet()),
                Timeline.count(received.length(), "octet") + more + ", then "
                        + cell.observation().end());
    }

    /** The text format is ASCII already, and its line ends are to stay. */
    private static String scenario(ProbeReport.Cell cell) {
        String text = ScenarioText.write(cell.scenario());
        return text.length() <= MAX_SCENARIO
                ? text
                : text.substring(0, MAX_SCENARIO) + "\n… (%d more characters)".formatted(text.length() - MAX_SCENARIO);
    }

    private static Line line(Verdict verdict) {
        String requirement = verdict.rule().level() + " " + verdict.rule().section() + ": "
                + verdict.rule().requirement();
        String note = verdict.note().isEmpty() ? "" : " (" + verdict.note() + ")";
        return new Line(
                words(verdict.result()),
                key(verdict.result()),
                verdict.rule().id(),
                Printable.of(requirement),
                Printable.of(verdict.actual() + note));
    }

    private static String words(Verdict.Result result) {
        return result.name().replace('_', ' ');
    }

    private static String key(Verdict.Result result) {
        return result.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
