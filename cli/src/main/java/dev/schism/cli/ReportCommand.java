// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import dev.schism.corpus.Baseline;
import dev.schism.corpus.Corpus;
import dev.schism.corpus.CorpusEntry;
import dev.schism.corpus.CorpusScan;
import dev.schism.oracle.rules.Judge;
import dev.schism.report.Environment;
import dev.schism.report.JsonReport;
import dev.schism.report.Problem;
import dev.schism.report.ReportedEntry;
import dev.schism.report.RunReport;
import dev.schism.report.Tally;
import dev.schism.report.UsedReference;
import dev.schism.wire.ServerIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the report of a corpus without running anything. */
@Command(
        name = "report",
        description = "Writes the report of a corpus without running anything.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:written", "2:usage", "3:the corpus is empty or has broken entries"})
final class ReportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private CorpusOptions corpusOptions = new CorpusOptions();

    @Mixin
    private JudgeOptions judgeOptions = new JudgeOptions();

    @Option(
            names = "--report",
            paramLabel = "DIR",
            defaultValue = "report",
            description = "where the report is written (default: report)")
    private Path directory = Path.of("report");

    @Option(names = "--json", description = "print the report as JSON, too")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Reports.requirePlace(directory);
        Judge judge = judgeOptions.judge();
        Baseline baseline = corpusOptions.readBaseline();
        CorpusScan scan = scan();
        RunReport report = report(scan, judge, baseline);
        Path html = Reports.write(report, directory);
        if (json) {
            spec.commandLine().getOut().print(JsonReport.render(report));
        }
        spec.commandLine()
                .getErr()
                .printf("%d entries, report in %s%n", scan.entries().size(), html);
        report.problems().forEach(problem -> spec.commandLine().getErr().println("schism: " + problem.text()));
        return report.problems().isEmpty() ? ExitCode.AGREED : ExitCode.INCONCLUSIVE;
    }

    private CorpusScan scan() {
        try (Corpus corpus = Corpus.open(corpusOptions.directory())) {
            return corpus.scan();
        }
    }

    private List<Problem> problems(CorpusScan scan) {
        List<Problem> problems = new ArrayList<>();
        if (scan.entries().isEmpty()) {
            problems.add(new Problem(
                    Problem.Kind.NOTHING_COMPARED,
                    "corpus must have an entry that can be read: none in " + corpusOptions.corpus));
        }
        scan.problems().forEach(problem -> problems.add(new Problem(Problem.Kind.UNREADABLE, problem)));
        return problems;
    }

    private RunReport report(CorpusScan scan, Judge judge, Baseline baseline) {
        List<CorpusEntry> entries = scan.entries();
        LocalDate today = LocalDate.now(ZoneId.systemDefault());
        List<ServerIdentity> targets = entries.stream()
                .map(entry -> entry.provenance().target())
                .distinct()
                .toList();
        return new RunReport(
                "schism report --corpus " + corpusOptions.corpus,
                Version.text(),
                Instant.now(),
                Duration.ZERO,
                Optional.empty(),
                entries.stream()
                        .map(entry -> UsedReference.of(
                                entry.provenance().reference(),
                                entry.provenance().hosting().orElse("")))
                        .findFirst(),
                targets,
                Environment.current(),
                Tally.NONE,
                corpusOptions.corpus,
                entries.stream()
                        .map(entry -> ReportedEntry.of(entry, judge, baseline, today))
                        .toList(),
                problems(scan),
                false,
                List.of());
    }
}
