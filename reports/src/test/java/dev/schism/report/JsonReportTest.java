// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.schism.corpus.BaselineStatus;
import dev.schism.oracle.Category;
import dev.schism.oracle.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonReportTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    Path directory;

    @Test
    void writesFieldsInAFixedOrder() throws IOException {
        JsonNode root = read();

        assertThat(names(root))
                .containsExactly(
                        "schemaVersion",
                        "command",
                        "schismVersion",
                        "started",
                        "elapsedSeconds",
                        "seed",
                        "reference",
                        "targets",
                        "environment",
                        "tally",
                        "decision",
                        "failOnAllowed",
                        "counts",
                        "notes",
                        "problems",
                        "blame",
                        "causes",
                        "entries");
        assertThat(root.get("schemaVersion").intValue()).isEqualTo(1);
        assertThat(root.get("seed").longValue()).isEqualTo(-42);
        assertThat(root.get("elapsedSeconds").doubleValue()).isEqualTo(4.321);
        assertThat(Instant.parse(root.get("started").textValue())).isEqualTo(ReportFixture.STARTED);
        assertThat(root.get("targets")).hasSize(1);
        assertThat(names(root.get("reference"))).containsExactly("name", "version", "configurationHash", "hosting");
    }

    @Test
    void countsEveryCategoryAndReason() throws IOException {
        JsonNode tally = read().get("tally");

        assertThat(names(tally))
                .containsExactly("scenarios", "pairs", "pairsPerSecond", "categories", "inconclusive", "quarantined");
        assertThat(names(tally.get("categories"))).hasSize(Category.values().length);
        assertThat(names(tally.get("inconclusive"))).hasSize(Finding.Inconclusive.Reason.values().length);
        assertThat(tally.at("/categories/STATUS_DIFFER").longValue()).isEqualTo(148);
        assertThat(tally.at("/inconclusive/SLOW").longValue()).isEqualTo(6);
        assertThat(tally.at("/pairsPerSecond").doubleValue()).isBetween(462.8, 462.9);
    }

    @Test
    void describesEveryEntry() throws IOException {
        JsonNode entries = read().get("entries");
        JsonNode first = entries.get(0);

        assertThat(entries).hasSize(5);
        assertThat(names(first))
                .containsExactly(
                        "name",
                        "status",
                        "category",
                        "signature",
                        "facets",
                        "judgement",
                        "tags",
                        "reference",
                        "target",
                        "generator",
                        "seed",
                        "firstSeen",
                        "lastSeen",
                        "replay");
        assertThat(first.at("/status").textValue()).isEqualTo(BaselineStatus.NEW.name());
        assertThat(first.at("/signature/differences/1").textValue()).isEqualTo("end:fin-open");
        assertThat(first.at("/signature/traits/0").textValue()).isEqualTo("host-missing");
        assertThat(first.at("/facets/0/kind").textValue()).isEqualTo("fin-open");
        assertThat(first.at("/replay").textValue())
                .isEqualTo("./schism replay " + first.get("name").textValue());
        assertThat(entries.at("/3/accepted/expires").textValue()).isEqualTo("2027-01-31");
    }

    @Test
    void saysWhoIsWrongAndWhy() throws IOException {
        JsonNode root = read();
        JsonNode judgement = root.at("/entries/0/judgement");

        assertThat(judgement.get("profile").textValue()).isEqualTo("rfc");
        assertThat(judgement.get("blame").textValue()).isEqualTo("TARGET_WRONG");
        assertThat(judgement.get("severity").textValue()).isEqualTo("LOW");
        assertThat(judgement.at("/rule/id").textValue()).isEqualTo("HO-01");
        assertThat(judgement.at("/rule/section").textValue()).isEqualTo("9112 §3.2");
        assertThat(judgement.at("/rule/requirement").textValue()).isEqualTo("A server answers 400.");
        assertThat(judgement.at("/targetVerdict/result").textValue()).isEqualTo("FAIL");
        assertThat(judgement.at("/referenceVerdict/result").textValue()).isEqualTo("PASS");
        assertThat(judgement.get("targetVerdicts")).hasSizeGreaterThan(3);
        assertThat(root.at("/blame/decidedPercent").doubleValue()).isEqualTo(100);
    }

    @Test
    void recommendsNginxWhereTheReferenceIsAnother() throws IOException {
        RunReport report = ReportFixture.embedded();

        JsonNode reference = MAPPER.readTree(JsonReport.render(report)).get("reference");

        assertThat(reference.get("hosting").textValue()).isEqualTo("embedded in this JVM");
        assertThat(reference.get("advice").textValue()).startsWith("nginx is recommended");
    }

    @Test
    void keepsHostileTextAsText() throws IOException {
        String hostile = "</script>\u0000\u202e\ud800\"\\";
        ReportedEntry entry = ReportFixture.reported(
                ReportFixture.entry(ReportFixture.signature(Category.OK, hostile.replace(" ", ""), ""), "", ""));

        JsonNode root = MAPPER.readTree(
                JsonReport.write(ReportFixture.report(entry), directory).toFile());

        assertThat(root.at("/entries/0/signature/differences/0").textValue()).isEqualTo(hostile);
    }

    @Test
    void leavesOutWhatIsNotThere() throws IOException {
        JsonNode root = MAPPER.readTree(JsonReport.render(ReportFixture.empty()));

        assertThat(root.has("seed")).isFalse();
        assertThat(root.has("reference")).isFalse();
        assertThat(root.get("targets")).isEmpty();
        assertThat(root.get("entries")).isEmpty();
        assertThat(root.at("/tally/pairsPerSecond").doubleValue()).isZero();
    }

    private JsonNode read() throws IOException {
        Path file = JsonReport.write(ReportFixture.plausible(), directory);
        assertThat(file).hasFileName("report.json");
        return MAPPER.readTree(file.toFile());
    }

    private static List<String> names(JsonNode node) {
        Iterator<String> names = node.fieldNames();
        List<String> list = new ArrayList<>();
        names.forEachRemaining(list::add);
        return list;
    }
}
