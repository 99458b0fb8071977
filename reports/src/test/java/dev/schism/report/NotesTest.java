// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is good to know of the servers stands in every output and takes nothing from the result. */
class NotesTest {

    private static final String NOTE = "netty says that it closes and stays open";

    private final RunReport report = ReportFixture.report().noting(List.of(NOTE));

    @TempDir
    private Path directory;

    @Test
    void everyOutputHasThem() throws IOException {
        assertThat(JsonReport.render(report)).containsPattern("\"notes\" : \\[\\s*\"" + NOTE + "\"\\s*]");
        assertThat(Jsoup.parse(HtmlReport.write(report, directory)).text()).containsOnlyOnce("Note " + NOTE);
        assertThat(Files.readString(JunitReport.write(report, directory)))
                .contains("<property name=\"note\" value=\"" + NOTE + "\"");
        assertThat(Files.readString(SarifReport.write(report, directory))).containsOnlyOnce(NOTE);
    }

    @Test
    void theyTakeNothingFromTheResult() {
        assertThat(report.decision()).isEqualTo(ReportFixture.report().decision());
    }

    @Test
    void aProbeHasThemByServer() throws IOException {
        ProbeReport probe = ProbeFixture.report();

        assertThat(ProbeJson.render(probe)).containsOnlyOnce("\"notes\" : [ \"it answers late ");
        assertThat(Jsoup.parse(ProbeHtml.write(probe, directory)).text()).contains(": it answers late ");
    }
}
