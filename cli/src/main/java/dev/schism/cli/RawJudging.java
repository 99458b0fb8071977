// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import dev.schism.client.Runner;
import dev.schism.fuzz.probe.ProbeOptions;
import dev.schism.fuzz.probe.ProbeRaw;
import dev.schism.oracle.rules.Verdict;
import dev.schism.report.ProbeJson;
import dev.schism.servers.Liveness;
import dev.schism.servers.Server;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;

/** Judges files of raw octets against one server and prints a line a file, whatever is wrong with a file. */
final class RawJudging {

    private final Runner runner;
    private final Server server;
    private final ProbeRaw judge;
    private final PrintWriter out;
    private final PrintWriter err;

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
        for (Path file : files) {
            code = Math.max(code, judge(file));
            out.flush();
        }
        return Math.max(code, death());
    }

    private int judge(Path file) {
        ProbeRaw.Judged judged;
        try {
            judged = judge.judge(RawFiles.read(file));
        } catch (IOException | IllegalArgumentException e) {
            out.print(ProbeJson.line(file.toString(), server.identity(), String.valueOf(e.getMessage())));
            return ExitCode.INCONCLUSIVE;
        }
        out.print(ProbeJson.line(file.toString(), server.identity(), judged.observation(), judged.verdicts()));
        if (!judged.observation().connected()) {
            return ExitCode.INCONCLUSIVE;
        }
        boolean broken = judged.verdicts().stream().anyMatch(verdict -> verdict.result() == Verdict.Result.FAIL);
        return broken ? ExitCode.DIVERGED : ExitCode.AGREED;
    }

    private int death() {
        if (Liveness.probe(runner, server).join()) {
            return ExitCode.AGREED;
        }
        err.println("no result: " + server.identity().name() + " answers no plain GET behind the cases");
        return ExitCode.INCONCLUSIVE;
    }
}
