// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.fuzz.Budget;
import dev.schism.fuzz.CampaignCounts;
import dev.schism.fuzz.CampaignOptions;
import dev.schism.fuzz.CampaignResult;
import dev.schism.fuzz.CampaignResult.End;
import dev.schism.fuzz.FollowUpCounts;
import dev.schism.oracle.Category;
import dev.schism.report.Decision;
import dev.schism.report.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a campaign tells about itself makes its result whole or not. */
class RunProblemsTest {

    private static final InternalErrors ERRORS = InternalErrors.beside(Path.of("corpus", "entries"), "schism run");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BUDGET_SPENT   | 10 | 0 | 0 | 0 |",
                "STOPPED        | 10 | 0 | 0 | 0 |",
                "BUDGET_SPENT   | 10 | 1 | 0 | 0 | UNCHECKED: 1 difference of netty unchecked: the time was over",
                "BUDGET_SPENT   | 10 | 2 | 3 | 0 | UNCHECKED: 5 differences of netty unchecked: the time was over",
                "BUDGET_SPENT   | 0  | 0 | 0 | 0 | NOTHING_COMPARED: no answers were compared with those of netty",
                "BUDGET_SPENT   | 10 | 0 | 0 | 1 | INTERNAL_ERROR: 1 internal error against netty, with seed and stack in ",
                "BUDGET_SPENT   | 10 | 0 | 0 | 7 | INTERNAL_ERROR: 7 internal errors against netty, with seed and stack in ",
                "TARGET_DOWN    | 10 | 0 | 0 | 0 | SERVER_LOST: netty (target down): a plain GET is not answered any more after 20 scenarios",
                "TARGET_DOWN    | 0  | 0 | 0 | 0 | SERVER_LOST: netty (target down): a plain GET is not answered any more after 20 scenarios",
                "REFERENCE_DOWN | 10 | 0 | 0 | 0 | SERVER_LOST: nginx (reference down): a plain GET is not answered any more after 20 scenarios",
            })
    void areOnlyThereWhereTheResultIsNotWhole(
            End end, long agreed, long pending, long unanswered, long errors, String problem) {
        List<Problem> problems = RunProblems.of(List.of(result(end, agreed, pending, unanswered, errors)), ERRORS);

        assertThat(problems).hasSize(problem == null ? 0 : 1);
        assertThat(problems)
                .allSatisfy(one -> assertThat(one.kind() + ": " + one.text()).startsWith(problem));
        assertThat(CauseFixture.report(List.of(), problems, false).decision())
                .isEqualTo(problem == null ? Decision.AGREED : Decision.INCONCLUSIVE);
    }

    @Test
    void areThoseOfEveryTarget() {
        List<CampaignResult> results = List.of(
                result(End.BUDGET_SPENT, 10, 0, 0, 0),
                result(End.TARGET_DOWN, 10, 4, 0, 2),
                result(End.BUDGET_SPENT, 0, 0, 0, 0));

        assertThat(RunProblems.of(results, ERRORS))
                .extracting(Problem::kind)
                .containsExactly(
                        Problem.Kind.INTERNAL_ERROR,
                        Problem.Kind.SERVER_LOST,
                        Problem.Kind.UNCHECKED,
                        Problem.Kind.NOTHING_COMPARED);
    }

    @Test
    void sayWhereNoCampaignRan() {
        assertThat(RunProblems.of(List.of(), ERRORS))
                .extracting(Problem::kind)
                .containsExactly(Problem.Kind.NOTHING_COMPARED);
    }

    private static CampaignResult result(End end, long agreed, long pending, long unanswered, long errors) {
        return new CampaignResult(
                CampaignOptions.of(7, new Budget.Count(20)),
                "grammar/1",
                CauseFixture.NGINX,
                CauseFixture.NETTY,
                end,
                20,
                new CampaignCounts(agreed == 0 ? Map.of() : Map.of(Category.OK, agreed), Map.of(), Map.of()),
                new FollowUpCounts(0, 0, 0, 0, unanswered, 0, pending, 0),
                List.of(),
                errors,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Optional.empty());
    }
}
