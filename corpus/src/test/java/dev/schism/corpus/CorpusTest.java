// SPDX-License-Identifier: Apache-2.0
package dev.schism.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schism.oracle.Category;
import dev.schism.oracle.Signature;
import dev.schism.oracle.rules.Judge;
import dev.schism.oracle.rules.Profile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorpusTest {

    private static final String SENT = "GET /{token} HTTP/1.1\r\nx: \u0000\u00ff\r\n\r\n";

    @TempDir
    Path parent;

    private Path directory() {
        return parent.resolve("corpus").resolve("entries");
    }

    @Nested
    class Saving {

        @Test
        void readsBackWhatItWrote() {
            CorpusEntry entry = EntryFixture.entry(EntryFixture.SIGNATURE, SENT, EntryFixture.TUESDAY);

            assertThat(save(entry)).isEqualTo(entry);

            assertThat(open().entries()).containsExactly(entry);
            assertThat(open().find(entry.name())).contains(entry);
        }

        @Test
        void writesFourFilesAndNothingElse() throws IOException {
            CorpusEntry entry = save(EntryFixture.entry());

            try (var files = Files.list(directory().resolve(entry.name()))) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .containsExactlyInAnyOrder("scenario.schism", "meta.json", "reference.json", "target.json");
            }
            try (var files = Files.list(directory())) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .containsExactlyInAnyOrder(".lock", entry.name());
            }
        }

        @Test
        void keepsTheSmallerScenarioAndTheFirstTime() {
            save(EntryFixture.entry(EntryFixture.SIGNATURE, "GET /long HTTP/1.1\r\n\r\n", EntryFixture.MONDAY));
            CorpusEntry small = EntryFixture.entry(EntryFixture.SIGNATURE, "GET / X\r\n\r\n", EntryFixture.TUESDAY);

            CorpusEntry saved = save(small);

            assertThat(saved.divergence()).isEqualTo(small.divergence());
            assertThat(saved.provenance().firstSeen()).isEqualTo(EntryFixture.MONDAY);
            assertThat(saved.provenance().lastSeen()).isEqualTo(EntryFixture.TUESDAY);
            assertThat(open().entries()).containsExactly(saved);
        }

        @Test
        void keepsTheStoredScenarioWhenTheNewOneIsNotSmaller() {
            CorpusEntry small =
                    save(EntryFixture.entry(EntryFixture.SIGNATURE, "GET / X\r\n\r\n", EntryFixture.MONDAY));

            CorpusEntry saved =
                    save(EntryFixture.entry(EntryFixture.SIGNATURE, "GET / Y\r\n\r\n", EntryFixture.TUESDAY));

            assertThat(saved.divergence()).isEqualTo(small.divergence());
            assertThat(saved.provenance().lastSeen()).isEqualTo(EntryFixture.TUESDAY);
        }

        @Test
        void rulesAboutWhatIsKept() {
            CorpusEntry old = save(EntryFixture.entry());
            try (Corpus corpus = open()) {
                CorpusEntry judged = corpus.save(
                        EntryFixture.entry(
                                EntryFixture.SIGNATURE, "GET /longer HTTP/1.1\r\n\r\n", EntryFixture.TUESDAY),
                        Judge.of(Profile.RFC));

                assertThat(judged.divergence()).isEqualTo(old.divergence());
                assertThat(judged.ruling().orElseThrow().line()).isEqualTo("target wrong: HO-01 (low)");
                assertThat(open().entries()).containsExactly(judged);
            }
        }

        @Test
        void refusesAnotherSignatureUnderTheSameName() {
            CorpusEntry entry = save(EntryFixture.entry());
            Signature other = new Signature(Category.OK, List.of("count:1-2"), List.of());
            CorpusEntry impostor = new CorpusEntry(
                    entry.name(),
                    EntryFixture.divergence(other, "GET / HTTP/1.1\r\n\r\n"),
                    entry.provenance(),
                    Optional.empty(),
                    Optional.empty());

            assertThatThrownBy(() -> save(impostor))
                    .isInstanceOf(CorpusException.class)
                    .hasMessageContaining("field signature must be")
                    .hasMessageContaining("count:1-2");
            assertThat(open().entries()).containsExactly(entry);
        }

        @Test
        void refusesToWriteOverABrokenEntry() throws IOException {
            CorpusEntry entry = save(EntryFixture.entry());
            Path meta = directory().resolve(entry.name()).resolve("meta.json");
            Files.writeString(meta, "mine");

            assertThatThrownBy(() -> save(entry)).isInstanceOf(CorpusException.class);
            assertThat(meta).hasContent("mine");
        }

        @Test
        void sortsEntriesByName() {
            CorpusEntry second = save(EntryFixture.entry());
            CorpusEntry first = save(EntryFixture.entry(
                    new Signature(Category.OK, List.of("count:1-2"), List.of()), SENT, EntryFixture.MONDAY));

            assertThat(open().entries()).containsExactly(first, second);
            assertThat(open().names()).containsExactly(first.name(), second.name());
        }
    }

    @Nested
    class Locking {

        @Test
        void letsOneWriteAndOthersRead() {
            try (Corpus writer = open()) {
                CorpusEntry entry = writer.save(EntryFixture.entry());

                assertThat(open().entries()).containsExactly(entry);
                assertThatThrownBy(() -> open().save(entry))
                        .isInstanceOf(CorpusException.class)
                        .hasMessageContaining("must not be written by two at once")
                        .hasMessageContaining(directory().toString());
            }
        }

        @Test
        void letsTheNextOneWriteAfterClose() {
            try (Corpus writer = open()) {
                writer.lock();
            }
            CorpusEntry entry = save(EntryFixture.entry());

            assertThat(open().entries()).containsExactly(entry);
        }

        @Test
        void leavesTheFilesOfALivingWriterAlone() throws IOException {
            try (Corpus writer = open()) {
                writer.lock();
                Path temporary = Files.createDirectory(directory().resolve(".tmp-x"));

                open();
                assertThat(temporary).exists();
            }
            open();
            assertThat(directory().resolve(".tmp-x")).doesNotExist();
        }
    }

    @Nested
    class Recovering {

        @Test
        void restoresAnEntryThatWasBeingReplaced() throws IOException {
            CorpusEntry entry = save(EntryFixture.entry());
            Path place = directory().resolve(entry.name());
            Files.move(place, directory().resolve(".old-" + entry.name()));
            Files.createDirectory(directory().resolve(".tmp-" + entry.name()));

            assertThat(open().entries()).containsExactly(entry);
            assertThat(place).isDirectory();
            try (var files = Files.list(directory())) {
                assertThat(files).hasSize(2);
            }
        }

        @Test
        void readsAnEntryWhileItIsBeingReplaced() throws IOException {
            CorpusEntry entry = save(EntryFixture.entry());
            try (Corpus writer = open()) {
                writer.lock();
                Files.move(directory().resolve(entry.name()), directory().resolve(".old-" + entry.name()));

                assertThat(open().entries()).containsExactly(entry);
            }
        }

        @Test
        void removesTheOldOneWhereTheNewOneIsInPlace() throws IOException {
            CorpusEntry entry = save(EntryFixture.entry());
            Path aside = Files.createDirectory(directory().resolve(".old-" + entry.name()));
            Files.writeString(aside.resolve("meta.json"), "half");

            assertThat(open().entries()).containsExactly(entry);
            assertThat(aside).doesNotExist();
        }

        @Test
        void leavesFilesOfOthersAlone() throws IOException {
            save(EntryFixture.entry());
            Path readme = Files.writeString(directory().resolve("README.md"), "notes");
            Path hidden = Files.createDirectory(directory().resolve(".git"));

            assertThat(open().entries()).hasSize(1);
            assertThat(readme).exists();
            assertThat(hidden).exists();
        }
    }

    @Nested
    class Reading {

        @Test
        void findsNothingWhereThereIsNoDirectory() {
            assertThat(open().entries()).isEmpty();
            assertThat(open().find("nothing")).isEmpty();
            assertThat(directory()).doesNotExist();
        }

        @Test
        void writesNothing() throws IOException {
            save(EntryFixture.entry());
            Files.delete(directory().resolve(".lock"));

            assertThat(open().entries()).hasSize(1);
            assertThat(directory().resolve(".lock")).doesNotExist();
        }

        @Test
        void refusesAFileInPlaceOfTheDirectory() throws IOException {
            Path file = Files.writeString(parent.resolve("file"), "x");

            assertThatThrownBy(() -> Corpus.open(file))
                    .isInstanceOf(CorpusException.class)
                    .hasMessageContaining("corpus must be a directory");
        }

        @ParameterizedTest
        @ValueSource(strings = {"..", "../entries", "", "/etc"})
        void findsNothingOutsideTheDirectory(String name) {
            save(EntryFixture.entry());

            assertThat(open().find(name)).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"scenario.schism", "meta.json", "reference.json", "target.json"})
        void namesTheFileThatIsMissing(String file) throws IOException {
            CorpusEntry entry = save(EntryFixture.entry());
            Files.delete(directory().resolve(entry.name()).resolve(file));

            assertBroken("entry " + entry.name() + ": " + file + " must be there: missing");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            meta.json       | "generator"     | "generated"   | meta.json: field generator must be there: missing
            meta.json       | 2026-11-16T     | 2026-11-16 T  | meta.json: field firstSeen must be an ISO instant
            scenario.schism | send            | sned          | scenario.schism: line
            reference.json  | "FIN"           | "FINN"        | reference.json: observation.end must be one of
            target.json     | {               | [             | target.json:
            """)
        void namesTheFileAndFieldThatIsBroken(String file, String from, String to, String message) throws IOException {
            CorpusEntry entry = save(EntryFixture.entry());
            Path path = directory().resolve(entry.name()).resolve(file);
            String text = Files.readString(path, StandardCharsets.UTF_8);
            Files.writeString(path, text.replace(from, to));

            assertThat(text).contains(from);
            assertBroken(message);
        }

        @Test
        void refusesAFileThatIsTooLarge() throws IOException {
            CorpusEntry entry = save(EntryFixture.entry());
            Path path = directory().resolve(entry.name()).resolve("meta.json");
            Files.writeString(path, " ".repeat(EntryFiles.File.META.maxOctets() + 1));

            assertBroken("meta.json must be at most 1048576 octets: at least 1048577");
        }

        @Test
        void refusesAFileThatIsNotUtf8() throws IOException {
            CorpusEntry entry = save(EntryFixture.entry());
            Files.write(directory().resolve(entry.name()).resolve("meta.json"), new byte[] {(byte) 0xFF});

            assertBroken("meta.json must be UTF-8");
        }

        @Test
        void scansWholeEntriesBesideBrokenOnes() throws IOException {
            CorpusEntry whole = save(EntryFixture.entry());
            Files.createDirectory(directory().resolve("broken"));

            CorpusScan scan = open().scan();

            assertThat(scan.entries()).containsExactly(whole);
            assertThat(scan.problems()).containsExactly("entry broken: meta.json must be there: missing");
        }

        private void assertBroken(String message) {
            assertThat(open().scan().entries()).isEmpty();
            assertThat(open().scan().problems()).singleElement().asString().contains(message);
            assertThatThrownBy(() -> open().entries())
                    .isInstanceOf(CorpusException.class)
                    .hasMessageContaining(message);
        }
    }

    private Corpus open() {
        return Corpus.open(directory());
    }

    private CorpusEntry save(CorpusEntry entry) {
        try (Corpus corpus = open()) {
            return corpus.save(entry);
        }
    }
}
