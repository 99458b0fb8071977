// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleBookTest {

    @Test
    void holdsEveryRuleOnce() throws IOException {
        try (InputStream ids = RuleBookTest.class.getResourceAsStream("rule-ids.txt")) {
            List<String> expected = new String(ids.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();

            assertThat(expected).hasSize(216).doesNotHaveDuplicates();
            assertThat(RuleBook.rules()).extracting(Rule::id).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void everyRuleSaysWhatItIsAbout() {
        assertThat(RuleBook.rules()).allSatisfy(rule -> {
            assertThat(rule.trigger()).isNotBlank();
            assertThat(rule.requirement()).endsWith(".");
            assertThat(rule.conformant()).isNotEmpty();
            assertThat(rule.section()).isNotBlank();
            assertThat(rule.ruleClass().name()).isEqualTo(rule.id().substring(0, 2));
        });
    }

    @Test
    void severityIsHighWhereDesyncMeetsSecurity() {
        assertThat(RuleBook.rule("CL-02").severity()).isEqualTo(Severity.HIGH);
        assertThat(RuleBook.rule("HO-02").severity()).isEqualTo(Severity.MEDIUM);
        assertThat(RuleBook.rule("HO-01").severity()).isEqualTo(Severity.LOW);
    }

    @Test
    void basisFollowsTheLevelUnlessADefinitionBinds() {
        assertThat(RuleBook.rule("CL-01").basis()).isEqualTo(Basis.STATED);
        assertThat(RuleBook.rule("CL-05").basis()).isEqualTo(Basis.DEFINITION);
        assertThat(RuleBook.rule("CH-02").basis()).isEqualTo(Basis.ABNF);
        assertThat(RuleBook.rule("RB-05").basis()).isEqualTo(Basis.ENGINEERING);
    }

    @Test
    void onlyTheResponseFromUpstreamCannotBeSeen() {
        assertThat(RuleBook.rules())
                .filteredOn(rule -> rule.notObservable().isPresent())
                .extracting(Rule::id)
                .containsExactly("PX-14");
    }

    @Test
    void onlyFiveRulesNeedSeveralRuns() {
        assertThat(RuleBook.rules())
                .filteredOn(Rule::isRelational)
                .extracting(Rule::id)
                .containsExactlyInAnyOrderElementsOf(RelatedRunsTest.RULES);
    }

    @Test
    void selectsByIdAndClassInTheOrderOfTheBook() {
        List<Rule> selected = RuleBook.select("TE-03, ce,CL-01");

        assertThat(selected)
                .extracting(Rule::id)
                .containsExactly("CL-01", "TE-03", "CE-01", "CE-02", "CE-03", "CE-04", "CE-05");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CL-99", "XX", "", "CL-01,,TE"})
    void refusesSelectorsThatNameNothing(String selector) {
        assertThatThrownBy(() -> RuleBook.select(selector))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("rule selector must be an id or class of the rule book: '")
                .hasMessageContaining("(close: ");
    }

    @Test
    void suggestsIdsThatLookAlike() {
        assertThatThrownBy(() -> RuleBook.rule("CL-1O")).hasMessageContaining("CL-10");
    }

    @Test
    void explainsWithSectionAndOutcomes() {
        assertThat(RuleBook.explain("cl-02"))
                .startsWith("CL-02  Content-Length and message length")
                .contains("9112 §6.3(5)", "400+C", "DESYNC SEC", "severity high");
        assertThat(RuleBook.explain("PX-14")).contains("not seen");
    }
}
