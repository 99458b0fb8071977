// SPDX-License-Identifier: Apache-2.0
package dev.schism.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schism.oracle.Category;
import dev.schism.oracle.Divergence;
import dev.schism.oracle.Facet;
import dev.schism.oracle.FacetDifference;
import dev.schism.oracle.Signature;
import dev.schism.oracle.rules.Judge;
import dev.schism.oracle.rules.Profile;
import dev.schism.scenario.Pacing;
import dev.schism.scenario.Payload;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.Step;
import dev.schism.wire.Octets;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

class EntryFilesTest {

    private Path parent = Path.of("");

    @BeforeTry
    void makeDirectory() throws IOException {
        parent = Files.createTempDirectory("entry-files");
    }

    @AfterTry
    void removeDirectory() throws IOException {
        removeFiles(parent.resolve("entry"));
        Files.deleteIfExists(parent);
    }

    @Property(tries = 60)
    void readsWhatItWrote(
            @ForAll @NotEmpty byte[] sent, @ForAll byte[] received, @ForAll Category category, @ForAll String text)
            throws IOException {
        CorpusEntry entry = entry(sent, received, category, text);

        files(entry).write(entry);

        assertThat(files(entry).read()).isEqualTo(entry);
    }

    @Property(tries = 1)
    void refusesToWriteAFileThatCouldNotBeRead() {
        // Four characters an octet; the scenario format has a larger limit of its own.
        CorpusEntry entry = entry(new byte[EntryFiles.File.SCENARIO.maxOctets() / 3], new byte[0], Category.OK, "");

        assertThatThrownBy(() -> files(entry).write(entry))
                .isInstanceOf(CorpusException.class)
                .hasMessageContaining("scenario.schism must be at most 8388608 octets");
    }

    private EntryFiles files(CorpusEntry entry) {
        return new EntryFiles(parent.resolve("entry"), entry.name());
    }

    private static CorpusEntry entry(byte[] sent, byte[] received, Category category, String text) {
        Scenario scenario = Scenario.named("any")
                .step(new Step.SendBytes(Payload.of(Octets.of(sent)), Pacing.WHOLE))
                .await(Duration.ofSeconds(1))
                .build();
        Signature signature = new Signature(category, List.of(text, "end:fin-open"), List.of(text));
        return CorpusEntry.of(
                        new Divergence(
                                scenario,
                                EntryFixture.observation(Octets.of(received)),
                                EntryFixture.observation(Octets.of(sent)),
                                category,
                                List.of(new FacetDifference(Facet.LEFTOVER, text, text, text)),
                                signature),
                        EntryFixture.provenance(EntryFixture.MONDAY))
                .judgedBy(Judge.of(Profile.RFC));
    }

    private static void removeFiles(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
            Files.delete(directory);
        }
    }
}
