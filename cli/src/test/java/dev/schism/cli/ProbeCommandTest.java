// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import static dev.schism.cli.CommandLineFixture.schism;
import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.servers.NettyServer;
import dev.schism.servers.Server;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeCommandTest {

    private static Server server;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        server = NettyServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String address() {
        return "127.0.0.1:" + server.endpoint().port();
    }

    @Test
    void printsATableAndFailsWhereARuleIsBroken() {
        CommandLineFixture result = schism("probe", "--target", address(), "--rules", "HO-01,RL-06");

        assertThat(result.err().lines()).singleElement().asString().startsWith("calibrating " + address());
        assertThat(result.out())
                .contains("profile rfc", "PASS   WARN   FAIL   INFO NOT_OBSERVABLE", "HO Host", "RL Request line")
                .contains("FAIL HO-01 MUST 9112 §3.2");
        assertThat(result.code()).isEqualTo(ExitCode.DIVERGED);
    }

    @Test
    void succeedsWhereNoRuleIsBroken() {
        CommandLineFixture result = schism("probe", "--target", address(), "--rules", "CL-02");

        assertThat(result.out()).doesNotContain("FAIL CL");
        assertThat(result.code()).isZero();
    }

    @Test
    void probesSeveralTargetsAndWritesReports() {
        CommandLineFixture result =
                schism("probe", "--target", "netty,jdk", "--rules", "HO-02", "--report", directory.toString());

        assertThat(result.out()).contains("netty ", "jdk ", "report: ");
        assertThat(directory.resolve("probe.json")).exists();
        assertThat(directory.resolve("probe.xml")).exists();
        assertThat(directory.resolve("probe.html")).isNotEmptyFile();
    }

    @Test
    void printsJsonAndNothingElse() {
        CommandLineFixture result = schism("probe", "--target", address(), "--rules", "RL-06", "--json");

        assertThat(result.out()).startsWith("{").contains("\"profile\" : \"rfc\"", "\"rl-06-get\"");
        assertThat(result.code()).isZero();
    }

    @Test
    void overridesKeepARuleFromFailing() throws IOException {
        Path file = Files.writeString(directory.resolve("overrides.yaml"), """
                schemaVersion: 1
                overrides:
                  - rule: HO-01
                    result: INFO
                    reason: the gateway in front checks it
                """);

        CommandLineFixture result =
                schism("probe", "--target", address(), "--rules", "HO-01", "--overrides", file.toString());

        assertThat(result.out()).doesNotContain("FAIL HO-01");
        assertThat(result.code()).isZero();
    }

    @Test
    void wantsAReasonForEveryOverride() throws IOException {
        Path file = Files.writeString(
                directory.resolve("overrides.yaml"), "schemaVersion: 1\noverrides:\n  - {rule: HO-01, result: off}\n");

        CommandLineFixture result = schism("probe", "--target", address(), "--overrides", file.toString());

        assertThat(result.err()).contains("field reason must be there in every override");
        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void refusesOverridesOutsideTheFormat() throws IOException {
        Path file = Files.writeString(directory.resolve("overrides.yaml"), "schemaVersion: 1\nrules: []\n");

        CommandLineFixture result = schism("probe", "--target", address(), "--overrides", file.toString());

        assertThat(result.err()).contains("overrides.yaml:3", "unknown field 'rules'");
        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void judgesRawFilesALineEach() throws IOException {
        Files.writeString(directory.resolve("a.txt"), "GET / HTTP/1.1\r\n\r\n");
        Files.writeString(directory.resolve("b.txt"), "GET / HTTP/1.1\r\nHost: a\r\n\r\n");

        CommandLineFixture result =
                schism("probe", "--target", address(), "--raw", directory.toString(), "--rules", "HO-01");

        assertThat(result.out()).hasLineCount(2);
        assertThat(result.out().lines().findFirst())
                .hasValueSatisfying(line -> assertThat(line)
                        .contains("a.txt\"", "\"rule\":\"HO-01\"", "\"result\":\"FAIL\"", "\"observation\":{"));
        assertThat(result.code()).isEqualTo(ExitCode.DIVERGED);
    }

    @Test
    void printsManyRawFilesInTheirOrder() throws IOException {
        List<String> names = new ArrayList<>();
        for (int i = 1000; i < 1300; i++) {
            String text = i % 3 == 0 ? "GET / HTTP/1.1\r\nHost: a\r\n" : "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
            Files.writeString(directory.resolve(i + ".txt"), text);
            names.add(i + ".txt");
        }

        CommandLineFixture result = schism("probe", "--target", address(), "--raw", directory.toString());

        assertThat(result.out().lines().map(line -> line.replaceFirst("^\\{\"case\":\"[^\"]*/([^\"/]*)\".*", "$1")))
                .containsExactlyElementsOf(names);
        assertThat(result.out()).doesNotContain("\"error\":");
    }

    @Test
    void goesOnBehindARawFileThatIsNoCase() throws IOException {
        try (RandomAccessFile large =
                new RandomAccessFile(directory.resolve("a.txt").toFile(), "rw")) {
            large.setLength(RawFiles.MAX_OCTETS + 1);
        }
        Files.writeString(directory.resolve("b.txt"), "GET / HTTP/1.1\r\nHost: a\r\n\r\n");

        CommandLineFixture result = schism("probe", "--target", address(), "--raw", directory.toString());

        assertThat(result.out().lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("a.txt\"", "\"error\":\"", "octets: 16777217\""),
                        line -> assertThat(line).contains("b.txt\"", "\"target\":{\"name\":", "\"observation\":{"));
        assertThat(result.code()).isEqualTo(ExitCode.INCONCLUSIVE);
    }

    @Test
    void anEmptyRawFileSendsNothing() throws IOException {
        Files.createFile(directory.resolve("a.txt"));

        CommandLineFixture result = schism("probe", "--target", address(), "--raw", directory.toString());

        assertThat(result.out().lines())
                .singleElement()
                .asString()
                .contains("\"sent\":\"\"", "\"verdicts\":[")
                .doesNotContain("\"error\"");
        assertThat(result.code()).isZero();
    }

    @Test
    void judgesScenariosAsTheCatalogue() throws IOException {
        Path place = Files.createDirectory(directory.resolve("own"));
        Files.writeString(place.resolve("a.schism"), """
                schism-scenario 1
                name: two-messages
                tag: HO-01

                send
                | GET /{token} HTTP/1.1\\r\\n
                | Host: a\\r\\n
                | \\r\\n
                await 2s
                pause 20ms
                send segment 9
                | GET /second HTTP/1.1\\r\\n
                | \\r\\n
                await 2s
                """);
        Files.writeString(place.resolve("b.jsonl"), """
                {"schism-scenario":1,"name":"two-messages","tags":[]}
                {"step":"send","parts":[{"octets":"R0VUIC8gSFRUUC8xLjENCkhvc3Q6IGENCg0K"}],"segment":0,"intervalNanos":0}
                {"step":"await","timeoutNanos":2000000000}
                """);

        CommandLineFixture result = schism(
                "probe",
                "--target",
                address(),
                "--scenarios",
                place.toString(),
                "--report",
                directory.resolve("report").toString());

        assertThat(result.out()).contains(": 2 cases in", "FAIL HO-01 MUST", "in two-messages\n", "report: ");
        assertThat(result.code()).isEqualTo(ExitCode.DIVERGED);
        assertThat(directory.resolve("report/probe.json"))
                .content()
                .contains("\"two-messages\"", "\"two-messages-2\"", "\"own\"", "b.jsonl.");
        assertThat(directory.resolve("report/probe.xml"))
                .content()
                .contains("tests=\"2\" failures=\"1\"", "schism.probe.HO-01", "schism.probe.own");
        assertThat(directory.resolve("report/probe.html")).content().contains("two-messages-2", "pause 20ms");
    }

    @Test
    void listsScenarios() throws IOException {
        Path file = scenario("a.schism", "lonely");

        assertThat(schism("probe", "--list", "--scenarios", file.toString()).out())
                .startsWith("lonely ")
                .hasLineCount(1);
    }

    @Test
    void hasNoResultWhereNoScenarioShowsAnything() throws IOException {
        Path file = Files.writeString(directory.resolve("a.schism"), "schism-scenario 1\nname: nothing\n\npause 1ms\n");

        CommandLineFixture result = schism("probe", "--target", address(), "--scenarios", file.toString());

        assertThat(result.out()).contains("no result: no rule that was asked for could be observed");
        assertThat(result.code()).isEqualTo(ExitCode.INCONCLUSIVE);
    }

    @Test
    void refusesScenariosAsRawFilesAndTheOtherWayRound() throws IOException {
        Path text = scenario("a.schism", "a");
        Path json =
                Files.writeString(directory.resolve("b.jsonl"), "{\"schism-scenario\":1,\"name\":\"a\",\"tags\":[]}\n");
        Path raw = Files.writeString(directory.resolve("c.raw"), "GET / HTTP/1.1\r\n\r\n");

        for (Path scenario : List.of(text, json, directory)) {
            CommandLineFixture result = schism("probe", "--target", address(), "--raw", scenario.toString());

            assertThat(result.err()).contains("this is a scenario, for --scenarios: '");
            assertThat(result.out()).isEmpty();
            assertThat(result.code()).isEqualTo(ExitCode.USAGE);
        }
        for (Path octets : List.of(raw, directory)) {
            CommandLineFixture result = schism("probe", "--target", address(), "--scenarios", octets.toString());

            assertThat(result.err()).contains("--raw judges raw octets: '", "c.raw'");
            assertThat(result.code()).isEqualTo(ExitCode.USAGE);
        }
    }

    @Test
    void accusesNobodyOfWhatADeathCutOffAndNamesTheFile() throws IOException {
        Files.writeString(directory.resolve("kill.txt"), "GET /kill HTTP/1.1\r\nHost: a\r\n\r\n");
        try (MortalServer mortal = new MortalServer()) {
            CommandLineFixture result = schism("probe", "--target", mortal.address(), "--raw", directory.toString());

            assertThat(result.out())
                    .contains("kill.txt\"", "\"error\":\"left out: ")
                    .doesNotContain("\"FAIL\"");
            assertThat(result.err()).contains("answers no plain GET", "cut off before that: ", "kill.txt");
            assertThat(result.code()).isEqualTo(ExitCode.INCONCLUSIVE);
        }
    }

    @Test
    void namesTheScenarioThatKilledTheServer() throws IOException {
        Path file = Files.writeString(
                directory.resolve("a.schism"),
                "schism-scenario 1\nname: killer\n\nsend\n| GET /kill HTTP/1.1\\r\\n\n| Host: a\\r\\n\n| \\r\\n\nawait 2s\n");
        try (MortalServer mortal = new MortalServer()) {
            CommandLineFixture result = schism(
                    "probe",
                    "--target",
                    mortal.address(),
                    "--scenarios",
                    file.toString(),
                    "--report",
                    directory.resolve("report").toString());

            assertThat(result.out())
                    .contains("no result: a plain GET is answered otherwise", "the last begun first: killer;")
                    .contains("began after it was last itself: 1")
                    .doesNotContain("FAIL ME");
            assertThat(directory.resolve("report/probe.xml"))
                    .content()
                    .contains("failures=\"0\" errors=\"1\"", "killer");
            assertThat(result.code()).isEqualTo(ExitCode.INCONCLUSIVE);
        }
    }

    private Path scenario(String file, String name) throws IOException {
        return Files.writeString(directory.resolve(file), "schism-scenario 1\nname: " + name + "\n\nawait 100ms\n");
    }

    @Test
    void wantsOverridesToBeAFile() {
        CommandLineFixture result = schism(
                "probe",
                "--target",
                address(),
                "--overrides",
                directory.resolve("missing.yaml").toString());

        assertThat(result.err()).contains("--overrides must be a file", "missing.yaml");
        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void explainsTheRulesOfAClass() {
        CommandLineFixture result = schism("probe", "--explain", "px");

        assertThat(result.out()).contains("PX-02  Intermediaries", "PX-14  Intermediaries", "  none\n");
        assertThat(result.code()).isZero();
    }

    @Test
    void explainsARuleWithItsCases() {
        CommandLineFixture result = schism("probe", "--explain", "CL-02");

        assertThat(result.out()).contains("9112 §6.3(5)", "cl-02-two-lines", "ka-08-two-lengths");
        assertThat(result.code()).isZero();
    }

    @Test
    void listsTheCasesOfRules() {
        CommandLineFixture result = schism("probe", "--list", "--rules", "EX-01");

        assertThat(result.out())
                .contains("ex-01-length", "canonical", "[EX-01]")
                .doesNotContain("cl-01");
        assertThat(result.code()).isZero();
    }

    @Test
    void namesSelectorsThatLookAlike() {
        CommandLineFixture result = schism("probe", "--target", address(), "--rules", "CL-2");

        assertThat(result.err()).contains("'CL-2'", "(close: CL, ");
        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void hasNoResultWhereNoCaseRan() {
        CommandLineFixture result = schism("probe", "--target", address(), "--rules", "PX-14");

        assertThat(result.out()).contains("no result: no case ran");
        assertThat(result.code()).isEqualTo(ExitCode.INCONCLUSIVE);
    }

    @Test
    void wantsATarget() {
        CommandLineFixture result = schism("probe");

        assertThat(result.err()).contains("--target must name at least one server");
        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    }
}
