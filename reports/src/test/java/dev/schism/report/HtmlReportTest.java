// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schism.oracle.Category;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {

    private final Document page = Jsoup.parse(ReportFixture.html(ReportFixture.plausible()));

    @TempDir
    Path directory;

    @Test
    void writesOneFile() throws IOException {
        Path file = HtmlReport.write(
                ReportFixture.plausible(), directory.resolve("a").resolve("b"));

        assertThat(file).hasFileName("report.html");
        assertThat(Files.readString(file)).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void namesTheFileThatCannotBeWritten() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");

        assertThatThrownBy(() -> HtmlReport.write(ReportFixture.plausible(), file))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("report must be a writable file: " + file);
    }

    @Test
    void needsNoNetwork() {
        assertThat(page.select("[src], link, iframe, object, embed, img, form, base"))
                .isEmpty();
        assertThat(page.select("[href]"))
                .allSatisfy(link -> assertThat(link.attr("href")).startsWith("#"));
        assertThat(page.selectFirst("style").data()).doesNotContain("url(").doesNotContain("@import");
    }

    @Test
    void letsOnlyItsOwnStyleAndScriptRun() {
        String policy =
                page.selectFirst("meta[http-equiv=Content-Security-Policy]").attr("content");

        assertThat(policy)
                .isEqualTo(
                        "default-src 'none'; style-src 'sha256-%s'; script-src 'sha256-%s'; base-uri 'none'; form-action 'none'"
                                .formatted(
                                        Assets.hash(page.selectFirst("style").data()),
                                        Assets.hash(page.selectFirst("script").data())));
        assertThat(page.select("style, script")).hasSize(2);
        assertThat(page.select("[style]")).isEmpty();
    }

    @Test
    void summarisesTheRun() {
        assertThat(page.select("h1").text()).isEqualTo("3 new causes and 1 expired acceptance");
        assertThat(page.select(".tile").eachText())
                .containsExactly(
                        "3 New causes",
                        "1 Expired",
                        "1 Accepted",
                        "0 Left to choice",
                        "2,000 Scenarios",
                        "462.9 Pairs per second",
                        "6 Inconclusive",
                        "2 Quarantined");
        assertThat(page.select(".facts").first().text())
                .contains("Reference nginx 1.28.0, configuration 0123456789abcdef")
                .contains("Target netty 4.2.18.Final, configuration none")
                .contains("Started 2026-11-21T08:30:00Z")
                .contains("Seed -42");
    }

    @Test
    void drawsABarForEveryCategory() {
        assertThat(page.select(".bars").first().select("th").eachText())
                .containsExactlyElementsOf(
                        List.of(Category.values()).stream().map(Enum::name).toList());
        assertThat(page.select(".bars .good").first().attr("width")).isEqualTo("1000");
        assertThat(page.select(".bars .bad").first().attr("width")).isEqualTo("122");
        assertThat(page.select(".bars .number").eachText()).contains("1,205", "148", "0");
    }

    @Test
    void listsWhatAsksForAttentionFirst() {
        assertThat(page.select("#list tbody td:first-child .badge").eachText())
                .containsExactly("new", "new", "new", "expired", "accepted");
        assertThat(page.select("#filter-status option").eachText())
                .containsExactly("all", "ACCEPTED", "EXPIRED", "NEW");
        assertThat(page.select("#filter-trait option").eachText())
                .contains("bare-lf", "obs-fold", "host-missing")
                .doesNotHaveDuplicates();
    }

    @Test
    void saysWhoIsWrongAndByWhichSentence() {
        assertThat(page.select("#filter-blame option").eachText()).containsExactly("all", "both wrong", "target wrong");
        Element first = page.select("article").get(0);

        assertThat(first.select(".ruling > p").eachText())
                .containsExactly(
                        "target wrong KA-14 MUST 9112 §9.2 high",
                        "A request has one final response; responses belong to requests by their order.");
        assertThat(first.select(".ruling .verdicts .badge").eachText()).containsExactly("PASS", "FAIL");
        assertThat(page.select("#list tbody tr").eachAttr("data-blame"))
                .containsExactly("target wrong", "target wrong", "target wrong", "both wrong", "both wrong");
    }

    @Test
    void namesTheReferenceAndRecommendsNginx() {
        assertThat(page.select(".facts").text()).contains("nginx 1.28.0").contains("in a container");
        assertThat(ReportFixture.html(ReportFixture.embedded()))
                .contains("embedded in this JVM")
                .contains("nginx is recommended as the reference");
    }

    @Test
    void linksEveryRowToItsSection() {
        assertThat(page.select("#list .variants a")).hasSize(5).allSatisfy(link -> {
            Element section = page.getElementById(link.attr("href").substring(1));
            assertThat(section).isNotNull();
            assertThat(section.select("h3").text()).isEqualTo(link.text());
        });
        assertThat(page.select("#list .cause a").eachAttr("href"))
                .isEqualTo(page.select("#list .variants li:first-child a").eachAttr("href"));
    }

    @Test
    void showsADivergenceFromAllSides() {
        Element section = section("status:400-200 end:fin-open");

        assertThat(section.select(".facts").text())
                .contains("STATUS_DIFFER [status:400-200 end:fin-open] [host-missing]")
                .contains("generator grammar/1, seed -42");
        assertThat(section.select(".facets td").eachText()).containsExactly("FIN after 400", "OPEN");
        assertThat(section.select("pre[aria-label=Scenario]").text()).contains("send", "GET /", "await");
        assertThat(section.select(".end").first().text()).isEqualTo("162 octets, then FIN");
        assertThat(section.select(".start").eachText()).containsExactly("HTTP/1.1 400 Bad Request", "HTTP/1.1 200 OK");
        assertThat(section.select("pre[aria-label=Replay command]").text())
                .isEqualTo("./schism replay " + section.id().substring(2));
    }

    @Test
    void marksWhatDiffersInTheOctets() {
        Element section = section("status:400-200 end:fin-open");
        List<Element> dumps = section.select("pre.dump");

        assertThat(dumps).hasSize(2);
        assertThat(dumps.get(0).wholeText()).startsWith("0000  48 54 54 50 2f 31 2e 31  20 34 30 30 20 42 61 64");
        assertThat(dumps.get(0).select("mark").first().text()).isEqualTo("34 30 30 20 42 61 64");
        assertThat(dumps.get(1).select("mark").first().text()).isEqualTo("32 30 30 20 4f 4b");
    }

    @Test
    void showsWhenThingsHappened() {
        Element section = section("status:400-200 end:fin-open");

        assertThat(section.select(".timeline").get(1).select("li").eachText())
                .containsExactly(
                        "0.12 ms connected",
                        "1.00 ms step 0 send: done, 35 octets (began at 0.20 ms)",
                        "3.00 ms step 1 await: matched (began at 0.20 ms)",
                        "3.00 ms received 132 octets from offset 0",
                        "41.00 ms quiet after 132 octets in step 1",
                        "50.00 ms OPEN");
    }

    @Test
    void showsWhyADivergenceIsAccepted() {
        assertThat(section("request-seen:target").select(".facts").text())
                .contains("baseline the proxy rewrites the target (RFC 9112 §3.2.2), until 2027-01-31");
    }

    @Test
    void saysWhatItLeavesOut() {
        String large = ReportFixture.OK + "x".repeat(Hexdump.MAX_OCTETS);
        Document shown = Jsoup.parse(ReportFixture.html(ReportFixture.report(ReportFixture.reported(ReportFixture.entry(
                ReportFixture.signature(Category.BODY_DIFFER, "body", ""), large, ReportFixture.OK)))));

        assertThat(shown.select("pre.dump").first().wholeText().lines()).hasSize(Hexdump.MAX_OCTETS / 16);
        assertThat(shown.select(".note").eachText())
                .containsExactly("132 more octets not shown; the corpus entry has them");
    }

    @Test
    void boundsWhatItShowsOfResponses() {
        String field = "X-" + "n".repeat(500) + ": " + "v".repeat(500) + "\r\n";
        String many = "HTTP/1.1 204 No Content\r\n\r\n".repeat(100);
        String target = "HTTP/1.1 200 OK\r\n" + field.repeat(60) + "Content-Length: 0\r\n\r\n";
        Document shown = Jsoup.parse(ReportFixture.html(ReportFixture.report(ReportFixture.reported(
                ReportFixture.entry(ReportFixture.signature(Category.BODY_DIFFER, "body", ""), many, target)))));

        assertThat(shown.select(".start")).hasSize(SideAssembly.MAX_MESSAGES + 1 + 1);
        assertThat(shown.select(".start").eachText())
                .contains("84 more responses not shown; the corpus entry has them");
        assertThat(shown.select(".fields dd")).hasSize(SideAssembly.MAX_FIELDS + 1);
        assertThat(shown.select(".fields dt").first().text()).endsWith(" … (102 more characters)");
        assertThat(shown.select(".fields dd").last().text()).startsWith("11 more field lines not shown");
    }

    @Test
    void boundsTheNumberOfSections() {
        List<ReportedEntry> entries = new ArrayList<>();
        for (int i = 0; i < PageAssembly.MAX_SECTIONS + 3; i++) {
            String difference = String.format(Locale.ROOT, "header:%03d", i);
            entries.add(ReportFixture.reported(ReportFixture.entry(
                    ReportFixture.signature(Category.HEADER_DIFFER, difference, ""), ReportFixture.OK, "")));
        }
        Document shown = Jsoup.parse(ReportFixture.html(ReportFixture.report(entries)));

        assertThat(shown.select("article")).hasSize(PageAssembly.MAX_SECTIONS);
        assertThat(shown.select("#list tbody tr")).hasSize(PageAssembly.MAX_SECTIONS + 3);
        assertThat(shown.select("#list .variants a")).hasSize(PageAssembly.MAX_SECTIONS);
        assertThat(shown.select("#list .cause a")).hasSize(PageAssembly.MAX_SECTIONS);
        assertThat(shown.select("main > .note").text()).startsWith("3 more divergences without a section");
    }

    @Test
    void foldsWhatIsLeftToChoiceBehindWhatIsWrong() {
        Document shown = Jsoup.parse(ReportFixture.html(ReportFixture.withAllowed(false)));

        assertThat(shown.select("#list tbody tr")).hasSize(5);
        assertThat(shown.select("details#allowed:not([open]) #list-allowed tbody tr"))
                .hasSize(1);
        assertThat(shown.select("#allowed summary").text()).isEqualTo("1 where the text leaves the choice");
        assertThat(shown.select("h1").text())
                .isEqualTo("3 new causes and 1 expired acceptance, 1 more where the text leaves the choice");
    }

    @Test
    void showsUnfoldedWhatCounts() {
        Document shown = Jsoup.parse(ReportFixture.html(ReportFixture.withAllowed(true)));

        assertThat(shown.select("details#allowed[open] #list-allowed tbody tr")).hasSize(1);
        assertThat(shown.select("h1").text()).isEqualTo("4 new causes and 1 expired acceptance");
    }

    @Test
    void saysAboveAllWhyAResultIsNotWhole() {
        Document shown = Jsoup.parse(ReportFixture.html(ReportFixture.withAllowed(
                false, new Problem(Problem.Kind.SERVER_LOST, "netty <b>did</b> not answer\u001b[2J"))));

        assertThat(shown.select("main > .problems:first-child li").eachText())
                .containsExactly("netty <b>did</b> not answer\\x1b[2J");
        assertThat(shown.select("h1").text()).startsWith("No whole result; 3 new causes");
    }

    @Test
    void saysWhenThereIsNothing() {
        Document shown = Jsoup.parse(ReportFixture.html(ReportFixture.report()));

        assertThat(shown.select("h1").text()).isEqualTo("No divergence");
        assertThat(shown.select(".empty").text()).isEqualTo("There is no divergence to show.");
        assertThat(shown.select("#list")).isEmpty();
    }

    private Element section(String title) {
        return page.select("article").stream()
                .filter(article -> article.select("h3").text().equals(title))
                .findFirst()
                .orElseThrow();
    }
}
