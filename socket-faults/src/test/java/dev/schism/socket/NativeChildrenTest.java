// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The preloaded library: how it is made, whom it reaches, what it understands. */
@Timeout(120)
class NativeChildrenTest {

    @TempDir
    Path folder;

    private HttpFixture server;
    private Children children;

    @BeforeEach
    void start() throws IOException {
        Required.programs("curl");
        server = new HttpFixture();
        children = new Children(folder);
    }

    @AfterEach
    void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    private FaultOptions faults() {
        return FaultConfig.builder().seed(7).targetPorts(server.port()).statsFile(children.statsFile());
    }

    private FaultOptions rules(String... rules) {
        return FaultConfig.builder()
                .seed(7)
                .statsFile(children.statsFile())
                .rules(List.of(rules).stream().map(FaultRule::parse).toList());
    }

    private Children.Result curl(FaultOptions faults, String url) throws Exception {
        return children.run(faults, "curl", "-sS", "-o", folder.resolve("body").toString(), url);
    }

    private byte[] body() throws IOException {
        return Files.readAllBytes(folder.resolve("body"));
    }

    @Test
    void shortReadsLoseNothing() throws Exception {
        Children.Result result = curl(faults().recvShortRate(0.8), server.url(200_000));

        assertThat(result.output()).isEmpty();
        assertThat(body()).isEqualTo(HttpFixture.body(200_000));
        assertThat(children.stats().shortReads()).isGreaterThan(10);
        assertThat(children.stats().octetsReceived()).isGreaterThan(200_000);
    }

    @Test
    void programsWithNamesLikeOursKeepThem() throws Exception {
        Path source = Files.writeString(folder.resolve("alike.c"), """
                #include <stdio.h>
                #include <stdlib.h>
                char options[8192];
                void count(void) { puts("hijacked"); exit(3); }
                int main(void) { puts(fopen("/etc/passwd", "r") ? "opened" : "failed"); return options[0]; }
                """);
        Path program = folder.resolve("alike");
        Process compiler = new ProcessBuilder("cc", "-rdynamic", "-o", program.toString(), source.toString())
                .inheritIO()
                .start();
        assertThat(compiler.waitFor()).isZero();

        Children.Result result = children.run(faults().openFailRate(1), program.toString());

        assertThat(result.output()).isEqualToIgnoringNewLines("failed");
        assertThat(result.status()).isZero();
        assertThat(children.stats().openFailures()).isPositive();
    }

    @Test
    void seedFailsTheOctetThatItFailsInAJvm() throws Exception {
        FaultOptions faults = FaultConfig.builder()
                .seed(42)
                .recvFailRate(0.02)
                .statsFile(children.statsFile())
                .logInjections(false)
                .targetPorts(server.port());
        long inJvm;
        try (FaultInjector injector = faults.start()) {
            assertThatThrownBy(() -> Client.SOCKET.get(server, 2_000_000)).isInstanceOf(IOException.class);
            inJvm = injector.stats().octetsReceived();
        }

        assertThat(curl(faults, server.url(2_000_000)).status()).isEqualTo(56);
        assertThat(children.stats().octetsReceived()).isEqualTo(inJvm).isPositive();
    }

    @Test
    void eachFailureIsReported() throws Exception {
        assertThat(curl(faults().connectFailRate(1).connectErrno(Errno.ECONNREFUSED), server.url(10))
                        .status())
                .isEqualTo(7);
        assertThat(curl(faults().sendFailRate(1), server.url(10)).status()).isEqualTo(55);
        assertThat(curl(faults().recvFailRate(1), server.url(10)).status()).isEqualTo(56);

        assertThat(children.stats().recvFailures()).isOne();
        assertThat(children.stats().target("127.0.0.1:" + server.port()).recvFailures())
                .isOne();
    }

    @Test
    void firstConnectsFailThenSucceed() throws Exception {
        Children.Result result = children.run(
                rules("port=" + server.port() + " connect first=2 errno=ECONNREFUSED"),
                "curl",
                "-sS",
                "--retry",
                "3",
                "--retry-connrefused",
                "--retry-delay",
                "1",
                "-o",
                folder.resolve("body").toString(),
                server.url(500));

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(body()).isEqualTo(HttpFixture.body(500));
        assertThat(children.stats().connectFailures()).isEqualTo(2);
        assertThat(children.stats().connectAttempts()).isEqualTo(3);
    }

    @Test
    void nthReceiveAndAnEarlyEndStrike() throws Exception {
        assertThat(curl(rules("port=" + server.port() + " recv nth=2 short-read rate=1"), server.url(9_000))
                        .status())
                .isEqualTo(56);
        assertThat(children.stats().recvFailures()).isOne();

        Children.Result ended = curl(rules("port=" + server.port() + " end at=4000"), server.url(9_000));

        assertThat(ended.status()).as(ended.output()).isEqualTo(18);
        assertThat(children.stats().octetsReceived()).isEqualTo(4_000);
        assertThat(children.stats().endsOfStream()).isOne();
    }

    @Test
    void targetsAreAddressesBlocksAndGlobs() throws Exception {
        for (String host : List.of("127.0.0.0/8", "127.0.0.1", "127.*.1", "::1,127.0.0.1")) {
            FaultOptions faults = FaultConfig.builder()
                    .connectFailRate(1)
                    .statsFile(children.statsFile())
                    .targetHosts(host.split(","));

            assertThat(curl(faults, server.url(5)).status()).as(host).isNotZero();
            assertThat(children.stats().connectFailures()).as(host).isPositive();
        }
        for (String host : List.of("10.0.0.0/8", "other", "127.0.0.2", "fd00::/8")) {
            FaultOptions faults = FaultConfig.builder()
                    .connectFailRate(1)
                    .statsFile(children.statsFile())
                    .targetHosts(host.split(","));

            assertThat(curl(faults, server.url(5)).status()).as(host).isZero();
            assertThat(children.stats().connectAttempts()).as(host).isZero();
        }
    }

    private Duration time(FaultOptions faults, int octets) throws Exception {
        Children.Result result = children.run(
                faults,
                "curl",
                "-sS",
                "-o",
                folder.resolve("body").toString(),
                "-w",
                "%{time_total}",
                server.url(octets));
        assertThat(result.status()).as(result.output()).isZero();
        assertThat(body()).isEqualTo(HttpFixture.body(octets));
        assertThat(children.stats().linkFaults()).isOne();
        return Duration.ofMillis((long) (Double.parseDouble(result.output()) * 1_000));
    }

    @Test
    void latencyJitterAndBandwidthTakeTheirTime() throws Exception {
        assertThat(time(faults().latency(Duration.ofMillis(300)), 50_000))
                .isBetween(Duration.ofMillis(300), Duration.ofSeconds(5));
        assertThat(time(faults().latency(Duration.ofMillis(100)).jitter(Duration.ofMillis(100)), 5_000))
                .isBetween(Duration.ofMillis(100), Duration.ofSeconds(5));
        assertThat(time(faults().bandwidth(100_000), 50_000)).isBetween(Duration.ofMillis(450), Duration.ofSeconds(5));
        assertThat(time(faults().connectDelay(Duration.ofMillis(300)), 50))
                .isBetween(Duration.ofMillis(300), Duration.ofSeconds(5));
    }

    @Test
    void filesFailToOpen() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "text");

        Children.Result result = children.run(faults().openFailRate(1).openErrno(Errno.ENOSPC), "cat", file.toString());

        assertThat(result.output()).contains("No space left on device");
        assertThat(result.status()).isOne();
        assertThat(children.stats().openFailures())
                .isEqualTo(children.stats().openAttempts())
                .isPositive();
    }

    @Test
    void statisticsOfAllProcessesAddUp() throws Exception {
        String script = "curl -sS -o a %s; curl -sS -o b %s; true".formatted(server.url(10), server.url(20));
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", script).directory(folder.toFile());

        children.run(SubprocessFaults.nativeProgram(shell, faults().build()));

        assertThat(children.stats().connectAttempts()).isEqualTo(2);
        assertThat(Files.readAllLines(children.statsFile())).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void logNamesInjectionsAndStatistics() throws Exception {
        Path log = folder.resolve("log");

        curl(faults().recvFailRate(1).logFile(log), server.url(10));

        assertThat(log)
                .content()
                .containsPattern("\\[\\d+\\.\\d{3}] INJECT recv \\(fd=\\d+\\) Connection reset by peer");
        assertThat(log).content().contains("[STATS] {\"seed\":7,");
    }

    @Test
    void variablesSetByHandAreUnderstoodOrRefused() throws Exception {
        Map<String, String> refused = Map.of(
                "FAULT_RECV_FAIL_RATE",
                "2",
                "FAULT_CONNECT_ERRNO",
                "ENOSUCH",
                "FAULT_TARGET_PORT",
                "70000",
                "FAULT_LATENCY_MS",
                "soon",
                "FAULT_RULES",
                "stall after=3",
                "FAULT_CONECT_FAIL_RATE",
                "1",
                "FAULT_TRACE_FILE",
                "trace",
                ProductionMarker.VARIABLE,
                "1");
        for (Map.Entry<String, String> variable : refused.entrySet()) {
            Children.Result result = byHand(variable.getKey(), variable.getValue());

            assertThat(result.status()).as(result.output()).isEqualTo(125);
            assertThat(result.output()).startsWith("socket faults: ").contains(variable.getKey());
        }
        assertThat(byHand("FAULT_CONNECT_ERRNO", "ECONNREFUSED").output()).contains("(7)");
    }

    private Children.Result byHand(String name, String value) throws Exception {
        ProcessBuilder child =
                new ProcessBuilder("curl", "-sS", "-o", folder.resolve("x").toString(), server.url(10));
        child.environment().put("LD_PRELOAD", SubprocessFaults.nativeLibrary().toString());
        child.environment().put("FAULT_CONNECT_FAIL_RATE", "1");
        child.environment().put(name, value);
        return children.run(child);
    }

    @Test
    void missingCompilerIsSaid() throws Exception {
        ProcessBuilder child = Children.java(List.of(), LibraryMain.class);
        child.environment().put("PATH", "");
        child.environment().put("XDG_CACHE_HOME", folder.toString());

        assertThat(children.run(child).output())
                .contains("faults in native children must find a C compiler named cc on the PATH, install one");
    }

    @Test
    void libraryIsCompiledOnceAndKept() throws Exception {
        Path made = NativeLibrary.path(folder.resolve("cache"), "cc");

        assertThat(NativeLibrary.path(folder.resolve("cache"), "no-such-compiler"))
                .isEqualTo(made)
                .isRegularFile();
        try (var files = Files.list(folder.resolve("cache"))) {
            assertThat(files).containsExactly(made);
        }
        assertThat(NativeLibrary.cache(Map.of("XDG_CACHE_HOME", "/c"))).isEqualTo(Path.of("/c/schism-socket-faults"));
    }

    @Test
    void sourceCompilesWithoutWarnings() throws Exception {
        Path sources = Path.of("src/main/resources/dev/schism/socket/preload").toAbsolutePath();

        Children.Result result = children.run(new ProcessBuilder(
                "sh", "-c", "cc -std=gnu11 -Wall -Wextra -Werror -fsyntax-only '" + sources + "'/*.c"));

        assertThat(result.output()).isEmpty();
        assertThat(result.status()).isZero();
    }

    @Test
    void staticProgramIsRefused() throws Exception {
        Path source = Files.writeString(folder.resolve("p.c"), "int main(void) { return 0; }\n");
        Path program = folder.resolve("p");
        Children.Result compiled =
                children.run(new ProcessBuilder("cc", "-static", "-o", program.toString(), source.toString()));
        assertThat(compiled.status()).as(compiled.output()).isZero();

        assertThatThrownBy(() -> children.run(faults(), program.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("program must be linked dynamically, LD_PRELOAD does not reach static ones: " + program);

        Path script = Files.writeString(folder.resolve("script"), "#!" + program + " -x\n");
        assertThatThrownBy(() -> children.run(faults(), script.toString()))
                .hasMessageContaining("must be linked dynamically");
    }

    @Test
    void setuidProgramIsRefused() throws Exception {
        Path program = Path.of("/usr/bin/su");
        if (Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
            program = Files.copy(Path.of("/bin/cat"), folder.resolve("other"));
            Files.setAttribute(program, "unix:uid", 65_534);
            Files.setAttribute(program, "unix:mode", 0104755);
        }
        String path = program.toString();

        assertThatThrownBy(() -> children.run(faults(), path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("LD_PRELOAD is ignored where it is setuid or setgid: " + path);
    }

    @Test
    void whatNativeChildrenCannotHaveIsRefused() {
        for (String rule : List.of(
                "stall after=3",
                "reset after=3",
                "close after=3",
                "half-close after=3",
                "slow-close delay=1s",
                "black-hole",
                "corrupt at=3",
                "accept=80 recv",
                "scope=a recv")) {
            assertThatThrownBy(() -> children.run(rules(rule), "true"))
                    .as(rule)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("native children must do without this ");
        }
        assertThatThrownBy(() -> children.run(faults().traceFile(folder.resolve("t")), "true"))
                .hasMessageStartingWith("native children must do without this trace file");
    }
}
