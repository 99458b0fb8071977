// SPDX-License-Identifier: Apache-2.0
package dev.schism.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills writers at random moments: every entry must be whole, and none that was finished may be lost. */
@Timeout(120)
class CorpusKillTest {

    private static final int ROUNDS = 6;
    private static final int SIGKILLED = 128 + 9;
    private static final int LONGEST_RUN_MILLIS = 300;

    @TempDir
    Path directory;

    private final Map<String, Instant> finished = new HashMap<>();

    @Test
    void survivesKilledWriters() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 1; round <= ROUNDS; round++) {
            Process writer = start(round);
            killAfter(writer, random.nextInt(LONGEST_RUN_MILLIS));

            assertWhole("round %d of seed %d".formatted(round, seed));
        }
        assertThat(finished).hasSize(SaveLoop.NAMES);
    }

    @Test
    void keepsASecondWriterOutAndLetsReadersIn() throws Exception {
        Process writer = start(1);
        try (BufferedReader lines = writer.inputReader(StandardCharsets.UTF_8)) {
            CorpusEntry entry = SaveLoop.entry(0, EntryFixture.MONDAY);
            for (int i = 0; i < 5 * SaveLoop.NAMES; i++) {
                note(lines.readLine());
                try (Corpus corpus = Corpus.open(directory)) {
                    assertThatThrownBy(() -> corpus.save(entry))
                            .isInstanceOf(CorpusException.class)
                            .hasMessageContaining("must not be written by two at once");
                    assertThat(corpus.scan().problems()).isEmpty();
                    assertThat(corpus.scan().entries()).isNotEmpty();
                }
            }
            assertThat(finished).hasSize(SaveLoop.NAMES);
        } finally {
            writer.destroyForcibly().waitFor();
        }
    }

    private Process start(int round) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SaveLoop.class.getName(),
                        directory.toString(),
                        Integer.toString(round))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Lets a writer save every name once, and go on for a random time. */
    private void killAfter(Process writer, int millis) throws Exception {
        try (BufferedReader lines = writer.inputReader(StandardCharsets.UTF_8)) {
            for (int i = 0; i < SaveLoop.NAMES; i++) {
                note(lines.readLine());
            }
            assertThat(writer.waitFor(millis, TimeUnit.MILLISECONDS)).isFalse();
            // Through the handle, because the process itself would close the stream with what is still to be read.
            assertThat(writer.toHandle().destroyForcibly()).isTrue();
            assertThat(writer.waitFor()).isEqualTo(SIGKILLED);
            String line = lines.readLine();
            while (line != null && line.endsWith("Z")) {
                note(line);
                line = lines.readLine();
            }
        } finally {
            writer.destroyForcibly();
        }
    }

    private void note(String line) {
        assertThat(line).as("what the writer says").isNotNull();
        String[] parts = line.split(" ");
        finished.put(parts[0], Instant.parse(parts[1]));
    }

    private void assertWhole(String when) throws IOException {
        try (Corpus corpus = Corpus.open(directory);
                Stream<Path> files = Files.list(directory)) {
            assertThat(corpus.scan().problems()).as(when).isEmpty();
            assertThat(corpus.entries())
                    .as(when)
                    .hasSameSizeAs(finished.keySet())
                    .allSatisfy(entry -> {
                        Instant reported = finished.get(entry.name());
                        assertThat(entry.provenance().lastSeen()).as(when).isAfterOrEqualTo(reported);
                        assertThat(entry.provenance().firstSeen())
                                .as(when)
                                .isEqualTo(Instant.ofEpochSecond(1, number(entry)));
                    });
            assertThat(files.map(file -> file.getFileName().toString()))
                    .as(when)
                    .noneMatch(name -> name.startsWith(EntryStore.TEMPORARY) || name.startsWith(EntryStore.ASIDE));
        }
    }

    private static int number(CorpusEntry entry) {
        String difference = entry.divergence().signature().differences().get(0);
        return difference.charAt(difference.length() - 1) - '0';
    }
}
