// SPDX-License-Identifier: Apache-2.0
package dev.schism.corpus;

import dev.schism.corpus.ReplayOutcome.Kind;
import dev.schism.oracle.Divergence;
import dev.schism.oracle.Finding;
import dev.schism.oracle.Signature;
import java.time.LocalDate;
import java.util.Optional;

/** Compares stored divergences with fresh results. Immutable and thread-safe. */
public final class Replay {

    private final Baseline baseline;
    private final LocalDate today;

    /** Makes a replay that judges divergences by a baseline as it stands on a day. */
    public Replay(Baseline baseline, LocalDate today) {
        this.baseline = baseline;
        this.today = today;
    }

    /** Compares an entry with what running its scenario again has found. */
    public ReplayOutcome judge(CorpusEntry entry, Finding fresh) {
        if (fresh instanceof Finding.Difference difference) {
            return difference(entry, difference.divergence());
        }
        if (fresh instanceof Finding.Agreement agreement) {
            return outcome(entry, Kind.AGREES, "agrees now: " + agreement.category());
        }
        if (fresh instanceof Finding.Inconclusive inconclusive) {
            return outcome(entry, Kind.INCONCLUSIVE, inconclusive.reason() + ": " + inconclusive.detail());
        }
        throw new AssertionError(fresh);
    }

    private ReplayOutcome difference(CorpusEntry entry, Divergence now) {
        Signature stored = entry.divergence().signature();
        boolean same = stored.sameDifference(now.signature());
        String detail = same
                ? "still diverges: " + text(stored)
                : "diverges differently: stored " + text(stored) + ", now " + text(now.signature());
        BaselineStatus status = baseline.classify(
                now,
                entry.provenance().reference().name(),
                entry.provenance().target().name(),
                today);
        return new ReplayOutcome(entry.name(), same ? Kind.SAME : Kind.DIFFERENT, detail, Optional.of(status));
    }

    private static ReplayOutcome outcome(CorpusEntry entry, Kind kind, String detail) {
        return new ReplayOutcome(entry.name(), kind, detail, Optional.empty());
    }

    private static String text(Signature signature) {
        return signature.category() + " " + signature.differences();
    }
}
