// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import static dev.schism.cli.CommandLineFixture.schism;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.schism.corpus.Corpus;
import dev.schism.corpus.CorpusEntry;
import dev.schism.servers.JdkServer;
import dev.schism.servers.NettyServer;
import dev.schism.servers.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The main job between two embedded servers, one of which plays the reference. */
@Timeout(300)
class RunCommandTest {

    @TempDir
    private Path directory;

    @Test
    void findsKeepsReportsAndReplaysWhatDiffers() throws IOException {
        try (Server reference = JdkServer.start()) {
            CommandLineFixture run = run(reference, "netty", "--count", "60", "--json");

            assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DIVERGED);
            JsonNode report = new JsonMapper().readTree(run.out());
            assertThat(report.at("/tally/scenarios").asInt()).isEqualTo(60);
            assertThat(report.at("/seed").asLong()).isEqualTo(7);
            List<CorpusEntry> entries = entries();
            assertThat(entries).isNotEmpty().hasSize(report.at("/entries").size());
            assertThat(directory.resolve("report/report.html"))
                    .content()
                    .contains(entries.get(0).name());

            saysWhoIsWrong(report, entries);
            replaysTheSame(reference, entries);
            passesWithABaseline(reference, entries);
            writesTheReportAgain(entries);
        }
    }

    private void saysWhoIsWrong(JsonNode report, List<CorpusEntry> entries) {
        assertThat(entries).allSatisfy(entry -> assertThat(entry.ruling()).isPresent());
        assertThat(report.at("/entries"))
                .allSatisfy(entry ->
                        assertThat(entry.at("/judgement/profile").textValue()).isEqualTo("rfc"));
        assertThat(report.at("/blame").has("decidedPercent")).isTrue();
        assertThat(report.at("/reference/hosting").textValue()).isEqualTo("running already");
        assertThat(report.at("/reference/advice").textValue()).startsWith("nginx is recommended");
        for (String file : List.of("report/report.xml", "report/report.sarif")) {
            assertThat(directory.resolve(file))
                    .content()
                    .contains(entries.get(0).name());
        }
    }

    private void replaysTheSame(Server reference, List<CorpusEntry> entries) throws IOException {
        CommandLineFixture replay = schism("replay", "--reference", address(reference), "--corpus", corpus(), "--json");

        JsonNode result = new JsonMapper().readTree(replay.out());
        assertThat(result.at("/counts/SAME").asInt()).as(replay.out()).isEqualTo(entries.size());
        assertThat(result.at("/outcomes"))
                .allSatisfy(outcome -> assertThat(outcome.at("/ruling/blame").textValue())
                        .isEqualTo(outcome.at("/storedRuling/blame").textValue()));
        assertThat(replay.code()).isEqualTo(ExitCode.DIVERGED);
    }

    private void passesWithABaseline(Server reference, List<CorpusEntry> entries) throws IOException {
        String accepted = entries.stream().map(RunCommandTest::accepting).collect(Collectors.joining());
        Path baseline =
                Files.writeString(directory.resolve("baseline.yaml"), "schemaVersion: 1\naccepted:\n" + accepted);

        CommandLineFixture replay = schism(
                "replay", "--reference", address(reference), "--corpus", corpus(), "--baseline", baseline.toString());

        assertThat(replay.code()).as(replay.out() + replay.err()).isEqualTo(ExitCode.AGREED);
        assertThat(replay.out()).contains("[ACCEPTED]");
    }

    private void writesTheReportAgain(List<CorpusEntry> entries) {
        Path again = directory.resolve("again");

        CommandLineFixture report = schism("report", "--corpus", corpus(), "--report", again.toString());

        assertThat(report.code()).as(report.err()).isZero();
        assertThat(again.resolve("report.html"))
                .content()
                .contains(entries.get(0).name());
    }

    @Test
    void aServerAgreesWithItself() throws IOException {
        try (Server one = NettyServer.start();
                Server other = NettyServer.start()) {
            CommandLineFixture run = run(one, address(other), "--count", "200");

            assertThat(run.out()).contains("0 divergences");
            assertThat(run.code()).as(run.out() + run.err()).isEqualTo(ExitCode.AGREED);
        }
    }

    @Test
    void refusesAProfileThatThereIsNot() {
        assertThat(schism("run", "--profile", "kind", "--corpus", corpus()).err())
                .contains("profile must be rfc, strict-security or lenient: 'kind'");
        assertThat(schism(
                                "replay",
                                "--overrides",
                                directory.resolve("none.yaml").toString(),
                                "--corpus",
                                corpus())
                        .code())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void printsBlameAndReference() {
        try (Server reference = JdkServer.start()) {
            CommandLineFixture run = run(reference, "netty", "--count", "60", "--profile", "lenient");

            assertThat(run.out())
                    .containsPattern(
                            "causes, shown by \\d+ divergences: target wrong \\d+, reference wrong \\d+, both wrong \\d+, both allowed \\d+, "
                                    + "not decidable \\d+; decided \\d+ %")
                    .contains("reference: " + address(reference))
                    .contains("nginx is recommended as the reference");
            assertThat(run.out())
                    .containsPattern("(?m)^  (target wrong|reference wrong|both wrong|not decidable) .*; .* \\| .+$")
                    .containsPattern("(?m)^  \\d+ more where the text leaves the choice: ")
                    .doesNotContainPattern("(?m)^  both allowed");
        }
    }

    @Test
    void comparesSeveralTargets() {
        try (Server reference = NettyServer.start()) {
            CommandLineFixture run = run(reference, "netty,jdk", "--count", "20");

            assertThat(run.out()).contains("netty ", "jdk ", "20 scenarios");
            assertThat(run.code()).as(run.out() + run.err()).isIn(ExitCode.AGREED, ExitCode.DIVERGED);
        }
    }

    @Test
    void aTargetThatIsDownIsNoAgreement() {
        Server gone = JdkServer.start();
        String address = address(gone);
        gone.close();
        try (Server reference = NettyServer.start()) {
            CommandLineFixture run = run(reference, address, "--count", "20");

            assertThat(run.err()).contains(address, "must answer a plain GET");
            assertThat(run.code()).isEqualTo(ExitCode.INCONCLUSIVE);
        }
    }

    @Test
    void anEmptyCorpusIsNoPass() {
        CommandLineFixture replay = schism("replay", "--corpus", corpus());

        assertThat(replay.out()).contains("nothing ran");
        assertThat(replay.code()).isEqualTo(ExitCode.INCONCLUSIVE);
    }

    private CommandLineFixture run(Server reference, String target, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "--reference",
                address(reference),
                "--target",
                target,
                "--seed",
                "7",
                "--corpus",
                corpus(),
                "--report",
                directory.resolve("report").toString()));
        arguments.addAll(List.of(more));
        return schism(arguments.toArray(String[]::new));
    }

    private List<CorpusEntry> entries() {
        try (Corpus corpus = Corpus.open(Path.of(corpus()))) {
            return corpus.entries();
        }
    }

    private static String accepting(CorpusEntry entry) {
        return """
                  - category: %s
                    differences: [%s]
                    reason: made for a test
                    section: RFC 9112 §2.2
                    expires: 2999-12-31
                """.formatted(
                        entry.divergence().signature().category(),
                        entry.divergence().signature().differences().stream()
                                .map(text -> '"' + text + '"')
                                .collect(Collectors.joining(", ")));
    }

    private String corpus() {
        return directory.resolve("entries").toString();
    }

    private static String address(Server server) {
        return "127.0.0.1:" + server.endpoint().port();
    }
}
