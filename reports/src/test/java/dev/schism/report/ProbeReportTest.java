// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.schism.oracle.rules.Verdict;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.Observation;
import dev.schism.wire.ServerIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

class ProbeReportTest {

    private static final ServerIdentity SERVER = new ServerIdentity("mine", "1.0", "");

    @TempDir
    private Path directory;

    private final ProbeReport report = ProbeFixture.report();

    @Test
    void wantsACellForEveryTarget() {
        assertThatThrownBy(() -> new ProbeReport(
                        "probe",
                        "1",
                        ReportFixture.STARTED,
                        Duration.ZERO,
                        "rfc",
                        Environment.current(),
                        List.of(),
                        report.cases()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cells must be as many as targets: 2 of 0 in cl-02-two-lines");
    }

    @Nested
    class Html {

        private Document page() throws IOException {
            return Jsoup.parse(ProbeHtml.write(report, directory));
        }

        @Test
        void hasARowACaseAndAColumnATarget() throws IOException {
            Document page = page();

            assertThat(page.select("#list > tbody > tr")).hasSize(4);
            assertThat(page.select("#list > thead th")).hasSize(3);
            assertThat(page.select("#list > tbody > tr")
                            .get(0)
                            .select("summary .badge")
                            .eachText())
                    .containsExactly("FAIL", "PASS");
            assertThat(page.select("#list > tbody > tr")
                            .get(1)
                            .select("td")
                            .last()
                            .text())
                    .isEqualTo("did not run");
        }

        @Test
        void eachCellOpensTheOctets() throws IOException {
            Document page = page();

            assertThat(page.select("#list details")).hasSize(5);
            assertThat(page.select("#list details pre").first().text()).contains("GET /{token} HTTP/1.1\\r\\n");
            assertThat(page.select("#list details pre.dump").first().text()).contains("48 54 54 50");
            assertThat(page.text()).contains("the server died on the way");
        }

        @Test
        void nothingThatCameFromOutsideIsMarkup() throws IOException {
            Document page = page();

            assertThat(page.select("script, style")).hasSize(2);
            assertThat(page.select("img, svg, [onerror], [style]")).isEmpty();
            assertThat(page.html()).doesNotContain("\u202e").doesNotContain("\u0000");
        }

        @Test
        void letsOnlyItsOwnStyleAndScriptRun() throws IOException {
            Document page = page();

            assertThat(page.selectFirst("meta[http-equiv=Content-Security-Policy]")
                            .attr("content"))
                    .contains(Assets.hash(page.selectFirst("style").data()))
                    .contains(Assets.hash(page.selectFirst("script").data()))
                    .startsWith("default-src 'none'");
        }
    }

    @Nested
    class Junit {

        private Element suites() throws IOException, ParserConfigurationException, SAXException {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            Path file = ProbeJunit.write(report, directory);
            return factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
        }

        @Test
        void hasASuiteATarget() throws IOException, ParserConfigurationException, SAXException {
            NodeList suites = suites().getElementsByTagName("testsuite");
            Element netty = (Element) suites.item(0);
            Element dead = (Element) suites.item(1);

            assertThat(suites.getLength()).isEqualTo(2);
            assertThat(netty.getAttribute("tests")).isEqualTo("4");
            assertThat(netty.getAttribute("failures")).isEqualTo("1");
            assertThat(netty.getAttribute("skipped")).isEqualTo("1");
            assertThat(dead.getAttribute("errors")).isEqualTo("1");
            assertThat(dead.getAttribute("tests")).isEqualTo("2");
        }

        @Test
        void tellsWhyACaseFailedOrCouldNotBeObserved() throws IOException, ParserConfigurationException, SAXException {
            Element suites = suites();
            Element failure = (Element) suites.getElementsByTagName("failure").item(0);
            Element skipped = (Element) suites.getElementsByTagName("skipped").item(0);

            assertThat(failure.getAttribute("message")).startsWith("CL-02 ");
            assertThat(failure.getTextContent()).contains("actual    400, connection closed", "9112 §6.3(5)");
            assertThat(skipped.getAttribute("message")).isEqualTo("CL-02 " + ProbeFixture.NOTE);
        }
    }

    @Nested
    class Json {

        @Test
        void tellsTargetsCasesAndVerdicts() throws IOException {
            JsonNode root = JsonMapper.builder().build().readTree(Files.readString(ProbeJson.write(report, directory)));

            assertThat(root.at("/schemaVersion").asInt()).isEqualTo(ProbeJson.SCHEMA_VERSION);
            assertThat(root.at("/targets/0/tally/CL/FAIL").asLong()).isEqualTo(1);
            assertThat(root.at("/targets/1/failure").asText()).isEqualTo("the server died on the way");
            assertThat(root.at("/cases/0/results/0/result").asText()).isEqualTo("FAIL");
            assertThat(root.at("/cases/0/results/0/statuses/0").asInt()).isEqualTo(400);
            assertThat(root.at("/cases/0/results/0/verdicts/1/rule").asText()).isEqualTo("CL-02");
            assertThat(root.at("/cases/1/results/1/ran").asBoolean()).isFalse();
        }

        @Test
        void writesOneLineForARawCase() throws IOException {
            String line = ProbeJson.line(
                    "mine.txt",
                    SERVER,
                    ReportFixture.observation(ReportFixture.OK, ConnectionEnd.OPEN),
                    List.of(ProbeFixture.verdict(Verdict.Result.FAIL, "200")));

            assertThat(line).endsWith("\n").hasLineCount(1);
            JsonNode root = JsonMapper.builder().build().readTree(line);
            assertThat(root.at("/case").asText()).isEqualTo("mine.txt");
            assertThat(root.at("/target/name").asText()).isEqualTo("mine");
            assertThat(root.at("/observation/end").asText()).isEqualTo("OPEN");
            assertThat(root.at("/verdicts/0/result").asText()).isEqualTo("FAIL");
        }

        @Test
        void writesTheLineOfARequestOfManyMebibytes() {
            Observation large = ReportFixture.observation(ReportFixture.OK + "A".repeat(16 << 20), ConnectionEnd.OPEN);

            assertThat(ProbeJson.line("large.bin", SERVER, large, List.of()))
                    .hasSizeGreaterThan(20_000_000)
                    .endsWith("\"verdicts\":[]}\n");
        }
    }
}
