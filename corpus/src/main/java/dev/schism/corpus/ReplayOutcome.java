// SPDX-License-Identifier: Apache-2.0
package dev.schism.corpus;

import dev.schism.oracle.rules.Ruling;
import java.util.List;
import java.util.Optional;

/**
 * What became of one entry when it was run again.
 *
 * @param entry name of the entry
 * @param servers the servers that ran
 * @param otherServers where they are not the stored ones, one line a side
 * @param kind how it compares with what is stored
 * @param detail one line for people
 * @param status what the baseline says about the divergence seen now; empty where none was seen
 * @param stored what the rule book said when the entry was kept; empty where nobody asked
 * @param ruling what it says now about the divergence seen now; empty where none was seen
 */
public record ReplayOutcome(
        String entry,
        ReplayServers servers,
        List<String> otherServers,
        Kind kind,
        String detail,
        Optional<BaselineStatus> status,
        Optional<Ruling> stored,
        Optional<Ruling> ruling) {

    /** Copies the list. */
    public ReplayOutcome {
        otherServers = List.copyOf(otherServers);
    }

    /** How a fresh result compares with the stored one. */
    public enum Kind {
        /** The sides diverge, and the category and the kinds of difference are the stored ones. */
        SAME,
        /** The sides diverge in another way. */
        DIFFERENT,
        /** The sides agree now. */
        AGREES,
        /** There is no answer. */
        INCONCLUSIVE
    }

    /** Tells whether the rule book says something else now than when the entry was kept. */
    public boolean isRuledOtherwise() {
        return stored.isPresent() && ruling.isPresent() && !stored.get().sameAs(ruling.get());
    }

    /** Tells whether the sides diverge now and no current entry of the baseline accepts it. */
    public boolean isUnaccepted() {
        return status.filter(value -> value != BaselineStatus.ACCEPTED).isPresent();
    }
}
