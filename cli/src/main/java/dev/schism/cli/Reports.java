// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import dev.schism.report.HtmlReport;
import dev.schism.report.JsonReport;
import dev.schism.report.JunitReport;
import dev.schism.report.RunReport;
import dev.schism.report.SarifReport;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a report in every form there is. */
final class Reports {

    private Reports() {}

    /** Refuses a place for a report that is known to be none before anything has run. */
    static void requirePlace(Path directory) {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new UsageException("--report must be a directory: '%s'".formatted(directory));
        }
    }

    /** Writes the files into a directory and returns the page. */
    static Path write(RunReport report, Path directory) {
        JsonReport.write(report, directory);
        JunitReport.write(report, directory);
        SarifReport.write(report, directory);
        return HtmlReport.write(report, directory);
    }
}
