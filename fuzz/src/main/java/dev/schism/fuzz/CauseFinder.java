// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.oracle.Divergence;
import dev.schism.oracle.Signature;
import dev.schism.oracle.cause.Cause;
import dev.schism.oracle.rules.Judge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells why sides differ, without asking the rule book again and again about what looks the same. Thread-safe. */
final class CauseFinder {

    /** Divergences of one signature that have to come to the same before the next one is taken for one of them. */
    static final int ALIKE = 2;

    private final Judge judge;
    private final Map<Signature, List<Cause>> judged = new HashMap<>();

    CauseFinder(Judge judge) {
        this.judge = judge;
    }

    Judge judge() {
        return judge;
    }

    /** Returns the cause as a first look tells it. */
    Cause glance(Divergence divergence) {
        List<Cause> known = known(divergence.signature());
        if (known.size() >= ALIKE && known.stream().allMatch(known.get(0)::sameCore)) {
            return known.get(0);
        }
        Cause cause = look(divergence);
        learn(divergence.signature(), cause);
        return cause;
    }

    /** Returns the cause of this very divergence. */
    Cause look(Divergence divergence) {
        return Cause.of(divergence, judge.judge(divergence).blame());
    }

    private synchronized List<Cause> known(Signature signature) {
        return List.copyOf(judged.getOrDefault(signature, List.of()));
    }

    private synchronized void learn(Signature signature, Cause cause) {
        if (judged.size() < Suspects.MAX_SIGNATURES || judged.containsKey(signature)) {
            List<Cause> causes = judged.computeIfAbsent(signature, any -> new ArrayList<>());
            if (causes.size() < ALIKE) {
                causes.add(cause);
            }
        }
    }
}
