// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import dev.schism.fuzz.CampaignResult;
import dev.schism.fuzz.Change;
import dev.schism.report.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells why the result of a run is not whole. */
final class RunProblems {

    private RunProblems() {}

    static List<Problem> of(List<CampaignResult> results, InternalErrors errors) {
        List<Problem> problems = new ArrayList<>();
        for (CampaignResult result : results) {
            of(result, errors, problems);
        }
        if (results.isEmpty()) {
            problems.add(new Problem(Problem.Kind.NOTHING_COMPARED, "no campaign ran"));
        }
        return problems;
    }

    private static void of(CampaignResult result, InternalErrors errors, List<Problem> problems) {
        String target = result.target().name();
        if (result.internalErrors() > 0) {
            problems.add(new Problem(
                    Problem.Kind.INTERNAL_ERROR,
                    "%s against %s, with seed and stack in %s; please report"
                            .formatted(count(result.internalErrors(), "internal error"), target, errors.file())));
        }
        Optional<String> lost = lost(result);
        if (lost.isPresent()) {
            String how = result.change()
                    .map(Change::text)
                    .orElse("a plain GET is not answered any more after " + count(result.scenarios(), "scenario"));
            problems.add(new Problem(
                    Problem.Kind.SERVER_LOST, "%s (%s): %s".formatted(lost.get(), EndText.name(result), how)));
        } else if (result.counts().agreed() + result.counts().differed() == 0) {
            problems.add(
                    new Problem(Problem.Kind.NOTHING_COMPARED, "no answers were compared with those of " + target));
        }
        long open = result.followUps().pending() + result.followUps().unanswered();
        if (open > 0) {
            problems.add(new Problem(
                    Problem.Kind.UNCHECKED,
                    "%s of %s unchecked: the time was over, or a server was down; run again"
                            .formatted(count(open, "difference"), target)));
        }
    }

    private static Optional<String> lost(CampaignResult result) {
        return switch (result.end()) {
            case BUDGET_SPENT, STOPPED -> Optional.empty();
            case TARGET_DOWN, TARGET_CHANGED -> Optional.of(result.target().name());
            case REFERENCE_DOWN, REFERENCE_CHANGED ->
                Optional.of(result.reference().name());
        };
    }

    /** Writes a number and what it counts. */
    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
