// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jsoup.Jsoup;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** Loads the page in a real browser: our script runs, nothing else does. */
@Timeout(180)
class ChromiumTest {

    /** Set to {@code true} where a missing browser is a failure and not a reason to skip. */
    private static final String REQUIRED = "SCHISM_REQUIRE_CHROMIUM";

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final int SECONDS = 120;

    @TempDir
    Path directory;

    @Test
    void runsOurScript() throws Exception {
        Document page = load(ReportFixture.plausible());

        assertThat(page.select("html.js")).hasSize(1);
        assertThat(page.select("#filter-count").text()).isEqualTo("5 of 5");
        assertThat(page.select("#list tbody tr")).hasSize(5);
        assertThat(page.title()).isEqualTo("Schism report");
    }

    @Test
    void runsNothingOfAHostileServer() throws Exception {
        Document page = load(HostileFixture.report());

        assertThat(page.title()).isEqualTo("Schism report");
        assertThat(page.select("#filter-count").text()).isEqualTo("2 of 2");
        assertThat(page.select("#list tbody tr")).hasSize(2);
        assertThat(page.select("script")).hasSize(1);
        assertThat(page.select("img")).isEmpty();
    }

    @Test
    void blocksAScriptThatIsNotOurs() throws Exception {
        String injected =
                "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\"></body>";
        String html = ReportFixture.html(ReportFixture.plausible()).replace("</body>", injected);

        Document page = load(Files.writeString(directory.resolve("injected.html"), html));

        assertThat(page.select("script")).hasSize(2);
        assertThat(page.title()).isEqualTo("Schism report");
    }

    /** Without the policy the same script runs, so the test above would notice. */
    @Test
    void noticesAScriptThatRuns() throws Exception {
        Document page = loadWith("document.title='owned'");

        assertThat(page.title()).isEqualTo("owned");
    }

    @Test
    void filtersRowsAndSections() throws Exception {
        Document page = loadWith("""
                const choose = (id, value) => {
                  const control = document.getElementById(id);
                  control.value = value;
                  control.dispatchEvent(new Event("input"));
                };
                addEventListener("load", () => {
                  choose("filter-trait", "obs-fold");
                  choose("filter-status", "NEW");
                  choose("filter-text", "Netty answered");
                });
                """);

        assertThat(page.select("#filter-count").text()).isEqualTo("1 of 5");
        assertThat(page.select("#list tbody tr:not([hidden])").eachAttr("data-category"))
                .containsExactly("TARGET_TIMEOUT");
        assertThat(page.select("article:not([hidden])")).hasSize(1);
    }

    @Test
    void unfoldsWhatAFilterFinds() throws Exception {
        Document page = loadWith(ReportFixture.withAllowed(false), """
                addEventListener("load", () => {
                  const control = document.getElementById("filter-blame");
                  control.value = "both allowed";
                  control.dispatchEvent(new Event("input"));
                });
                """);

        assertThat(page.select("#filter-count").text()).isEqualTo("1 of 6");
        assertThat(page.select("details#allowed[open] tbody tr:not([hidden])")).hasSize(1);
        assertThat(page.select("#list tbody tr:not([hidden])")).isEmpty();
    }

    @Test
    void saysThatNothingMatches() throws Exception {
        Document page = loadWith("""
                addEventListener("load", () => {
                  const text = document.getElementById("filter-text");
                  text.value = "no such thing";
                  text.dispatchEvent(new Event("input"));
                });
                """);

        assertThat(page.select("#filter-count").text()).isEqualTo("0 of 5");
        assertThat(page.select("#nothing:not([hidden])")).hasSize(1);
    }

    @Test
    void skipsWithAReasonOnlyWhereTheBrowserIsNotRequired() {
        String path = directory.toString();

        assertThatThrownBy(() -> browser(Map.of("PATH", path)))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("no chromium on PATH");
        assertThatThrownBy(() -> browser(Map.of("PATH", path, REQUIRED, "true")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("chromium must be on PATH");
    }

    /** Loads the page without its policy and with a script of the test. */
    private Document loadWith(String script) throws Exception {
        return loadWith(ReportFixture.plausible(), script);
    }

    private Document loadWith(RunReport report, String script) throws Exception {
        Document page = Jsoup.parse(ReportFixture.html(report));
        page.select("meta[http-equiv]").remove();
        page.body().appendElement("script").appendChild(new DataNode(script));
        return load(Files.writeString(directory.resolve("scripted.html"), page.outerHtml()));
    }

    private Document load(RunReport report) throws Exception {
        return load(HtmlReport.write(report, directory));
    }

    private Document load(Path file) throws Exception {
        Path output = directory.resolve("dom.html");
        List<String> command = new ArrayList<>(List.of(browser(System.getenv()).toString()));
        command.addAll(List.of(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--user-data-dir=" + directory.resolve("profile"),
                "--dump-dom",
                file.toUri().toString()));
        Process browser = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(browser.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            browser.destroyForcibly();
        }
        return Jsoup.parse(Files.readString(output, StandardCharsets.UTF_8));
    }

    private static Path browser(Map<String, String> environment) throws IOException {
        Optional<Path> found = Arrays.stream(
                        environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty() && "true".equals(environment.get(REQUIRED))) {
            throw new IOException("chromium must be on PATH because " + REQUIRED + " is true: missing");
        }
        return found.orElseGet(() -> abort("no chromium on PATH: the page is not loaded in a browser"));
    }
}
