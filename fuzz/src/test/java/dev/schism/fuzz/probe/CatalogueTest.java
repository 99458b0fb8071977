// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.oracle.rules.Rule;
import dev.schism.oracle.rules.RuleBook;
import dev.schism.scenario.ScenarioJson;
import dev.schism.scenario.ScenarioText;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    /** No client can make our echo answer an intermediary with a malformed response. */
    private static final Set<String> NOT_FOR_CLIENTS = Set.of("PX-14");

    private static final Catalogue CATALOGUE = Catalogue.load();

    @Test
    void indexListsExactlyTheFilesThereAre() throws IOException, URISyntaxException {
        URL index = CatalogueTest.class.getResource(Catalogue.DIRECTORY + Catalogue.INDEX);
        Path directory = Path.of(Objects.requireNonNull(index).toURI()).getParent();

        try (Stream<Path> files = Files.walk(directory)) {
            List<String> names = files.filter(file -> file.toString().endsWith(".schism"))
                    .map(file -> directory.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
            assertThat(Catalogue.text(Catalogue.INDEX).lines()).containsExactlyElementsOf(names);
        }
    }

    @Test
    void filesAreNamedLikeTheirScenarios() {
        assertThat(Catalogue.text(Catalogue.INDEX).lines()).allSatisfy(file -> {
            String name = ScenarioText.read(Catalogue.text(file)).name();
            assertThat(file).isEqualTo(name.substring(0, 2) + "/" + name + ".schism");
        });
    }

    @Test
    void filesAreWrittenAsTheFormatWritesThem() {
        assertThat(Catalogue.text(Catalogue.INDEX).lines()).allSatisfy(file -> {
            String text = Catalogue.text(file);
            String withoutNote =
                    text.lines().filter(line -> !line.startsWith("#")).collect(Collectors.joining("\n", "", "\n"));
            assertThat(withoutNote).isEqualTo(ScenarioText.write(ScenarioText.read(text)));
        });
    }

    @Test
    void everyCaseHasANoteANameOfItsRuleAndSomethingToObserve() {
        assertThat(CATALOGUE.cases()).allSatisfy(one -> {
            assertThat(one.note()).endsWith(".").hasSizeLessThan(120);
            assertThat(one.name()).startsWith(one.mainRule().id().toLowerCase(Locale.ROOT) + "-");
            assertThat(one.scenario().awaitsResponse()).isTrue();
            assertThat(one.rules()).doesNotHaveDuplicates();
        });
    }

    /** Also the generated ones, which no file holds. */
    @Test
    void everyCaseIsReadAsItIsWritten() {
        assertThat(CATALOGUE.cases()).extracting(ProbeCase::scenario).allSatisfy(scenario -> {
            assertThat(ScenarioText.read(ScenarioText.write(scenario))).isEqualTo(scenario);
            assertThat(ScenarioJson.read(ScenarioJson.write(scenario))).isEqualTo(scenario);
        });
    }

    @Test
    void namesAreUnique() {
        assertThat(CATALOGUE.cases()).extracting(ProbeCase::name).doesNotHaveDuplicates();
    }

    @Test
    void everyRuleHasACanonicalCaseABoundaryAndAnInnocentNeighbour() {
        Map<Rule, List<ProbeCase>> byRule =
                CATALOGUE.cases().stream().collect(Collectors.groupingBy(ProbeCase::mainRule));

        assertThat(RuleBook.rules())
                .filteredOn(rule -> !NOT_FOR_CLIENTS.contains(rule.id()))
                .allSatisfy(rule -> {
                    List<ProbeCase> cases = byRule.getOrDefault(rule, List.of());
                    assertThat(cases).as("cases of " + rule).hasSizeGreaterThanOrEqualTo(3);
                    assertThat(cases)
                            .as("kinds of " + rule)
                            .extracting(ProbeCase::kind)
                            .containsAll(EnumSet.complementOf(EnumSet.of(ProbeCase.Kind.OWN)));
                });
    }

    @Test
    void everyGroupHasOneBaseAndOthers() {
        Map<String, List<ProbeCase>> groups = CATALOGUE.cases().stream()
                .filter(one -> one.group().isPresent())
                .collect(Collectors.groupingBy(one -> one.group().orElseThrow()));

        assertThat(groups).isNotEmpty().allSatisfy((name, cases) -> {
            assertThat(cases)
                    .filteredOn(ProbeCase::isGroupBase)
                    .as("base of " + name)
                    .hasSize(1);
            assertThat(cases).as(name).hasSizeGreaterThan(1);
        });
    }

    @Test
    void selectsByRule() {
        List<ProbeCase> selected = CATALOGUE.select(RuleBook.select("CL-02"));

        assertThat(selected).extracting(ProbeCase::name).contains("cl-02-two-lines", "ka-08-two-lengths");
        assertThat(selected).allSatisfy(one -> assertThat(one.rules()).contains(RuleBook.rule("CL-02")));
    }
}
