// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.fuzz.CampaignError;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressTest {

    @TempDir
    private Path directory;

    private final StringWriter console = new StringWriter();

    @Test
    void namesTheSeedOfAnErrorInOneLineAndKeepsTheStack() {
        fail(false, false, 1);

        assertThat(console.toString())
                .hasLineCount(1)
                .startsWith("schism: internal error while trying to generate ")
                .contains("(seed 42)", "java.lang.IllegalStateException: \\u001b[2Jmade for a test", errors());
        assertThat(directory.resolve("internal-errors"))
                .content()
                .contains("schism run", "(seed 42)", "\tat " + ProgressTest.class.getName());
    }

    @Test
    void showsAFewOfManyErrorsAndKeepsAll() {
        fail(false, false, 20);

        assertThat(console.toString()).hasLineCount(Progress.MAX_ERRORS_SHOWN);
        assertThat(directory.resolve("internal-errors"))
                .content()
                .satisfies(text -> assertThat(text.split("\\(seed 42\\)", -1)).hasSize(21));
    }

    @Test
    void isSilentWhereQuietIsWanted() {
        fail(false, true, 3);
        fail(true, true, 3);

        assertThat(console.toString()).isEmpty();
        assertThat(directory.resolve("internal-errors")).isNotEmptyFile();
    }

    @Test
    void emptiesTheLineOfATerminalBeforeEachOfItsOwn() {
        fail(true, false, 1);

        assertThat(console.toString()).startsWith("\r\u001b[2Kschism: ").endsWith("\r\u001b[2K");
    }

    private void fail(boolean terminal, boolean quiet, int times) {
        InternalErrors errors = InternalErrors.beside(directory.resolve("entries"), "schism run");
        PrintWriter out = new ConsoleWriter(console);
        try (Progress progress = new Progress(out, terminal, quiet, errors)) {
            for (int i = 0; i < times; i++) {
                progress.failed(
                        new CampaignError(42, "generate", new IllegalStateException("\u001b[2Jmade for a test")));
            }
        }
        out.flush();
    }

    private String errors() {
        return directory.resolve("internal-errors").toString();
    }
}
