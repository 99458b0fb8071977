// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import dev.schism.client.RunnerOptions;
import dev.schism.client.ScenarioRunner;
import dev.schism.corpus.Baseline;
import dev.schism.corpus.Corpus;
import dev.schism.corpus.CorpusEntry;
import dev.schism.corpus.Provenance;
import dev.schism.fuzz.Campaign;
import dev.schism.fuzz.CampaignOptions;
import dev.schism.fuzz.CampaignResult;
import dev.schism.fuzz.DivergenceSink;
import dev.schism.oracle.Oracle;
import dev.schism.oracle.cause.JudgedDivergence;
import dev.schism.oracle.rules.Judge;
import dev.schism.oracle.rules.Judgement;
import dev.schism.oracle.rules.Profile;
import dev.schism.report.JsonReport;
import dev.schism.report.ReportedEntry;
import dev.schism.report.RunReport;
import dev.schism.servers.CalibrationListener;
import dev.schism.servers.Hosting;
import dev.schism.servers.ReferenceSpec;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
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
            "0:no new cause that counts",
            "1:a cause that counts is new, or its acceptance has expired",
            "2:wrong words on the command line",
            "3:no whole result: a server was lost, checks are pending, something failed"
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

    @Option(names = "--quiet", description = "print the summary alone: no progress")
    private boolean quiet;

    @Option(
            names = "--fail-on-allowed",
            description = "let causes count where the text leaves the choice; without it they are only shown")
    private boolean failOnAllowed;

    @Mixin
    private CorpusOptions corpusOptions = new CorpusOptions();

    @Mixin
    private JudgeOptions judgeOptions = new JudgeOptions();

    @Mixin
    private ServerSelection selection = new ServerSelection();

    private final UnaryOperator<DivergenceSink> sinks;

    private Judge judge = Judge.of(Profile.RFC);

    /** What calibration met, and what did not repeat. */
    private final List<String> notes = new ArrayList<>();

    /** What was kept in this run by name, with its judgement. */
    private final Map<String, Kept> kept = new LinkedHashMap<>();

    private record Kept(CorpusEntry entry, Judgement judgement) {}

    RunCommand() {
        this(UnaryOperator.identity());
    }

    /** Lets a test stand between the campaign and the corpus. */
    RunCommand(UnaryOperator<DivergenceSink> sinks) {
        this.sinks = sinks;
    }

    @Override
    public Integer call() throws IOException {
        ProductionException.refuseHere();
        Instant started = Instant.now();
        CampaignOptions options = UsageException.unless(
                () -> CampaignOptions.of(seed, budget.budget()).withInFlight(inFlight));
        Reports.requirePlace(directory);
        Baseline baseline = corpusOptions.readBaseline();
        judge = judgeOptions.judge();
        InternalErrors errors = InternalErrors.beside(corpusOptions.directory(), command());
        List<CampaignResult> results = new ArrayList<>();
        Hosting hosting = compare(options, results, errors);
        RunReport report = assemble(started, hosting, baseline, results, errors);
        Path html = Reports.write(report, directory);
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? JsonReport.render(report) : RunSummary.text(report, results, html, corpusOptions.corpus));
        return ExitCode.of(report.decision());
    }

    private Hosting compare(CampaignOptions options, List<CampaignResult> results, InternalErrors errors)
            throws IOException {
        List<TargetSpec> specs = selection.targetSpecs(targets);
        ReferenceSpec wanted = selection.referenceSpec();
        CalibrationListener telling = quiet
                ? CalibrationListener.NONE
                : CalibrationText.on(spec.commandLine().getErr());
        try (Corpus corpus = Corpus.open(corpusOptions.corpus)) {
            corpus.lock();
            try (ScenarioRunner runner = ScenarioRunner.start(selection.network.runner());
                    Server reference = Servers.reference(wanted, selection.options())) {
                Sides sides = new Sides(runner, reference, telling, notes);
                for (TargetSpec target : specs) {
                    try (Server server = Servers.target(target, reference, selection.options())) {
                        Sides.Pair pair = sides.with(server);
                        results.add(campaign(options, pair.reference(), pair.target(), corpus, errors));
                    }
                }
                return reference.hosting();
            }
        }
    }

    private CampaignResult campaign(
            CampaignOptions options, Side reference, Side target, Corpus corpus, InternalErrors errors) {
        PrintWriter err = spec.commandLine().getErr();
        RunnerOptions shared = selection.network.runner().sharedBy(options.connections(reference, target));
        try (ScenarioRunner runner = ScenarioRunner.start(shared);
                Progress progress = Progress.on(err, quiet, errors, options, reference, target)) {
            return new Campaign(
                            options,
                            reference,
                            target,
                            runner,
                            new Oracle(),
                            judge,
                            sinks.apply((found, provenance) -> keep(corpus, found, provenance)),
                            progress)
                    .run();
        }
    }

    /** Saves a divergence; where the corpus had a smaller one of the same name, that one stays and is judged. */
    private void keep(Corpus corpus, JudgedDivergence found, Provenance provenance) {
        CorpusEntry saved = corpus.save(CorpusEntry.of(found, provenance), judge);
        boolean same = saved.divergence().equals(found.divergence());
        kept.put(saved.name(), new Kept(saved, same ? found.judgement() : judge.judge(saved.divergence())));
    }

    private RunReport assemble(
            Instant started, Hosting hosting, Baseline baseline, List<CampaignResult> results, InternalErrors errors) {
        LocalDate today = LocalDate.now(ZoneId.systemDefault());
        List<ReportedEntry> entries = kept.values().stream()
                .map(one -> ReportedEntry.of(one.entry(), one.judgement(), baseline, today))
                .toList();
        Duration elapsed = Duration.between(started, Instant.now());
        results.forEach(result -> notes.addAll(RunNotes.of(result)));
        return RunSummary.report(
                        command(),
                        started,
                        elapsed,
                        hosting,
                        results,
                        corpusOptions.corpus,
                        entries,
                        errors,
                        failOnAllowed)
                .noting(notes);
    }

    private String command() {
        return "schism " + String.join(" ", spec.commandLine().getParseResult().originalArgs());
    }
}
