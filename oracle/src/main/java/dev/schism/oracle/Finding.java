// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import java.util.Set;

/** The result of one comparison. */
public sealed interface Finding {

    /**
     * The two sides agree in everything that could be observed, which does not say that either is right.
     *
     * @param category the category, an accepted one
     * @param notObservable facets that could not be compared, such as the request seen by a server without an echo
     */
    record Agreement(Category category, Set<Facet> notObservable) implements Finding {
        /** Copies the set. */
        public Agreement {
            notObservable = Set.copyOf(notObservable);
        }
    }

    /** The two sides differ. */
    record Difference(Divergence divergence) implements Finding {}

    /** There is no answer. */
    record Inconclusive(Reason reason, String detail) implements Finding {

        /** Why there is no answer. */
        public enum Reason {
            /** No step awaits a response, or nothing could be observed. */
            NOTHING_OBSERVED,
            /** A server was down before or after. */
            SERVER_DOWN,
            /** A server answered only after it had been taken to be waiting: to be run again with more time. */
            SLOW,
            /** Repetitions of the same scenario did not agree. */
            NOT_REPEATABLE
        }
    }
}
