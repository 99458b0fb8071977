// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.oracle.Signature;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which scenarios that showed a difference are worth a closer look, and in which order. Thread-safe.
 *
 * <p>Holds seeds and signatures only. A difference that is explained by a kept divergence is not looked at again, and
 * of those with the same signature only the first few are, so that the work is bounded by the number of signatures.
 */
final class Suspects {

    /** Scenarios of one signature that are looked at: a second one where the first did not repeat. */
    static final int PER_SIGNATURE = 2;

    /** Most signatures that are told apart in one run. */
    static final int MAX_SIGNATURES = 20_000;

    private final TreeSet<Suspect> waiting = new TreeSet<>(Suspect.SIMPLEST_FIRST);
    private final Map<Signature, Integer> offered = new HashMap<>();
    private final List<Suspect> active = new ArrayList<>();
    private final List<Signature> kept = new ArrayList<>();
    private final Set<Signature> settled = new HashSet<>();
    private long order;
    private long explained;
    private long repeated;
    private long quarantined;
    private long unanswered;

    /** Takes note of a scenario that showed a difference. */
    synchronized void offer(long seed, Signature signature) {
        if (isExplained(signature)) {
            explained++;
        } else if (offered.getOrDefault(signature, 0) >= PER_SIGNATURE
                || (offered.size() >= MAX_SIGNATURES && !offered.containsKey(signature))) {
            repeated++;
        } else {
            offered.merge(signature, 1, Integer::sum);
            waiting.add(new Suspect(seed, signature, order++));
        }
    }

    /**
     * Returns the next one to look at. One whose difference is just being looked at has to wait: what is found there
     * may explain it.
     */
    synchronized Optional<Suspect> next(int mostActive) {
        Iterator<Suspect> candidates = waiting.iterator();
        while (active.size() < mostActive && candidates.hasNext()) {
            Suspect suspect = candidates.next();
            if (isExplained(suspect.signature())) {
                explained++;
                candidates.remove();
            } else if (!mayBeExplainedSoon(suspect.signature())) {
                candidates.remove();
                active.add(suspect);
                return Optional.of(suspect);
            }
        }
        return Optional.empty();
    }

    /** Keeps a signature unless a kept one explains it. */
    synchronized boolean keep(Signature signature) {
        return !isExplained(signature) && kept.add(signature);
    }

    /** Takes note that a closer look has ended, and how. */
    synchronized void done(Suspect suspect, FollowUp.Outcome outcome) {
        active.remove(suspect);
        switch (outcome) {
            case KEPT -> {}
            case EXPLAINED -> explained++;
            case QUARANTINED -> quarantined++;
            case UNANSWERED -> unanswered++;
        }
    }

    /** Tells whether kept divergences explain a signature; once it is so it stays so, which saves the search. */
    synchronized boolean isExplained(Signature signature) {
        if (settled.contains(signature)) {
            return true;
        }
        boolean explains = Explanation.of(kept, signature);
        if (explains && settled.size() < MAX_SIGNATURES) {
            settled.add(signature);
        }
        return explains;
    }

    synchronized FollowUpCounts counts() {
        return new FollowUpCounts(
                kept.size(), explained, repeated, quarantined, unanswered, waiting.size() + active.size());
    }

    /** Those that have no trait in common hardly shrink to the same signature, so they need not wait for each other. */
    private boolean mayBeExplainedSoon(Signature signature) {
        return active.stream()
                .map(Suspect::signature)
                .anyMatch(under -> under.sameDifference(signature)
                        && (under.traits().isEmpty() || !Collections.disjoint(under.traits(), signature.traits())));
    }
}
