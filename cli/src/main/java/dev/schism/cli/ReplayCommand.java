// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import dev.schism.client.ScenarioRunner;
import dev.schism.corpus.Corpus;
import dev.schism.corpus.CorpusEntry;
import dev.schism.corpus.Replay;
import dev.schism.corpus.ReplayOutcome;
import dev.schism.corpus.ReplayResult;
import dev.schism.corpus.ReplayServers;
import dev.schism.fuzz.Budget;
import dev.schism.fuzz.CampaignOptions;
import dev.schism.fuzz.Rerun;
import dev.schism.oracle.Finding;
import dev.schism.oracle.Oracle;
import dev.schism.servers.CalibrationListener;
import dev.schism.servers.Server;
import dev.schism.servers.Servers;
import dev.schism.servers.Side;
import dev.schism.servers.TargetSpec;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs kept divergences again. */
@Command(
        name = "replay",
        description = "Runs kept divergences again and says of each: same, different, agrees now, or inconclusive.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing diverges that the baseline does not accept",
            "1:something does, or its acceptance has expired",
            "2:usage",
            "3:inconclusive, nothing ran, or the environment is at fault"
        })
final class ReplayCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "ENTRY", description = "names of entries (default: all)")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--target",
            paramLabel = "SERVER",
            description = "another target than the one each entry was found with")
    private @Nullable String target;

    @Option(names = "--json", description = "print the result as JSON")
    private boolean json;

    @Mixin
    private CorpusOptions corpusOptions = new CorpusOptions();

    @Mixin
    private JudgeOptions judgeOptions = new JudgeOptions();

    @Mixin
    private ServerSelection selection = new ServerSelection();

    /** What calibration met. */
    private final List<String> notes = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        ProductionException.refuseHere();
        Replay replay =
                new Replay(corpusOptions.readBaseline(), judgeOptions.judge(), LocalDate.now(ZoneId.systemDefault()));
        Map<TargetSpec, List<CorpusEntry>> entries = entries();
        List<ReplayOutcome> outcomes = entries.isEmpty() ? List.of() : replay(replay, entries);
        ReplayResult result = new ReplayResult(outcomes);
        spec.commandLine().getOut().print(json ? ReplayText.json(result, notes) : ReplayText.of(result, notes));
        return switch (result.decision()) {
            case PASSED -> ExitCode.AGREED;
            case DIVERGED -> ExitCode.DIVERGED;
            case INCONCLUSIVE, NOTHING_RAN -> ExitCode.INCONCLUSIVE;
        };
    }

    private Map<TargetSpec, List<CorpusEntry>> entries() {
        try (Corpus corpus = Corpus.open(corpusOptions.directory())) {
            List<CorpusEntry> wanted = names.isEmpty()
                    ? corpus.entries()
                    : names.stream().map(name -> find(corpus, name)).toList();
            return wanted.stream()
                    .collect(Collectors.groupingBy(this::targetOf, LinkedHashMap::new, Collectors.toList()));
        }
    }

    private static CorpusEntry find(Corpus corpus, String name) {
        return corpus.find(name)
                .orElseThrow(() -> new UsageException("entry must be in %s: '%s'".formatted(corpus.directory(), name)));
    }

    private TargetSpec targetOf(CorpusEntry entry) {
        return selection.targetSpec(
                Optional.ofNullable(target).orElse(entry.provenance().target().name()));
    }

    private List<ReplayOutcome> replay(Replay replay, Map<TargetSpec, List<CorpusEntry>> entries) throws IOException {
        List<ReplayOutcome> outcomes = new ArrayList<>();
        CalibrationListener telling = CalibrationText.on(spec.commandLine().getErr());
        try (ScenarioRunner runner = ScenarioRunner.start(selection.network.runner());
                Server reference = Servers.reference(selection.referenceSpec(), selection.options())) {
            Sides sides = new Sides(runner, reference, telling, notes);
            for (Map.Entry<TargetSpec, List<CorpusEntry>> group : entries.entrySet()) {
                try (Server server = Servers.target(group.getKey(), reference, selection.options())) {
                    Sides.Pair pair = sides.with(server);
                    outcomes.addAll(replay(replay, group.getValue(), pair.reference(), pair.target(), runner));
                }
            }
        }
        return outcomes;
    }

    private static List<ReplayOutcome> replay(
            Replay replay, List<CorpusEntry> entries, Side reference, Side target, ScenarioRunner runner) {
        CampaignOptions options = CampaignOptions.of(0, new Budget.Count(entries.size()));
        ReplayServers servers =
                new ReplayServers(reference.server().identity(), target.server().identity());
        try (Rerun rerun = Rerun.between(reference, target, runner, new Oracle(), options)) {
            List<CompletableFuture<Finding>> findings = entries.stream()
                    .map(entry -> rerun.run(entry.divergence().scenario()))
                    .toList();
            List<ReplayOutcome> outcomes = new ArrayList<>();
            for (int i = 0; i < entries.size(); i++) {
                outcomes.add(replay.judge(entries.get(i), findings.get(i).join(), servers));
            }
            return outcomes;
        }
    }
}
