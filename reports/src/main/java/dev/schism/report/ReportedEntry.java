// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import dev.schism.corpus.AcceptedDivergence;
import dev.schism.corpus.Baseline;
import dev.schism.corpus.BaselineStatus;
import dev.schism.corpus.CorpusEntry;
import dev.schism.oracle.cause.Cause;
import dev.schism.oracle.rules.Judge;
import dev.schism.oracle.rules.Judgement;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A divergence as it is reported.
 *
 * @param entry the divergence
 * @param status what the baseline says about it
 * @param accepted what the baseline accepts or accepted, where it says something
 * @param judgement what the rule book of today says about what was observed
 */
public record ReportedEntry(
        CorpusEntry entry, BaselineStatus status, Optional<AcceptedDivergence> accepted, Judgement judgement) {

    /** Returns why the sides differ. */
    public Cause cause() {
        return Cause.of(entry.divergence(), judgement.blame());
    }

    /** Returns an entry with what a judge says about it, and a baseline on a day. */
    public static ReportedEntry of(CorpusEntry entry, Judge judge, Baseline baseline, LocalDate today) {
        return of(entry, judge.judge(entry.divergence()), baseline, today);
    }

    /** Returns an entry that was judged, with what a baseline says about it on a day. */
    public static ReportedEntry of(CorpusEntry entry, Judgement judgement, Baseline baseline, LocalDate today) {
        String reference = entry.provenance().reference().name();
        String target = entry.provenance().target().name();
        return new ReportedEntry(
                entry,
                baseline.classify(entry.divergence(), reference, target, today),
                baseline.find(entry.divergence(), reference, target),
                judgement);
    }
}
