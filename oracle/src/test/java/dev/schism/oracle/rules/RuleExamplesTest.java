// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.oracle.rules.Verdict.Result;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule has a server that keeps it and one that breaks it, and who keeps a rule is not found fault with. */
class RuleExamplesTest {

    private static final Judge JUDGE = Judge.of(Profile.RFC);

    static List<RuleExample> examples() {
        return Stream.of(
                        LineExamples.examples(),
                        RequestLineExamples.examples(),
                        TargetExamples.examples(),
                        HostExamples.examples(),
                        FieldExamples.examples(),
                        ContentLengthExamples.examples(),
                        TransferCodingExamples.examples(),
                        ChunkExamples.examples(),
                        ConnectionExamples.examples(),
                        ExpectExamples.examples(),
                        MethodExamples.examples(),
                        StatusExamples.examples(),
                        AcceptanceExamples.examples(),
                        IntermediaryExamples.examples())
                .flatMap(List::stream)
                .toList();
    }

    @Test
    void everyRuleHasBothKindsOfExample() {
        Set<String> covered = examples().stream()
                .filter(example ->
                        !example.keeping().isEmpty() && !example.breaking().isEmpty())
                .map(RuleExample::id)
                .collect(Collectors.toSet());

        assertThat(RuleBook.rules())
                .filteredOn(rule -> rule.notObservable().isEmpty())
                .filteredOn(rule -> !RelatedRunsTest.RULES.contains(rule.id()))
                .allSatisfy(rule -> assertThat(covered).contains(rule.id()));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void whoKeepsARulePasses(RuleExample example) {
        for (Stub stub : example.keeping()) {
            List<Verdict> verdicts = judge(example, stub);

            assertThat(of(example, verdicts))
                    .as("%s", actual(verdicts))
                    .isNotEmpty()
                    .allSatisfy(verdict -> assertThat(verdict.result()).isIn(Result.PASS, Result.INFO));
            assertThat(verdicts)
                    .noneSatisfy(verdict ->
                            assertThat(verdict.result()).as(verdict.text()).isEqualTo(Result.FAIL));
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void someoneKeepsARuleForSure(RuleExample example) {
        boolean permission = RuleBook.rule(example.id()).level() == Level.MAY;
        Result wanted = permission ? Result.INFO : Result.PASS;

        assertThat(example.keeping())
                .anySatisfy(stub ->
                        assertThat(of(example, judge(example, stub))).anyMatch(verdict -> verdict.result() == wanted));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void whoBreaksARuleIsFound(RuleExample example) {
        for (Stub stub : example.breaking()) {
            List<Verdict> verdicts = judge(example, stub);

            assertThat(of(example, verdicts))
                    .as("%s", actual(verdicts))
                    .anySatisfy(verdict -> assertThat(verdict.result()).isIn(Result.WARN, Result.FAIL));
        }
    }

    @Test
    void requirementsFailWhereTheyAreBroken() {
        assertThat(examples())
                .filteredOn(example -> RuleBook.rule(example.id()).level() == Level.MUST)
                .filteredOn(example -> RuleBook.rule(example.id()).tolerated().isEmpty())
                .allSatisfy(example -> assertThat(example.breaking())
                        .anySatisfy(stub -> assertThat(of(example, judge(example, stub)))
                                .anyMatch(verdict -> verdict.result() == Result.FAIL)));
    }

    private static List<Verdict> judge(RuleExample example, Stub stub) {
        return JUDGE.judge(example.sent().scenario(), example.sent().observe(stub));
    }

    private static List<Verdict> of(RuleExample example, List<Verdict> verdicts) {
        return verdicts.stream()
                .filter(verdict -> verdict.rule().id().equals(example.id()))
                .toList();
    }

    private static String actual(List<Verdict> verdicts) {
        return verdicts.stream().map(Verdict::text).collect(Collectors.joining("\n", "\n", "\n"));
    }
}
