// SPDX-License-Identifier: Apache-2.0
package dev.schism.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schism.scenario.Pacing;
import dev.schism.scenario.Payload;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The nearest scenario in which the sides agree is kept with an entry, and read as carefully as the rest. */
class NeighbourTest {

    private static final Scenario NEIGHBOUR = Scenario.named("found")
            .step(new Step.SendBytes(
                    Payload.template("GET /{token} HTTP/1.1\r\nHost: a\u0000\u00ff\r\n\r\n"), Pacing.WHOLE))
            .await(Duration.ofSeconds(5))
            .build();

    @TempDir
    private Path directory;

    @Test
    void isReadAsItWasWritten() throws IOException {
        CorpusEntry entry = save(with(NEIGHBOUR));

        assertThat(read()).isEqualTo(entry);
        assertThat(read().neighbour()).contains(NEIGHBOUR);
        try (var files = Files.list(directory.resolve(entry.name()))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "scenario.schism", "neighbour.schism", "meta.json", "reference.json", "target.json");
        }
    }

    @Test
    void isAbsentInAnEntryThatHasNone() {
        save(EntryFixture.entry());

        assertThat(read().neighbour()).isEmpty();
    }

    @Test
    void goesWithTheScenarioItBelongsTo() {
        save(with(NEIGHBOUR));
        CorpusEntry smaller = EntryFixture.entry(EntryFixture.SIGNATURE, "G\r\n\r\n", EntryFixture.TUESDAY);

        CorpusEntry saved = save(smaller);

        assertThat(saved.divergence()).isEqualTo(smaller.divergence());
        assertThat(saved.neighbour()).isEmpty();
        assertThat(read()).isEqualTo(saved);
    }

    @Test
    void staysWhereALargerScenarioIsFoundAgain() {
        save(with(NEIGHBOUR));

        CorpusEntry saved = save(
                EntryFixture.entry(EntryFixture.SIGNATURE, "GET /longer/still HTTP/1.1\r\n\r\n", EntryFixture.TUESDAY));

        assertThat(saved.neighbour()).contains(NEIGHBOUR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET / HTTP/1.1",
                "schism-scenario 9\nname: x\n",
                "schism-scenario 1\nname: x\n\nfly\n",
                "schism-scenario 1\nname: ../../x\n\nsend\n| a\n",
                "schism-scenario 1\nname: x\n\nsend\n",
                "\u0000\u001b[2J",
                "<script>"
            })
    void namesTheFileWhoseContentIsHostile(String content) throws IOException {
        Files.writeString(file(save(with(NEIGHBOUR))), content);

        assertBroken();
    }

    @Test
    void namesTheFileThatIsTooLarge() throws IOException {
        Files.writeString(file(save(with(NEIGHBOUR))), "x".repeat(EntryFiles.File.NEIGHBOUR.maxOctets() + 1));

        assertBroken();
    }

    @Test
    void namesTheFileThatIsNotUtf8() throws IOException {
        Files.write(file(save(with(NEIGHBOUR))), new byte[] {(byte) 0xff});

        assertBroken();
    }

    @Test
    void namesTheFileThatIsADirectoryOrALinkToNothingOrWithoutAnEnd() throws IOException {
        Path file = file(save(with(NEIGHBOUR)));
        Files.delete(file);
        Files.createDirectory(file);
        assertBroken();

        Files.delete(file);
        Files.createSymbolicLink(file, directory.resolve("nothing"));
        assertBroken();

        Files.delete(file);
        Files.createSymbolicLink(file, Path.of("/dev/zero"));
        assertBroken();
    }

    private void assertBroken() {
        try (Corpus corpus = Corpus.open(directory)) {
            assertThat(corpus.scan().entries()).isEmpty();
            assertThat(corpus.scan().problems()).singleElement().asString().contains("neighbour.schism");
            assertThatThrownBy(corpus::entries)
                    .isInstanceOf(CorpusException.class)
                    .hasMessageContaining("neighbour.schism");
        }
    }

    private static CorpusEntry with(Scenario neighbour) {
        CorpusEntry entry = EntryFixture.entry();
        return new CorpusEntry(
                entry.name(), entry.divergence(), entry.provenance(), entry.ruling(), Optional.of(neighbour));
    }

    private CorpusEntry save(CorpusEntry entry) {
        try (Corpus corpus = Corpus.open(directory)) {
            return corpus.save(entry);
        }
    }

    private CorpusEntry read() {
        try (Corpus corpus = Corpus.open(directory)) {
            return corpus.entries().get(0);
        }
    }

    private Path file(CorpusEntry entry) {
        return directory.resolve(entry.name()).resolve("neighbour.schism");
    }
}
