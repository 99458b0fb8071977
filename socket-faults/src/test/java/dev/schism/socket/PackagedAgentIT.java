// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
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
                            Path.of(ChildMain.class
                                            .getProtectionDomain()
                                            .getCodeSource()
                                            .getLocation()
                                            .toURI())
                                    .toString(),
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

    /** Integration tests run with the packaged jar on their class path, so that is where this library comes from. */
    private static Path jar() {
        Path jar = AgentJar.path();
        assertThat(jar.getFileName().toString())
                .startsWith("schism-socket-faults")
                .endsWith(".jar");
        return jar;
    }
}
