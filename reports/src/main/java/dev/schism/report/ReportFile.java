// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Puts a report in its place: readers see the old one or the new one, never half of one. */
final class ReportFile {

    private ReportFile() {}

    /** What stands in a report. */
    interface Content {
        void writeTo(Writer writer) throws IOException;
    }

    static Path write(Path directory, String name, Content content) {
        Path place = directory.resolve(name);
        try {
            Files.createDirectories(directory);
            // Not by createTempFile, which would make a file that nobody else may read.
            Path temporary = directory.resolve(
                    ".%s-%d.tmp".formatted(name, ProcessHandle.current().pid()));
            try {
                try (Writer writer = Files.newBufferedWriter(temporary, StandardCharsets.UTF_8)) {
                    content.writeTo(writer);
                }
                Files.move(temporary, place, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new ReportException("report must be a writable file: %s (%s)".formatted(place, e), e);
        }
        return place;
    }
}
