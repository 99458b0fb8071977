// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import dev.schism.fuzz.CampaignResult;
import dev.schism.fuzz.CampaignResult.End;
import dev.schism.report.Problem;
import java.util.ArrayList;
import java.util.List;

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
        if (result.end() == End.TARGET_DOWN || result.end() == End.REFERENCE_DOWN) {
            String who = result.end() == End.TARGET_DOWN
                    ? target
                    : result.reference().name();
            problems.add(new Problem(
                    Problem.Kind.SERVER_LOST,
                    "%s did not answer a plain request any more after %s"
                            .formatted(who, count(result.scenarios(), "scenario"))));
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

    /** Writes a number and what it counts. */
    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
