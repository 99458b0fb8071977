// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import dev.schism.client.ScenarioFiles;
import dev.schism.fuzz.probe.OwnScenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads scenarios that somebody brings along, all of them before any runs. */
final class OwnScenarios {

    private OwnScenarios() {}

    /**
     * Returns the scenarios of files, or of the files of directories, in their order.
     *
     * @throws UsageException when a place does not exist, a file cannot be read, or one is no scenario
     */
    static List<OwnScenario> read(List<Path> places) {
        return UsageException.unlessReadable(() -> {
            List<OwnScenario> all = new ArrayList<>();
            long octets = 0;
            for (Path place : places) {
                List<Path> files = ScenarioFiles.find(place);
                if (files.isEmpty()) {
                    throw new UsageException("--scenarios must hold at least one file: '%s'".formatted(place));
                }
                for (Path file : files) {
                    octets += requireScenario(file);
                    if (octets > ScenarioFiles.MAX_TOTAL_OCTETS) {
                        throw new UsageException("--scenarios must have at most %d octets together"
                                .formatted(ScenarioFiles.MAX_TOTAL_OCTETS));
                    }
                    ScenarioFiles.readAll(file).forEach(one -> all.add(new OwnScenario(one, "From " + file + ".")));
                }
            }
            return List.copyOf(all);
        });
    }

    /** Returns the size of a file that begins as a scenario does. */
    private static long requireScenario(Path file) throws IOException {
        if (!ScenarioFiles.isScenario(file)) {
            throw new UsageException(
                    "--scenarios must name scenarios, which begin with 'schism-scenario 1' or {\"schism-scenario\":1;"
                            + " --raw judges raw octets: '%s'".formatted(file));
        }
        return Files.size(file);
    }
}
