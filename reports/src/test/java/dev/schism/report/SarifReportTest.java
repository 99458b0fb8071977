// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.schism.corpus.Baseline;
import dev.schism.oracle.Category;
import dev.schism.oracle.rules.Judge;
import dev.schism.oracle.rules.Overrides;
import dev.schism.oracle.rules.Profile;
import dev.schism.oracle.rules.RuleBook;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SarifReportTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    Path directory;

    @Test
    void explainsEachRuleOnce() throws IOException {
        JsonNode rules = run(ReportFixture.plausible()).at("/tool/driver/rules");

        assertThat(rules).hasSize(2);
        assertThat(rules.at("/0/id").textValue()).isEqualTo("HO-01");
        assertThat(rules.at("/0/help/text").textValue()).startsWith("MUST 9112 §3.2: A server answers 400. When: ");
        assertThat(rules.at("/0/properties/section").textValue()).isEqualTo("9112 §3.2");
        assertThat(rules.at("/0/defaultConfiguration/level").textValue()).isEqualTo("note");
    }

    @Test
    void hasAResultForEachDivergence() throws IOException {
        JsonNode results = run(ReportFixture.plausible()).get("results");
        JsonNode first = withMessage(results, "netty accepts a request without Host; ");

        assertThat(results).hasSize(5);
        assertThat(first.get("ruleId").textValue()).isEqualTo("HO-01");
        assertThat(first.get("ruleIndex").intValue()).isZero();
        assertThat(first.get("kind").textValue()).isEqualTo("fail");
        assertThat(first.get("level").textValue()).isEqualTo("note");
        assertThat(first.at("/message/text").textValue())
                .startsWith(
                        "netty accepts a request without Host; RFC 9112 §3.2 wants 400. Octets: GET /token HTTP/1.1");
        assertThat(first.at("/locations/0/physicalLocation/artifactLocation/uri")
                        .textValue())
                .startsWith("found/entries/")
                .endsWith("/scenario.schism");
        assertThat(results.findValuesAsText("justification")).containsExactly("the proxy rewrites the target");
        assertThat(first.has("suppressions")).isFalse();
    }

    @Test
    void isInformationalWhereTheReferenceIsWrong() throws IOException {
        RunReport report = ReportFixture.report(ReportFixture.reported(ReportFixture.entry(
                ReportFixture.signature(Category.STATUS_DIFFER, "status:200-400", "host-missing"),
                ReportFixture.OK,
                ReportFixture.BAD_REQUEST)));

        JsonNode result = run(report).at("/results/0");

        assertThat(result.get("kind").textValue()).isEqualTo("informational");
        assertThat(result.get("level").textValue()).isEqualTo("none");
        assertThat(result.at("/properties/blame").textValue()).isEqualTo("REFERENCE_WRONG");
    }

    @Test
    void isForReviewWhereNothingIsDecided() throws IOException {
        Judge silent = Judge.of(Profile.RFC)
                .overriding(new Overrides(RuleBook.rules().stream()
                        .collect(Collectors.toMap(
                                rule -> rule.id(), rule -> new Overrides.Decision.Off("not ours to judge")))));
        ReportedEntry entry = ReportedEntry.of(
                ReportFixture.entry(ReportFixture.signature(Category.OK, "harmless", ""), "", ""),
                silent,
                Baseline.EMPTY,
                LocalDate.EPOCH);

        JsonNode run = run(ReportFixture.report(entry));

        assertThat(run.at("/results/0/kind").textValue()).isEqualTo("review");
        assertThat(run.at("/results/0/ruleId").textValue()).isEqualTo(SarifReport.UNDECIDED);
        assertThat(run.at("/tool/driver/rules/0/id").textValue()).isEqualTo(SarifReport.UNDECIDED);
    }

    @Test
    void namesTheReferenceAndRecommendsNginx() throws IOException {
        JsonNode properties = run(ReportFixture.embedded()).at("/invocations/0/properties");

        assertThat(properties.get("reference").textValue()).isEqualTo("embedded 17.0.15, embedded in this JVM");
        assertThat(properties.get("advice").textValue()).startsWith("nginx is recommended");
    }

    @Test
    void pointsAtAnyCorpusWithAValidUri() throws IOException {
        RunReport report = ReportFixture.plausible();

        assertThat(uri(in(report, Path.of("my corpus", "\u00e9%")))).startsWith("my%20corpus/%C3%A9%25/");
        assertThat(uri(in(report, directory.resolve("a b"))))
                .startsWith("file:///")
                .contains("/a%20b/");
    }

    @Test
    void hasEveryMemberThatTheFormatAsksFor() throws IOException {
        for (RunReport report :
                List.of(ReportFixture.plausible(), HostileFixture.report(), ReportFixture.embedded(), empty())) {
            JsonNode run = run(report);

            assertThat(run.at("/tool/driver/name").isTextual()).isTrue();
            run.at("/tool/driver/rules").forEach(rule -> {
                assertThat(rule.get("id").textValue()).isNotBlank();
                assertThat(rule.at("/shortDescription/text").isTextual()).isTrue();
            });
            assertThat(run.at("/invocations/0/executionSuccessful").isBoolean()).isTrue();
            assertThat(Instant.parse(run.at("/invocations/0/startTimeUtc").textValue()))
                    .isNotNull();
            run.get("results").forEach(result -> isWellFormed(result, run.at("/tool/driver/rules")));
        }
    }

    private static JsonNode withMessage(JsonNode results, String start) {
        return StreamSupport.stream(results.spliterator(), false)
                .filter(result -> result.at("/message/text").textValue().startsWith(start))
                .findFirst()
                .orElseThrow();
    }

    private static RunReport empty() {
        return ReportFixture.empty();
    }

    private static void isWellFormed(JsonNode result, JsonNode rules) {
        String kind = result.get("kind").textValue();
        String level = result.get("level").textValue();

        assertThat(kind).isIn("pass", "open", "informational", "notApplicable", "review", "fail");
        assertThat(level).isIn("none", "note", "warning", "error");
        assertThat(level.equals("none")).isEqualTo(!kind.equals("fail"));
        assertThat(result.at("/message/text").textValue()).isNotBlank();
        assertThat(rules.get(result.get("ruleIndex").intValue()).get("id")).isEqualTo(result.get("ruleId"));
        assertThat(result.at("/locations/0/physicalLocation/region/startLine").intValue())
                .isPositive();
        assertThat(URI.create(result.at("/locations/0/physicalLocation/artifactLocation/uri")
                                .textValue())
                        .getPath())
                .isNotBlank();
        result.path("suppressions")
                .forEach(one -> assertThat(one.get("kind").textValue()).isIn("inSource", "external"));
        result.get("partialFingerprints")
                .forEach(print -> assertThat(print.isTextual()).isTrue());
    }

    private static RunReport in(RunReport report, Path corpus) {
        return new RunReport(
                report.command(),
                report.schismVersion(),
                report.started(),
                report.elapsed(),
                report.seed(),
                report.reference(),
                report.targets(),
                report.environment(),
                report.tally(),
                corpus,
                report.entries(),
                report.problems(),
                report.failOnAllowed(),
                List.of());
    }

    private String uri(RunReport report) throws IOException {
        return run(report)
                .at("/results/0/locations/0/physicalLocation/artifactLocation/uri")
                .textValue();
    }

    @Test
    void keepsHostileTextAsText() throws IOException {
        JsonNode run = run(HostileFixture.report());

        assertThat(StreamSupport.stream(run.get("results").spliterator(), false)
                        .map(result -> result.at("/message/text").textValue()))
                .anyMatch(text -> text.contains("<script>"))
                .noneMatch(text -> text.contains("\u202e"));
        assertThat(run.get("results")).hasSize(2);
    }

    private JsonNode run(RunReport report) throws IOException {
        Path file = SarifReport.write(report, directory);
        assertThat(file).hasFileName("report.sarif");
        JsonNode root = MAPPER.readTree(file.toFile());
        assertThat(root.get("version").textValue()).isEqualTo("2.1.0");
        return root.at("/runs/0");
    }
}
