// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import static dev.schism.cli.CommandLineFixture.schism;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.schism.corpus.Corpus;
import dev.schism.corpus.CorpusEntry;
import dev.schism.servers.NettyServer;
import dev.schism.servers.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Replays what the embedded reference and netty disagree about, with these and with other servers. */
@Timeout(300)
class ReplayCommandTest {

    @TempDir
    private static Path directory;

    private static Server other;

    @BeforeAll
    static void find() {
        other = NettyServer.start();
        CommandLineFixture run = schism(
                "run",
                "--reference",
                "embedded",
                "--target",
                "netty",
                "--count",
                "40",
                "--seed",
                "7",
                "--corpus",
                corpus(),
                "--report",
                directory.resolve("report").toString());
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DIVERGED);
    }

    @AfterAll
    static void stop() {
        other.close();
    }

    @Test
    void saysWhichServersRan() {
        CommandLineFixture replay = replay("--reference", "embedded");

        assertThat(replay.out())
                .startsWith("reference embedded ")
                .contains(", target netty ")
                .doesNotContain("stored embedded")
                .doesNotContain("stored netty");
    }

    @Test
    void doesNotAcceptForAnotherTargetWhatIsAcceptedForTheStoredOne() throws IOException {
        String baseline = baseline("embedded", "netty");
        assertThat(replay("--reference", "embedded", "--baseline", baseline).code())
                .isEqualTo(ExitCode.AGREED);

        CommandLineFixture replay = replay("--reference", "embedded", "--target", address(), "--baseline", baseline);

        assertThat(replay.code()).as(replay.out()).isEqualTo(ExitCode.DIVERGED);
        assertThat(replay.out())
                .contains(", target " + address())
                .containsPattern("target: stored netty .*, ran " + address())
                .doesNotContain("[ACCEPTED]");
    }

    @Test
    void acceptsForAnotherTargetWhatIsAcceptedForIt() throws IOException {
        CommandLineFixture replay =
                replay("--reference", "embedded", "--target", address(), "--baseline", baseline("embedded", address()));

        assertThat(replay.code()).as(replay.out()).isEqualTo(ExitCode.AGREED);
    }

    @Test
    void namesTheReferenceThatRan() throws IOException {
        CommandLineFixture replay = replay("--reference", address(), "--target", "embedded", "--json");

        JsonNode outcomes = new JsonMapper().readTree(replay.out()).at("/outcomes");
        assertThat(outcomes).isNotEmpty().allSatisfy(outcome -> {
            assertThat(outcome.at("/reference/name").textValue()).isEqualTo(address());
            assertThat(outcome.at("/target/name").textValue()).isEqualTo("embedded");
            assertThat(outcome.at("/otherServers")).hasSize(2);
        });
        assertThat(replay("--reference", address(), "--target", "embedded", "--baseline", baseline("embedded", "netty"))
                        .out())
                .doesNotContain("[ACCEPTED]");
    }

    private static CommandLineFixture replay(String... more) {
        List<String> words = new ArrayList<>(List.of("replay", "--corpus", corpus()));
        words.addAll(List.of(more));
        return schism(words.toArray(String[]::new));
    }

    private static String baseline(String reference, String target) throws IOException {
        String accepted = entries().stream()
                .map(entry -> accepting(entry, reference, target))
                .collect(Collectors.joining());
        return Files.writeString(directory.resolve("baseline.yaml"), "schemaVersion: 1\naccepted:\n" + accepted)
                .toString();
    }

    private static String accepting(CorpusEntry entry, String reference, String target) {
        return """
                  - category: %s
                    differences: [%s]
                    reference: "%s"
                    target: "%s"
                    reason: made for a test
                    section: RFC 9112 §2.2
                    expires: 2999-12-31
                """.formatted(
                        entry.divergence().signature().category(),
                        entry.divergence().signature().differences().stream()
                                .map(text -> '"' + text + '"')
                                .collect(Collectors.joining(", ")),
                        reference,
                        target);
    }

    private static List<CorpusEntry> entries() {
        try (Corpus corpus = Corpus.open(Path.of(corpus()))) {
            return corpus.entries();
        }
    }

    private static String corpus() {
        return directory.resolve("entries").toString();
    }

    private static String address() {
        return "127.0.0.1:" + other.endpoint().port();
    }
}
