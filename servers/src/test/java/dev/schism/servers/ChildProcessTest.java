// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ChildProcessTest {

    @TempDir
    private Path directory;

    @Test
    void endsOnCloseWithItsDescendants() throws Exception {
        List<String> twoSleeps = List.of("sh", "-c", "sleep 601 & echo started; wait");
        Path output = directory.resolve("out");
        ChildProcess child = ChildProcess.start(twoSleeps, output, directory);
        ProcessHandle process = ProcessHandle.of(child.pid()).orElseThrow();
        while (Files.size(output) == 0) {
            Thread.onSpinWait();
        }
        List<ProcessHandle> descendants = process.descendants().toList();
        assertThat(descendants).isNotEmpty();

        child.close();

        assertThat(process.isAlive()).isFalse();
        for (ProcessHandle descendant : descendants) {
            descendant.onExit().get(10, TimeUnit.SECONDS);
        }
        assertThat(directory).isDirectory();
    }

    @Test
    void isKilledWhereItDoesNotListen() throws Exception {
        List<String> deaf = List.of("sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 600; done");
        Path output = directory.resolve("out");
        ChildProcess child = ChildProcess.start(deaf, output, directory);
        while (Files.size(output) == 0) {
            Thread.onSpinWait();
        }

        child.close();

        assertThat(child.isAlive()).isFalse();
        assertThat(child.awaitExit(Duration.ZERO)).isTrue();
    }

    @Test
    void endsWhenTheJvmExits() throws Exception {
        Process jvm = jvm();
        ProcessHandle child = childOf(jvm);

        jvm.getOutputStream().close();

        assertThat(jvm.waitFor(20, TimeUnit.SECONDS)).isTrue();
        child.onExit().get(10, TimeUnit.SECONDS);
    }

    @Test
    void endsWithItsDirectoryWhenTheJvmIsKilled() throws Exception {
        Process jvm = jvm();
        ProcessHandle child = childOf(jvm);
        ProcessHandle watchdog = jvm.children()
                .filter(process -> process.pid() != child.pid())
                .findFirst()
                .orElseThrow();

        jvm.destroyForcibly();

        child.onExit().get(10, TimeUnit.SECONDS);
        watchdog.onExit().get(10, TimeUnit.SECONDS);
        assertThat(directory).doesNotExist();
        Files.createDirectory(directory);
    }

    @Test
    void aProgramThatIsNoneIsSaid() {
        Path nothing = directory.resolve("nothing");

        assertThatThrownBy(() -> ChildProcess.start(List.of(nothing.toString()), directory.resolve("o"), directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nothing");
    }

    private Process jvm() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChildProcessMain.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static ProcessHandle childOf(Process jvm) throws IOException {
        BufferedReader out = jvm.inputReader();
        return ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
    }
}
