// SPDX-License-Identifier: Apache-2.0
package dev.schism.corpus;

import dev.schism.corpus.ReplayOutcome.Kind;
import dev.schism.oracle.Divergence;
import dev.schism.oracle.Finding;
import dev.schism.oracle.Signature;
import dev.schism.oracle.rules.Judge;
import java.time.LocalDate;
import java.util.Optional;

/** Compares stored divergences with fresh results. Immutable and thread-safe. */
public final class Replay {

    private final Baseline baseline;
    private final Judge judge;
    private final LocalDate today;

    /**
     * Makes a replay.
     *
     * @param baseline what is accepted
     * @param judge who says which side is wrong, by the rule book of today
     * @param today the day on which the baseline is looked at
     */
    public Replay(Baseline baseline, Judge judge, LocalDate today) {
        this.baseline = baseline;
        this.judge = judge;
        this.today = today;
    }

    /**
     * Compares an entry with what running its scenario again has found.
     *
     * @param servers the servers that ran; the baseline is asked about them and not about those of the entry
     */
    public ReplayOutcome judge(CorpusEntry entry, Finding fresh, ReplayServers servers) {
        if (fresh instanceof Finding.Difference difference) {
            return difference(entry, difference.divergence(), servers);
        }
        if (fresh instanceof Finding.Agreement agreement) {
            return outcome(entry, servers, Kind.AGREES, "agrees now: " + agreement.category());
        }
        if (fresh instanceof Finding.Inconclusive inconclusive) {
            return outcome(entry, servers, Kind.INCONCLUSIVE, inconclusive.reason() + ": " + inconclusive.detail());
        }
        throw new AssertionError(fresh);
    }

    private ReplayOutcome difference(CorpusEntry entry, Divergence now, ReplayServers servers) {
        Signature stored = entry.divergence().signature();
        boolean same = stored.sameDifference(now.signature());
        String detail = same
                ? "still diverges: " + text(stored)
                : "diverges differently: stored " + text(stored) + ", now " + text(now.signature());
        BaselineStatus status = baseline.classify(
                now, servers.reference().name(), servers.target().name(), today);
        return new ReplayOutcome(
                entry.name(),
                servers,
                servers.differencesFrom(entry),
                same ? Kind.SAME : Kind.DIFFERENT,
                detail,
                Optional.of(status),
                entry.ruling(),
                Optional.of(judge.judge(now).ruling()));
    }

    private static ReplayOutcome outcome(CorpusEntry entry, ReplayServers servers, Kind kind, String detail) {
        return new ReplayOutcome(
                entry.name(),
                servers,
                servers.differencesFrom(entry),
                kind,
                detail,
                Optional.empty(),
                entry.ruling(),
                Optional.empty());
    }

    private static String text(Signature signature) {
        return signature.category() + " " + signature.differences();
    }
}
