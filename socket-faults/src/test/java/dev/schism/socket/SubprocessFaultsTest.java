// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SubprocessFaultsTest {

    @TempDir
    Path folder;

    private HttpFixture server;

    @BeforeEach
    void start() throws IOException {
        server = new HttpFixture();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private FaultOptions faults() {
        return FaultConfig.builder().seed(7).targetPorts(server.port()).statsFile(folder.resolve("stats.json"));
    }

    private record Result(int status, String output) {}

    private Result run(ProcessBuilder child) throws Exception {
        Path output = folder.resolve("output");
        Process process =
                child.redirectErrorStream(true).redirectOutput(output.toFile()).start();
        process.getOutputStream().close();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), Files.readString(output, StandardCharsets.ISO_8859_1));
    }

    private long stat(String name) throws IOException {
        String stats = Files.readString(folder.resolve("stats.json"));
        Matcher matcher = Pattern.compile("\"" + name + "\":(\\d+)").matcher(stats);
        assertThat(matcher.find()).as(stats).isTrue();
        return Long.parseLong(matcher.group(1));
    }

    private ProcessBuilder java(String... extra) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(extra));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                ChildMain.class.getName(),
                String.valueOf(server.port())));
        return new ProcessBuilder(command);
    }

    @Test
    void childJvmReadsShort() throws Exception {
        Result result =
                run(SubprocessFaults.java(java(), faults().recvShortRate(0.8).build()));

        assertThat(result.output()).contains("body of 20000 whole");
        assertThat(result.status()).isZero();
        assertThat(stat("short_reads")).isGreaterThan(5);
    }

    @Test
    void agentTakesArguments() throws Exception {
        Result result = run(java("-javaagent:" + AgentJar.path()
                + "=connect_fail_rate=1;connect_errno=ECONNREFUSED;FAULT_TARGET_PORT=" + server.port()));

        assertThat(result.output()).contains("java.net.ConnectException: Connection refused");
    }

    @Test
    void agentRefusesBadOptionsLoudly() throws Exception {
        Result result = run(java("-javaagent:" + AgentJar.path() + "=recv_fail_rate=2"));

        assertThat(result.status()).isNotZero();
        assertThat(result.output()).contains("FAULT_RECV_FAIL_RATE: rate must be from 0.0 to 1.0: 2.0");
    }

    private void assumeProgram(String name) {
        assumeTrue(
                List.of("/usr/bin/", "/bin/", "/usr/local/bin/").stream()
                        .anyMatch(p -> Files.isExecutable(Path.of(p + name))),
                name + " is not installed");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/cc")), "no C compiler");
    }

    @Test
    void curlReadsShortAndLosesNothing() throws Exception {
        assumeProgram("curl");
        Path body = folder.resolve("body");

        Result result = run(SubprocessFaults.nativeProgram(
                new ProcessBuilder("curl", "-sS", "-o", body.toString(), server.url(200_000)),
                faults().recvShortRate(0.8).build()));

        assertThat(result.output()).isEmpty();
        assertThat(Files.readAllBytes(body)).isEqualTo(HttpFixture.body(200_000));
        assertThat(stat("short_reads")).isGreaterThan(10);
    }

    @Test
    void curlReportsEachFailure() throws Exception {
        assumeProgram("curl");
        String[] curl = {"curl", "-sS", "-o", folder.resolve("b").toString(), server.url(200_000)};

        assertThat(run(SubprocessFaults.nativeProgram(
                                new ProcessBuilder(curl),
                                faults().connectFailRate(1)
                                        .connectErrno(Errno.ECONNREFUSED)
                                        .build()))
                        .status())
                .isEqualTo(7);
        assertThat(run(SubprocessFaults.nativeProgram(
                                new ProcessBuilder(curl),
                                faults().sendFailRate(1).build()))
                        .status())
                .isEqualTo(55);
        assertThat(run(SubprocessFaults.nativeProgram(
                                new ProcessBuilder(curl),
                                faults().recvFailRate(1).build()))
                        .status())
                .isEqualTo(56);
        assertThat(stat("recv_failures")).isOne();
    }

    @Test
    void filesFailToOpen() throws Exception {
        assumeProgram("cat");
        Path file = Files.writeString(folder.resolve("file"), "text");

        Result result = run(SubprocessFaults.nativeProgram(
                new ProcessBuilder("cat", file.toString()),
                faults().openFailRate(1).openErrno(Errno.ENOSPC).build()));

        assertThat(result.output()).contains("No space left on device");
        assertThat(result.status()).isOne();
    }

    @Test
    void missingCompilerIsSaid() {
        assertThatThrownBy(() -> NativeLibrary.run("no-such-compiler"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("must find a C compiler named no-such-compiler");
    }

    @Test
    void whatChildrenCannotHaveIsRefused() {
        ProcessBuilder child = new ProcessBuilder("true");

        assertThatThrownBy(() -> SubprocessFaults.nativeProgram(
                        child, faults().bandwidth(1).build()))
                .hasMessage("native children must do without this bandwidth: 1");
    }
}
