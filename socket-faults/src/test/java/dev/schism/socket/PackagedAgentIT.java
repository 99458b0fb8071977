// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar, which holds ASM under another name, as the agent of a program that has nothing else. */
@Timeout(120)
class PackagedAgentIT {

    @Test
    void jarWorksAloneAsAnAgent(@TempDir Path folder) throws Exception {
        Path output = folder.resolve("output");
        try (HttpFixture server = new HttpFixture()) {
            Process child = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-javaagent:" + jar() + "=recv_short_rate=0.8;log_injections=0;target_port=" + server.port()
                                    + ";stats_file=" + folder.resolve("stats"),
                            "-cp",
                            Path.of("target", "test-classes").toAbsolutePath().toString(),
                            ChildMain.class.getName(),
                            String.valueOf(server.port()))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();

            assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(output).content().isEqualToIgnoringNewLines("body of 20000 whole");
            assertThat(folder.resolve("stats")).content().containsPattern("\"short_reads\":[1-9]");
        }
    }

    private static Path jar() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file ->
                            file.getFileName().toString().matches("schism-socket-faults-[0-9.]+(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow()
                    .toAbsolutePath();
        }
    }
}
