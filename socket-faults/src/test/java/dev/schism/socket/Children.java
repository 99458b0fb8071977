// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs child processes in a folder of their own and keeps what they say. */
record Children(Path folder) {

    private static final long SECONDS = 60;

    /** How a child ended and what it printed, to either stream. */
    record Result(int status, String output) {}

    Result run(ProcessBuilder child) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", "");
        Process process =
                child.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        process.getOutputStream().close();
        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS))
                .as(String.valueOf(child.command()))
                .isTrue();
        return new Result(process.exitValue(), Files.readString(output, StandardCharsets.ISO_8859_1));
    }

    /** Runs a native program with faults. */
    Result run(FaultOptions faults, String... command) throws IOException, InterruptedException {
        return run(SubprocessFaults.nativeProgram(new ProcessBuilder(command), faults.build()));
    }

    Path statsFile() {
        return folder.resolve("stats.json");
    }

    FaultStats stats() {
        return FaultStats.read(statsFile());
    }

    /** A JVM of this kind that runs a class of these tests. */
    static ProcessBuilder java(List<String> options, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }
}
