// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.scenario.Pacing;
import dev.schism.scenario.Payload;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.ScenarioBuilder;
import dev.schism.scenario.Step;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.Observation;
import dev.schism.wire.Octets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands in the shells people have and compares what reaches the socket, octet for octet. */
@Timeout(300)
@EnabledOnOs({OS.LINUX, OS.MAC})
class ReproducerShellTest {

    /** The first two have to be there. */
    private static final List<String> SHELLS = List.of("dash", "bash", "zsh", "ksh", "mksh");

    private static final int REQUIRED = 2;
    private static final int SCENARIOS = 200;

    /** What has a meaning to a shell or to printf, and what may stand beside it. */
    private static final List<String> PIECES = List.of(
            "-",
            "--",
            "-n",
            "-e",
            "-5",
            "-v x",
            "%",
            "%s",
            "%%",
            "%d\n",
            "%b",
            "%1$s",
            "\\",
            "\\c",
            "\\0",
            "\\101",
            "\\x41",
            "\\u0041",
            "\\e",
            "\0",
            "\u0001",
            "\u001b[31m",
            "\u007f",
            "\u0080",
            "\u00ff",
            "\u00c3\u00bc",
            "0",
            "7",
            "8",
            "07",
            "'",
            "\"",
            "`id`",
            "$HOME",
            "$(id)",
            "${x:?}",
            "!",
            "!!",
            "#",
            "~",
            "*",
            "?",
            "[a]",
            "{a,b}",
            "=ls",
            "^a^b",
            ";",
            "&",
            "|",
            "<",
            ">",
            "\t",
            "\n",
            "\r",
            "\r\n",
            " ",
            "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
            "Content-Length: -5\r\n",
            "a");

    private static final List<String> NASTY = List.of(
            "-5",
            "-",
            "--",
            "-- GET",
            "-n",
            "-v",
            "%",
            "%%s",
            "100%",
            "\\",
            "\\c",
            "a\\cb",
            "\\\\c",
            "\0007",
            "\0000",
            "\00012",
            "\u00018",
            "\0\0\0",
            "'",
            "''",
            "'-'",
            "'; exit 1; '",
            "$'x'",
            "\n",
            "\n\n\n",
            " ",
            "!x",
            "\u00ff\u00fe",
            "\r");

    @TempDir
    private Path tools;

    private ServerSocket server;

    @BeforeAll
    static void sayWhatIsMissing() {
        for (String shell : SHELLS) {
            if (!isInstalled(shell)) {
                assertThat(SHELLS.indexOf(shell))
                        .as(shell + " must be installed")
                        .isGreaterThanOrEqualTo(REQUIRED);
                System.out.println("reproducers: not run in " + shell + ", which is not installed here");
            }
        }
    }

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server.setSoTimeout(20_000);
        tool("nc", "#!/usr/bin/env bash\nexec 3<>\"/dev/tcp/$1/$2\" && exec cat >&3\n");
        tool("sleep", "#!/bin/sh\nexit 0\n");
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void whatHasAMeaningToAShellArrivesAsItIs() throws Exception {
        for (String shell : shells()) {
            for (String nasty : NASTY) {
                Scenario scenario = scenario(List.of(Octets.latin1(nasty)));
                assertThat(sent(shell, "-c", command(scenario)))
                        .as("%s: %s", shell, command(scenario))
                        .isEqualTo(octets(scenario));
            }
        }
    }

    @Test
    void whateverIsSentArrivesAsItIs() throws Exception {
        long seed = 20261128;
        for (int i = 0; i < SCENARIOS; i++) {
            Scenario scenario = random(new Random(seed + i));
            for (String shell : shells()) {
                assertThat(sent(shell, "-c", command(scenario)))
                        .as("seed %d in %s: %s", seed + i, shell, command(scenario))
                        .isEqualTo(octets(scenario));
            }
        }
    }

    @Test
    void arrivesFromAScriptAndFromAnArgumentOfSh() throws Exception {
        Scenario scenario = scenario(NASTY.stream().map(Octets::latin1).toList());
        Path script = Files.writeString(tools.resolve("script"), command(scenario) + "\n", StandardCharsets.US_ASCII);
        for (String shell : shells()) {
            assertThat(sent(shell, script.toString())).as(shell).isEqualTo(octets(scenario));
            assertThat(sent(shell, "-c", "sh -c " + Reproducer.quote(command(scenario))))
                    .as(shell)
                    .isEqualTo(octets(scenario));
        }
    }

    @Test
    void theLongestOnesArriveToo() throws Exception {
        List<Octets> longest = List.of(
                Octets.latin1("\0".repeat(Reproducer.MAX_OCTETS)),
                Octets.latin1("-".repeat(Reproducer.MAX_OCTETS)),
                Octets.latin1("\u00ff7".repeat(Reproducer.MAX_OCTETS / 2)));
        for (String shell : shells()) {
            for (Octets octets : longest) {
                Scenario scenario = scenario(List.of(octets));
                assertThat(sent(shell, "-c", command(scenario))).as(shell).isEqualTo(octets.toByteArray());
            }
        }
    }

    @Test
    void noCommandIsLongerThanAnArgumentMayBe() {
        for (String one : List.of("\0", "-", "a", "'")) {
            List<Octets> many =
                    Stream.generate(() -> Octets.latin1(one)).limit(5_000).toList();
            assertThat(command(scenario(many))).hasSizeLessThanOrEqualTo(Reproducer.MAX_CHARACTERS);
        }
    }

    @Test
    void arrivesThroughTheNcOfThisMachine() throws Exception {
        if (!isInstalled("nc")) {
            System.out.println("reproducers: no nc is installed here, so a stub alone was run");
            return;
        }
        Files.delete(tools.resolve("nc"));
        Scenario scenario = scenario(NASTY.stream().map(Octets::latin1).toList());
        for (String shell : shells()) {
            assertThat(sent(shell, "-c", command(scenario))).as(shell).isEqualTo(octets(scenario));
        }
    }

    private static Scenario random(Random random) {
        List<Octets> sends = new ArrayList<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            StringBuilder text = new StringBuilder();
            for (int j = 1 + random.nextInt(40); j > 0; j--) {
                text.append(
                        random.nextInt(4) == 0
                                ? Character.toString(random.nextInt(256))
                                : PIECES.get(random.nextInt(PIECES.size())));
            }
            sends.add(Octets.latin1(text.toString()));
        }
        return scenario(sends);
    }

    /** A scenario that sends these, with pauses between, braces having no meaning. */
    private static Scenario scenario(List<Octets> sends) {
        ScenarioBuilder scenario = Scenario.named("x");
        for (Octets send : sends) {
            scenario.step(new Step.SendBytes(new Payload(List.of(new Payload.Part.Literal(send))), Pacing.WHOLE));
            if (sends.size() < 10) {
                scenario.step(new Step.Pause(Duration.ofMillis(1)));
            }
        }
        return scenario.build();
    }

    private static byte[] octets(Scenario scenario) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Step step : scenario.steps()) {
            if (step instanceof Step.SendBytes send) {
                Payload.Part.Literal literal =
                        (Payload.Part.Literal) send.bytes().parts().get(0);
                all.writeBytes(literal.octets().toByteArray());
            }
        }
        return all.toByteArray();
    }

    private String command(Scenario scenario) {
        Observation known = ReportFixture.observation("", ConnectionEnd.FIN);
        return Reproducer.command(
                scenario,
                new Observation(
                        known.sent(),
                        known.methods(),
                        known.received(),
                        known.arrivals(),
                        known.transcript(),
                        known.steps(),
                        known.end(),
                        known.quiet(),
                        known.connectTime(),
                        known.elapsed(),
                        Map.of("host", "127.0.0.1", "port", Integer.toString(server.getLocalPort())),
                        known.error()));
    }

    /** Runs a command and returns what reached the socket. */
    private byte[] sent(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().merge("PATH", tools.toString(), (path, own) -> own + ":" + path);
        builder.redirectInput(Path.of("/dev/null").toFile()).redirectErrorStream(true);
        Path said = tools.resolve("said");
        Process shell = builder.redirectOutput(said.toFile()).start();
        byte[] octets;
        try (Socket connection = server.accept()) {
            octets = read(connection);
        }
        assertThat(shell.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(said).as("what the shell says").isEmptyFile();
        assertThat(shell.exitValue()).isZero();
        return octets;
    }

    /** Reads until the end or, for an nc that leaves its side open, until nothing comes. */
    private static byte[] read(Socket connection) throws IOException {
        connection.setSoTimeout(5_000);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        InputStream in = connection.getInputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
                all.write(buffer, 0, count);
            }
        } catch (SocketTimeoutException e) {
            // that was all
        }
        return all.toByteArray();
    }

    private static List<String> shells() {
        return SHELLS.stream().filter(ReproducerShellTest::isInstalled).toList();
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    private void tool(String name, String content) throws IOException {
        Path file = Files.writeString(tools.resolve(name), content);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
