// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import dev.schism.oracle.rules.Blame;
import dev.schism.oracle.rules.Judgement;
import dev.schism.oracle.rules.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Makes the view of who is wrong. */
final class BlameAssembly {

    /** Largest number of verdicts that are shown of one side. */
    static final int MAX_VERDICTS = 100;

    private BlameAssembly() {}

    static View.Blame blame(Judgement judgement) {
        Blame blame = judgement.blame();
        String rule = blame.deciding().map(verdict -> verdict.rule().citation()).orElse("");
        String severity = blame.party().isBroken() ? blame.severity().name().toLowerCase(Locale.ROOT) : "";
        List<View.SideVerdict> sides = new ArrayList<>();
        blame.ofReference().ifPresent(verdict -> sides.add(verdict("reference", verdict)));
        blame.ofTarget().ifPresent(verdict -> sides.add(verdict("target", verdict)));
        return new View.Blame(
                blame.party().words(),
                blame.party().words().replace(' ', '-'),
                rule,
                severity,
                blame.deciding().map(verdict -> verdict.rule().requirement()).orElse(""),
                sides);
    }

    static List<View.SideVerdict> verdicts(Judgement judgement) {
        return Stream.concat(
                        judgement.reference().stream()
                                .limit(MAX_VERDICTS)
                                .map(verdict -> verdict("reference", verdict)),
                        judgement.target().stream().limit(MAX_VERDICTS).map(verdict -> verdict("target", verdict)))
                .toList();
    }

    private static View.SideVerdict verdict(String role, Verdict verdict) {
        String result = verdict.result().name().replace('_', ' ');
        return new View.SideVerdict(
                role,
                result,
                result.toLowerCase(Locale.ROOT).replace(' ', '-'),
                verdict.rule().citation() + ", request " + (verdict.message() + 1),
                Printable.of(verdict.actual()),
                Printable.of(verdict.note()));
    }
}
