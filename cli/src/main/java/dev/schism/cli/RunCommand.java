// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import dev.schism.client.RunnerOptions;
import dev.schism.client.ScenarioRunner;
import dev.schism.corpus.Baseline;
import dev.schism.corpus.Corpus;
import dev.schism.corpus.CorpusEntry;
import dev.schism.fuzz.Campaign;
import dev.schism.fuzz.CampaignOptions;
import dev.schism.fuzz.CampaignResult;
import dev.schism.oracle.Oracle;
import dev.schism.oracle.rules.Judge;
import dev.schism.oracle.rules.Profile;
import dev.schism.report.JsonReport;
import dev.schism.report.ReportedEntry;
import dev.schism.report.RunReport;
import dev.schism.servers.CalibrationListener;
import dev.schism.servers.Calibrator;
import dev.schism.servers.Hosting;
import dev.schism.servers.Server;
import dev.schism.servers.Servers;
import dev.schism.servers.Side;
import dev.schism.servers.TargetSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The main job: generates, compares, confirms, shrinks, keeps and reports. */
@Command(
        name = "run",
        description = "Generates scenarios, sends each to the reference and the target, keeps what differs.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:no new divergence",
            "1:new divergences, or expired entries of the baseline",
            "2:usage",
            "3:inconclusive, or the environment is at fault"
        })
final class RunCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--target",
            paramLabel = "SERVER",
            split = ",",
            defaultValue = "netty",
            description = "netty, jdk, nginx, embedded or HOST:PORT; may be given several times (default: netty)")
    private List<String> targets = List.of("netty");

    @ArgGroup
    private BudgetOptions budget = new BudgetOptions();

    @Option(names = "--seed", paramLabel = "S", description = "seed of every random choice (default: a new one)")
    private long seed = new SecureRandom().nextLong();

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            description = "scenarios under way at once; each server's own limit counts, too")
    private int inFlight = CampaignOptions.IN_FLIGHT;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            defaultValue = "report",
            description = "where the report is written (default: report)")
    private Path directory = Path.of("report");

    @Option(names = "--json", description = "print the report as JSON instead of a summary")
    private boolean json;

    @Mixin
    private CorpusOptions corpusOptions = new CorpusOptions();

    @Mixin
    private JudgeOptions judgeOptions = new JudgeOptions();

    @Mixin
    private ServerSelection selection = new ServerSelection();

    private Judge judge = Judge.of(Profile.RFC);

    @Override
    public Integer call() throws IOException {
        ProductionException.refuseHere();
        Instant started = Instant.now();
        CampaignOptions options = CampaignOptions.of(seed, budget.budget()).withInFlight(inFlight);
        Baseline baseline = corpusOptions.readBaseline();
        judge = judgeOptions.judge();
        List<CampaignResult> results = new ArrayList<>();
        List<CorpusEntry> kept = new ArrayList<>();
        Hosting hosting = compare(options, results, kept);
        RunReport report = assemble(started, hosting, baseline, results, kept);
        Path html = Reports.write(report, directory);
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? JsonReport.render(report) : RunSummary.text(report, results, html, corpusOptions.corpus));
        return RunSummary.exitCode(report, results);
    }

    private Hosting compare(CampaignOptions options, List<CampaignResult> results, List<CorpusEntry> kept)
            throws IOException {
        List<TargetSpec> specs = selection.targetSpecs(targets);
        CalibrationListener telling = CalibrationText.on(spec.commandLine().getErr());
        try (Corpus corpus = Corpus.open(corpusOptions.corpus);
                ScenarioRunner runner = ScenarioRunner.start(selection.network.runner());
                Server reference = Servers.reference(selection.referenceSpec(), selection.options())) {
            corpus.lock();
            Side referenceSide = new Side(reference, Calibrator.calibrate(runner, reference, telling));
            for (TargetSpec target : specs) {
                try (Server server = Servers.target(target, reference, selection.options())) {
                    Side side = new Side(server, Calibrator.calibrate(runner, server, telling));
                    results.add(campaign(options, referenceSide, side, corpus, kept));
                }
            }
            return reference.hosting();
        }
    }

    private CampaignResult campaign(
            CampaignOptions options, Side reference, Side target, Corpus corpus, List<CorpusEntry> kept) {
        RunnerOptions shared = selection.network.runner().sharedBy(options.connections(reference, target));
        try (ScenarioRunner runner = ScenarioRunner.start(shared);
                Progress progress = Progress.on(spec.commandLine().getErr(), options, reference, target, judge)) {
            return new Campaign(
                            options,
                            reference,
                            target,
                            runner,
                            new Oracle(),
                            (divergence, provenance) ->
                                    kept.add(corpus.save(CorpusEntry.of(divergence, provenance), judge)),
                            progress)
                    .run();
        }
    }

    private RunReport assemble(
            Instant started, Hosting hosting, Baseline baseline, List<CampaignResult> results, List<CorpusEntry> kept) {
        LocalDate today = LocalDate.now(ZoneId.systemDefault());
        List<ReportedEntry> entries = kept.stream()
                .map(entry -> ReportedEntry.of(entry, judge, baseline, today))
                .toList();
        Duration elapsed = Duration.between(started, Instant.now());
        String command =
                "schism " + String.join(" ", spec.commandLine().getParseResult().originalArgs());
        return RunSummary.report(command, started, elapsed, hosting, results, corpusOptions.corpus, entries);
    }
}
