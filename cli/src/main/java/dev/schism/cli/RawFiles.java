// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import dev.schism.scenario.Scenario;
import dev.schism.scenario.ScenarioImport;
import dev.schism.wire.Octets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds and reads files of raw request octets. */
final class RawFiles {

    /** Largest file that is read: 16 MiB. */
    static final long MAX_OCTETS = 16 << 20;

    private RawFiles() {}

    /**
     * Returns a file, or the files below a directory in the order of their paths.
     *
     * @throws UsageException when there is none
     * @throws IOException when a directory cannot be read
     */
    static List<Path> find(Path place) throws IOException {
        if (!Files.exists(place)) {
            throw new UsageException("--raw must be a file or a directory: '%s'".formatted(place));
        }
        try (Stream<Path> files = Files.walk(place)) {
            List<Path> found = files.filter(Files::isRegularFile).sorted().toList();
            if (found.isEmpty()) {
                throw new UsageException("--raw must hold at least one file: '%s'".formatted(place));
            }
            return found;
        }
    }

    /**
     * Returns a scenario that sends a file's octets.
     *
     * @throws IllegalArgumentException when the file is empty or too large
     * @throws IOException when it cannot be read
     */
    static Scenario read(Path file) throws IOException {
        if (Files.size(file) == 0 || Files.size(file) > MAX_OCTETS) {
            throw new IllegalArgumentException(
                    "%s must have from 1 to %d octets: %d".formatted(file, MAX_OCTETS, Files.size(file)));
        }
        String name = ScenarioImport.nameFrom(file.getFileName().toString());
        return ScenarioImport.raw(name, Octets.of(Files.readAllBytes(file)));
    }
}
