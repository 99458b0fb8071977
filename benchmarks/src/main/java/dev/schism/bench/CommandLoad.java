// SPDX-License-Identifier: Apache-2.0
package dev.schism.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The rate that the command gives a person: {@code ./schism run} from its start to its end, checks and report included.
 */
final class CommandLoad {

    /** Scenarios of one run, as many as a run has that does not say how many. */
    static final int SCENARIOS = 2000;

    private static final long MINUTES = 10;

    private CommandLoad() {}

    /**
     * Runs the command once as a process of its own, from the launcher in the working directory, and returns scenarios
     * a second.
     *
     * @throws IllegalStateException when it ends with neither 0 nor 1
     */
    static double rate(long seed) throws IOException, InterruptedException {
        Path scratch = Files.createTempDirectory("schism-bench");
        Path log = scratch.resolve("log");
        List<String> command = List.of(
                "./schism",
                "run",
                "--reference",
                "process",
                "--quiet",
                "--count",
                Integer.toString(SCENARIOS),
                "--seed",
                Long.toString(seed),
                "--corpus",
                scratch.resolve("entries").toString(),
                "--report",
                scratch.resolve("report").toString());
        long started = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        int code = process.waitFor();
        double seconds = (System.nanoTime() - started) / 1e9;
        if (code != 0 && code != 1) {
            throw new IllegalStateException("schism run must end with 0 or 1: %d, %s".formatted(code, log));
        }
        return SCENARIOS / seconds;
    }
}
