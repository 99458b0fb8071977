// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.oracle.Signature;
import dev.schism.oracle.cause.Cause;
import dev.schism.scenario.Scenario;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which scenarios that showed a difference are worth a closer look, and in which order. Thread-safe.
 *
 * <p>Holds seeds, signatures and causes, and the few scenarios that were made out of others. A difference that a known
 * cause explains is not looked at again, and of those that look the same only the first few are, so that the work is
 * bounded by the number of signatures.
 */
final class Suspects {

    /** Scenarios of one signature and rule that are looked at: a second one where the first did not repeat. */
    static final int PER_SIGNATURE = 2;

    /** Most signatures that are told apart in one run. */
    static final int MAX_SIGNATURES = 20_000;

    /** What looks the same. */
    private record Look(Signature signature, String cause) {
        static Look of(Signature signature, Cause cause) {
            return new Look(signature, cause.id());
        }
    }

    private final TreeSet<Suspect> waiting = new TreeSet<>(Suspect.FIRST);
    private final Map<Look, Integer> offered = new HashMap<>();
    private final List<Suspect> active = new ArrayList<>();
    private final KnownCauses known = new KnownCauses();
    private long order;
    private long explained;
    private long repeated;
    private long quarantined;
    private long unanswered;
    private long failed;
    private long looked;

    /** Takes note of a scenario that showed a difference. */
    void offer(long seed, Signature signature, Cause cause) {
        offer(seed, Optional.empty(), signature, cause);
    }

    /** Takes note of a scenario made out of another one. */
    void offer(Suspect origin, Scenario made, Signature signature, Cause cause) {
        offer(origin.seed(), Optional.of(made), signature, cause);
    }

    private synchronized void offer(long seed, Optional<Scenario> made, Signature signature, Cause cause) {
        Look look = Look.of(signature, cause);
        if (known.explain(cause, signature)) {
            explained++;
        } else if (offered.getOrDefault(look, 0) >= PER_SIGNATURE
                || (offered.size() >= MAX_SIGNATURES && !offered.containsKey(look))) {
            repeated++;
        } else {
            offered.merge(look, 1, Integer::sum);
            waiting.add(new Suspect(seed, made, signature, cause, order++));
        }
    }

    /**
     * Returns the next one to look at. One that looks like another one that is just being looked at has to wait: what
     * is found there may explain it.
     */
    synchronized Optional<Suspect> next(int mostActive) {
        Iterator<Suspect> candidates = waiting.iterator();
        while (active.size() < mostActive && candidates.hasNext()) {
            Suspect suspect = candidates.next();
            if (known.explain(suspect.cause(), suspect.signature())) {
                explained++;
                candidates.remove();
            } else if (!mayBeExplainedSoon(suspect.cause())) {
                candidates.remove();
                active.add(suspect);
                return Optional.of(suspect);
            }
        }
        return Optional.empty();
    }

    /** Keeps a cause unless a known one explains it. */
    synchronized boolean keep(Cause cause, Signature signature) {
        if (known.explain(cause, signature)) {
            return false;
        }
        known.add(cause, signature);
        return true;
    }

    /** Takes note of a cause that is made of others, so that whatever comes to the same is not taken apart again. */
    synchronized void composed(Cause cause) {
        known.addComposed(cause);
    }

    synchronized boolean isExplained(Cause cause, Signature signature) {
        return known.explain(cause, signature);
    }

    /** Takes note that a closer look has ended, and how. */
    synchronized void done(Suspect suspect, FollowUp.Outcome outcome) {
        active.remove(suspect);
        looked++;
        switch (outcome) {
            case KEPT -> {}
            case EXPLAINED -> explained++;
            case QUARANTINED -> quarantined++;
            case UNANSWERED -> unanswered++;
            case FAILED -> failed++;
        }
    }

    synchronized FollowUpCounts counts() {
        return new FollowUpCounts(
                known.size(),
                explained,
                repeated,
                quarantined,
                unanswered,
                failed,
                waiting.size() + active.size(),
                looked);
    }

    /** Those that have no trait in common hardly shrink to the same, so they need not wait for each other. */
    private boolean mayBeExplainedSoon(Cause cause) {
        return active.stream()
                .map(Suspect::cause)
                .anyMatch(under -> under.sameCore(cause)
                        && (under.traits().isEmpty() || !Collections.disjoint(under.traits(), cause.traits())));
    }
}
