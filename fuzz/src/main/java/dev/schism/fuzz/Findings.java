// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.corpus.Provenance;
import dev.schism.oracle.cause.JudgedDivergence;
import dev.schism.servers.Side;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the results of closer looks go: the sink, the quarantine, the listener, one thread at a time. */
final class Findings {

    private final Side reference;
    private final Side target;
    private final long seed;
    private final Clock clock;
    private final Suspects suspects;
    private final DivergenceSink sink;
    private final CampaignListener listener;
    private final List<Quarantined> quarantine = new ArrayList<>();
    private long internalErrors;

    Findings(
            Side reference,
            Side target,
            long seed,
            Clock clock,
            Suspects suspects,
            DivergenceSink sink,
            CampaignListener listener) {
        this.reference = reference;
        this.target = target;
        this.seed = seed;
        this.clock = clock;
        this.suspects = suspects;
        this.sink = sink;
        this.listener = listener;
    }

    /** Keeps a divergence unless a known cause explains it; takes as long as a disk does, and holds nobody up. */
    FollowUp.Outcome keep(JudgedDivergence found, long scenarioSeed) {
        if (!suspects.keep(found.cause(), found.divergence().signature())) {
            return FollowUp.Outcome.EXPLAINED;
        }
        try {
            synchronized (sink) {
                sink.keep(found, provenance());
            }
        } catch (RuntimeException e) {
            failed(new CampaignError(scenarioSeed, "keep a divergence of", e));
            return FollowUp.Outcome.FAILED;
        }
        kept(found);
        return FollowUp.Outcome.KEPT;
    }

    private synchronized void kept(JudgedDivergence found) {
        listener.kept(found);
    }

    /** Takes note of something of ours that failed; the campaign goes on. */
    synchronized void failed(CampaignError error) {
        internalErrors++;
        listener.failed(error);
    }

    synchronized long internalErrors() {
        return internalErrors;
    }

    synchronized void quarantine(Quarantined quarantined) {
        if (quarantine.size() < CampaignResult.MAX_QUARANTINED) {
            quarantine.add(quarantined);
        }
        listener.quarantined(quarantined);
    }

    synchronized void progress(CampaignProgress progress) {
        listener.progressed(progress);
    }

    synchronized List<Quarantined> quarantine() {
        return List.copyOf(quarantine);
    }

    private Provenance provenance() {
        Instant now = clock.instant();
        return new Provenance(
                reference.server().identity(),
                Optional.of(reference.server().hosting().words()),
                target.server().identity(),
                ScenarioGrammar.GENERATOR,
                Optional.of(seed),
                now,
                now);
    }
}
