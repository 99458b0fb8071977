// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import dev.schism.client.ScenarioFiles;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.ScenarioImport;
import dev.schism.wire.Octets;
import java.io.IOException;
import java.io.UncheckedIOException;
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
     * @throws UsageException when there is none, a directory cannot be read, or a file is a scenario
     * @throws IOException when the place cannot be looked at
     */
    static List<Path> find(Path place) throws IOException {
        if (!Files.exists(place)) {
            throw new UsageException("--raw must be a file or a directory: '%s'".formatted(place));
        }
        try (Stream<Path> files = Files.walk(Files.isSymbolicLink(place) ? place.toRealPath() : place)) {
            List<Path> found = files.filter(Files::isRegularFile).sorted().toList();
            if (found.isEmpty()) {
                throw new UsageException("--raw must hold at least one file: '%s'".formatted(place));
            }
            found.forEach(RawFiles::refuseScenario);
            return found;
        } catch (UncheckedIOException e) {
            throw new UsageException("--raw must be readable: " + e.getMessage(), e);
        }
    }

    /** A scenario's text would be sent as octets; what cannot be read is told in its own line later. */
    private static void refuseScenario(Path file) {
        boolean scenario;
        try {
            scenario = ScenarioFiles.isScenario(file);
        } catch (UncheckedIOException e) {
            scenario = false;
        }
        if (scenario) {
            throw new UsageException(
                    "--raw must name files of raw octets, and this is a scenario, for --scenarios: '%s'"
                            .formatted(file));
        }
    }

    /**
     * Returns a scenario that sends a file's octets, and nothing where it is empty.
     *
     * @throws IllegalArgumentException when the file is too large
     * @throws IOException when it cannot be read
     */
    static Scenario read(Path file) throws IOException {
        if (Files.size(file) > MAX_OCTETS) {
            throw new IllegalArgumentException(
                    "%s must have at most %d octets: %d".formatted(file, MAX_OCTETS, Files.size(file)));
        }
        String name = ScenarioImport.nameFrom(file.getFileName().toString());
        return ScenarioImport.raw(name, Octets.of(Files.readAllBytes(file)));
    }
}
