// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Puts a report in its place: readers see the old one or the new one, never half of one. */
final class ReportFile {

    private ReportFile() {}

    static Path write(Path directory, String name, String text) {
        Path place = directory.resolve(name);
        try {
            Files.createDirectories(directory);
            Path temporary = Files.createTempFile(directory, "." + name, ".tmp");
            try {
                Files.write(temporary, text.getBytes(StandardCharsets.UTF_8));
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
