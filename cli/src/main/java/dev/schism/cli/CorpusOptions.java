// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import dev.schism.corpus.Baseline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where divergences are kept, and which of them are accepted. */
final class CorpusOptions {

    static final Path USUAL_CORPUS = Path.of("corpus", "entries");

    private static final Path USUAL_BASELINE = Path.of("corpus", "baseline.yaml");

    @Option(
            names = "--corpus",
            paramLabel = "DIR",
            defaultValue = "corpus/entries",
            description = "where divergences are kept (default: corpus/entries)")
    Path corpus = USUAL_CORPUS;

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "accepted divergences (default: corpus/baseline.yaml where there is one)")
    @Nullable
    Path baseline;

    /** Returns where divergences are kept. */
    Path directory() {
        if (Files.exists(corpus) && !Files.isDirectory(corpus)) {
            throw new UsageException("--corpus must be a directory: '%s'".formatted(corpus));
        }
        return corpus;
    }

    Baseline readBaseline() {
        return Optional.ofNullable(baseline)
                .or(() -> Optional.of(USUAL_BASELINE).filter(Files::exists))
                .map(Baseline::read)
                .orElse(Baseline.EMPTY);
    }
}
