// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.oracle.Signature;
import dev.schism.oracle.cause.Cause;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The causes found until now, and what they explain. Not thread-safe. */
final class KnownCauses {

    /** Kinds of difference that do not follow from another one. */
    private static final List<String> INDEPENDENT = List.of("seen-", "form:", "header:", "body");

    private final List<Cause> causes = new ArrayList<>();
    private final List<Signature> signatures = new ArrayList<>();
    private final List<Cause> composed = new ArrayList<>();

    void add(Cause cause, Signature signature) {
        causes.add(cause);
        signatures.add(signature);
    }

    /** Adds one that is made of others, which have fewer traits and are looked at by themselves. */
    void addComposed(Cause cause) {
        composed.add(cause);
    }

    /** Returns the number of causes, not counting those that are made of others. */
    int size() {
        return causes.size();
    }

    /**
     * Tells whether a difference need not be looked at: a known cause is the same with no further trait, and whatever
     * else differs is known from others with no further trait; or one that is made of others is the same, with all its
     * traits. A lesser cause never explains a graver one.
     */
    boolean explain(Cause cause, Signature signature) {
        if (composed.stream().anyMatch(known -> known.explains(cause) && known.isWithin(cause))) {
            return true;
        }
        if (causes.stream().noneMatch(known -> known.explains(cause))) {
            return false;
        }
        Set<String> open = new HashSet<>(signature.differences());
        open.removeIf(kind -> INDEPENDENT.stream().noneMatch(kind::startsWith));
        for (Signature known : signatures) {
            if (signature.traits().containsAll(known.traits())) {
                open.removeAll(known.differences());
            }
        }
        return open.isEmpty();
    }
}
