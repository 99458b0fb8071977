// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Counts what the grammar does, and holds the table in the documentation to it. */
class ProductionTableTest {

    private static final int SCENARIOS = 20_000;
    private static final int RUN_SEED = 2026;
    private static final int FEWEST = 5;
    private static final Path DOCUMENT = Path.of("..", "docs", "fuzzing.md");

    private static Map<String, Integer> counts;
    private static List<ProductionFacts> facts;

    @BeforeAll
    static void count() {
        counts = new HashMap<>();
        for (int i = 0; i < SCENARIOS; i++) {
            ScenarioGrammar.ofSeed(SeededChoices.scenarioSeed(RUN_SEED, i))
                    .tags()
                    .forEach(tag -> counts.merge(tag, 1, Integer::sum));
        }
        facts = ProductionFacts.all();
    }

    @Test
    void everyProductionFires() {
        assertThat(ScenarioGrammar.productions())
                .allSatisfy(id -> assertThat(counts.getOrDefault(id, 0)).as(id).isGreaterThanOrEqualTo(FEWEST));
    }

    @Test
    void everyMalformationHasATrait() {
        assertThat(facts.stream()
                        .filter(fact -> fact.traits().isEmpty())
                        .map(ProductionFacts::id)
                        .filter(ScenarioGrammar.malformations()::contains))
                .containsExactlyInAnyOrder("host-late", "host-very-long");
    }

    /** What is not about the order, the size or the timing of valid octets. */
    @Test
    void someRuleSpeaksAboutEveryProduction() {
        assertThat(facts.stream().filter(fact -> fact.rules().isEmpty()).map(ProductionFacts::id))
                .containsExactlyInAnyOrder(
                        "host-late",
                        "host-very-long",
                        "fields-very-many",
                        "pause-before-content",
                        "pause-in-content",
                        "cut-in-line-end",
                        "cut-in-chunk-size",
                        "content-64k");
    }

    @Test
    void documentationHasTheTable() throws IOException {
        String table = table();
        System.out.println(table);

        assertThat(Files.readString(DOCUMENT)).contains(table);
    }

    private static String table() {
        return "| Production | Of 20,000 | Traits | Rules |%n|---|--:|---|---|%n".formatted()
                + facts.stream().map(ProductionTableTest::row).collect(Collectors.joining());
    }

    private static String row(ProductionFacts fact) {
        return "| `%s` | %d | %s | %s |%n"
                .formatted(
                        fact.id(),
                        counts.getOrDefault(fact.id(), 0),
                        String.join(", ", fact.traits()),
                        String.join(", ", fact.rules()));
    }
}
