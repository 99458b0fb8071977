// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import dev.schism.client.Runner;
import dev.schism.fuzz.probe.Names;
import dev.schism.fuzz.probe.ProbeOptions;
import dev.schism.fuzz.probe.ProbeRaw;
import dev.schism.oracle.rules.Verdict;
import dev.schism.report.ProbeJson;
import dev.schism.scenario.Scenario;
import dev.schism.servers.Liveness;
import dev.schism.servers.Server;
import dev.schism.wire.ConnectionEnd;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** Judges files of raw octets against one server and prints a line a file, whatever is wrong with a file. */
final class RawJudging {

    /** Files that are under way at once, with what was seen of them. */
    private static final int MAX_FILES = 256;

    /** Octets of files under way at once, beyond which none is added. */
    private static final long MAX_OCTETS = 16 << 20;

    private final Runner runner;
    private final Server server;
    private final ProbeRaw judge;
    private final PrintWriter out;
    private final PrintWriter err;
    private final List<String> cut = new ArrayList<>();

    RawJudging(ProbeOptions options, Runner runner, Server server, CommandLine command) {
        this.runner = runner;
        this.server = server;
        this.judge = ProbeRaw.of(options, runner, server);
        this.out = command.getOut();
        this.err = command.getErr();
    }

    /** Returns the exit code. */
    int judge(List<Path> files) {
        int code = ExitCode.AGREED;
        for (int i = 0; i < files.size(); ) {
            Batch batch = new Batch();
            while (i < files.size() && batch.hasRoom()) {
                batch.add(files.get(i));
                i++;
            }
            code = Math.max(code, judge(batch));
            out.flush();
        }
        return Math.max(code, death());
    }

    /** Files that are in memory at once, with what is wrong with those that cannot be run. */
    private static final class Batch {
        private final List<Path> files = new ArrayList<>();
        private final Map<Path, Scenario> scenarios = new LinkedHashMap<>();
        private final Map<Path, String> problems = new HashMap<>();
        private long octets;

        boolean hasRoom() {
            return files.size() < MAX_FILES && octets < MAX_OCTETS;
        }

        void add(Path file) {
            files.add(file);
            try {
                Scenario scenario = RawFiles.read(file);
                scenarios.put(file, scenario);
                octets += Files.size(file);
            } catch (IOException | IllegalArgumentException e) {
                problems.put(file, String.valueOf(e.getMessage()));
            }
        }
    }

    private int judge(Batch batch) {
        Iterator<ProbeRaw.Judged> judged =
                judge.judge(List.copyOf(batch.scenarios.values())).iterator();
        boolean alive = isAlive();
        int code = ExitCode.AGREED;
        for (Path file : batch.files) {
            String problem = batch.problems.get(file);
            code = Math.max(code, problem == null ? print(file, judged.next(), alive) : print(file, problem));
        }
        return code;
    }

    /** What the death of a server cut off breaks no rule by that. */
    private int print(Path file, ProbeRaw.Judged judged, boolean alive) {
        boolean ended = judged.observation().end() == ConnectionEnd.FIN
                || judged.observation().end() == ConnectionEnd.RST;
        if (alive || !ended) {
            return print(file, judged);
        }
        cut.add(file.toString());
        return print(file, "left out: the server ended the connection and answered no plain GET after that");
    }

    private boolean isAlive() {
        return server.failure().isEmpty() && Liveness.probe(runner, server).join();
    }

    private int print(Path file, String problem) {
        out.print(ProbeJson.line(file.toString(), server.identity(), problem));
        return ExitCode.INCONCLUSIVE;
    }

    private int print(Path file, ProbeRaw.Judged judged) {
        out.print(ProbeJson.line(file.toString(), server.identity(), judged.observation(), judged.verdicts()));
        if (!judged.observation().connected()) {
            return ExitCode.INCONCLUSIVE;
        }
        boolean broken = judged.verdicts().stream().anyMatch(verdict -> verdict.result() == Verdict.Result.FAIL);
        return broken ? ExitCode.DIVERGED : ExitCode.AGREED;
    }

    private int death() {
        if (isAlive()) {
            return ExitCode.AGREED;
        }
        String why = server.failure().map(text -> " (" + text + ")").orElse("");
        String where = cut.isEmpty() ? "" : Names.some("; ended or cut off before that: ", cut);
        err.println("no result: %s answers no plain GET behind the cases%s%s"
                .formatted(server.identity().name(), why, where));
        return ExitCode.INCONCLUSIVE;
    }
}
