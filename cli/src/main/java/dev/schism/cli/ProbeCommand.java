// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import dev.schism.client.ScenarioRunner;
import dev.schism.fuzz.probe.Catalogue;
import dev.schism.fuzz.probe.OwnScenario;
import dev.schism.fuzz.probe.Probe;
import dev.schism.fuzz.probe.ProbeOptions;
import dev.schism.fuzz.probe.ProbeResult;
import dev.schism.oracle.rules.RuleBook;
import dev.schism.oracle.rules.Verdict;
import dev.schism.report.ProbeHtml;
import dev.schism.report.ProbeJson;
import dev.schism.report.ProbeJunit;
import dev.schism.report.ProbeReport;
import dev.schism.servers.Calibration;
import dev.schism.servers.Calibrator;
import dev.schism.servers.Server;
import dev.schism.servers.Servers;
import dev.schism.servers.TargetSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Judges servers alone, against the RFCs. */
@Command(
        name = "probe",
        description = "Judges each target alone by the rule book, without a reference.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:no rule was broken",
            "1:a rule was broken",
            "2:usage",
            "3:no result: nothing ran, a plain request failed, or a server died"
        })
final class ProbeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--target",
            paramLabel = "SERVER",
            split = ",",
            description =
                    "netty, jdk, embedded, nginx (of the kind that --reference says) or HOST:PORT; may be given several times")
    private List<String> targets = List.of();

    @Option(names = "--rules", paramLabel = "IDS", description = "rules or classes, such as CL,TE-03 (default: all)")
    private @Nullable String rules;

    @Option(
            names = "--raw",
            paramLabel = "FILE|DIR",
            description = "judge files of raw request octets instead of the catalogue; prints one JSON line a file")
    private @Nullable Path raw;

    @Option(
            names = "--scenarios",
            paramLabel = "FILE|DIR",
            description = "judge scenarios (text or JSON lines) instead of the catalogue; may be given several times")
    private List<Path> scenarios = List.of();

    @Option(names = "--list", description = "list the cases and run nothing")
    private boolean list;

    @Option(
            names = "--explain",
            paramLabel = "ID",
            description = "explain a rule or the rules of a class, with their cases")
    private @Nullable String explained;

    @Option(names = "--report", paramLabel = "DIR", description = "write probe.json, probe.xml (JUnit) and probe.html")
    private @Nullable Path directory;

    @Option(names = "--json", description = "print the report as JSON instead of a table")
    private boolean json;

    @Mixin
    private JudgeOptions judgeOptions = new JudgeOptions();

    @Mixin
    private ServerSelection selection = new ServerSelection();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (explained != null) {
            String id = explained;
            out.print(UsageException.unless(() -> ProbeText.explain(id)));
            return ExitCode.AGREED;
        }
        ProbeOptions options = options();
        requireOneKindOfCase();
        List<OwnScenario> own = OwnScenarios.read(scenarios);
        if (list) {
            out.print(
                    ProbeText.list(own.isEmpty() ? Catalogue.load().select(options.rules()) : OwnScenario.cases(own)));
            return ExitCode.AGREED;
        }
        ProductionException.refuseHere();
        List<TargetSpec> specs = selection.targetSpecs(targets);
        if (directory != null) {
            Reports.requirePlace(directory);
        }
        if (specs.isEmpty()) {
            throw new UsageException("--target must name at least one server");
        }
        try (ScenarioRunner runner = ScenarioRunner.start(selection.network.runner())) {
            return raw == null ? probe(options, specs, runner, own) : judge(options, specs, runner, raw);
        }
    }

    private void requireOneKindOfCase() {
        if (raw != null && !scenarios.isEmpty()) {
            throw new UsageException("--raw must not come with --scenarios: give one after the other");
        }
        if (raw != null && directory != null) {
            throw new UsageException(
                    "--report must not come with --raw, which prints a line of JSON a file: '%s'".formatted(directory));
        }
        if (raw != null && list) {
            throw new UsageException("--list must not come with --raw, whose files are the cases: '%s'".formatted(raw));
        }
    }

    private ProbeOptions options() {
        ProbeOptions decided = ProbeOptions.of(judgeOptions.profile()).withOverrides(judgeOptions.overrides());
        String selectors = rules;
        return selectors == null ? decided : decided.withRules(UsageException.unless(() -> RuleBook.select(selectors)));
    }

    private int probe(ProbeOptions options, List<TargetSpec> specs, ScenarioRunner runner, List<OwnScenario> own)
            throws IOException {
        Instant started = Instant.now();
        PrintWriter out = spec.commandLine().getOut();
        List<ProbeResult> results = new ArrayList<>();
        for (TargetSpec target : specs) {
            try (Server server = server(target)) {
                Calibration calibration = Calibrator.calibrate(
                        runner, server, CalibrationText.on(spec.commandLine().getErr()));
                results.add(probe(options, server, calibration, own));
            }
            if (!json) {
                out.print(ProbeText.of(results.get(results.size() - 1), options.profile()));
                out.flush();
            }
        }
        ProbeReport report = ProbeAssembly.report(command(), started, options.profile(), results);
        write(report, out);
        return exitCode(results);
    }

    /** The cases share the memory there is for octets, so that a server without end cannot fill it. */
    private ProbeResult probe(ProbeOptions options, Server server, Calibration calibration, List<OwnScenario> own) {
        int connections = Math.max(1, Math.min(options.inFlight(), calibration.maxConnections()));
        try (ScenarioRunner sharing =
                ScenarioRunner.start(selection.network.runner().sharedBy(connections))) {
            return own.isEmpty()
                    ? Probe.run(options, sharing, server, calibration)
                    : Probe.own(own, options, sharing, server, calibration);
        }
    }

    /** Starts or finds a target; what kind of nginx it is, {@code --reference} says. */
    private Server server(TargetSpec target) throws IOException {
        return target == TargetSpec.Kind.NGINX
                ? Servers.reference(selection.referenceSpec(), selection.options())
                : Servers.alone(target, selection.options());
    }

    private void write(ProbeReport report, PrintWriter out) {
        if (directory != null) {
            ProbeJson.write(report, directory);
            ProbeJunit.write(report, directory);
            Path html = ProbeHtml.write(report, directory);
            if (!json) {
                out.println("report: " + html);
            }
        }
        if (json) {
            out.print(ProbeJson.render(report));
        }
    }

    private String command() {
        return "schism " + String.join(" ", spec.commandLine().getParseResult().originalArgs());
    }

    private static int exitCode(List<ProbeResult> results) {
        if (results.stream().anyMatch(result -> result.failure().isPresent())) {
            return ExitCode.INCONCLUSIVE;
        }
        boolean broken = results.stream()
                .flatMap(result -> result.worst().stream())
                .anyMatch(worst -> worst == Verdict.Result.FAIL);
        return broken ? ExitCode.DIVERGED : ExitCode.AGREED;
    }

    private int judge(ProbeOptions options, List<TargetSpec> specs, ScenarioRunner runner, Path place)
            throws IOException {
        List<Path> files = RawFiles.find(place);
        int code = ExitCode.AGREED;
        for (TargetSpec target : specs) {
            try (Server server = server(target)) {
                RawJudging judging = new RawJudging(options, runner, server, spec.commandLine());
                code = Math.max(code, judging.judge(files));
            }
        }
        return code;
    }
}
