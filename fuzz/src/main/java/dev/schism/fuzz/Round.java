// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The candidates of one round of passes over one current candidate, lazily, with their places. Not thread-safe. */
final class Round {

    private final List<Function<Candidate, Stream<Candidate>>> passes;
    private final Candidate current;
    private Iterator<Candidate> candidates = Collections.emptyIterator();
    private int pass;
    private int index;

    /** Begins at a place: what stood behind an edit stands at the same place once the edit is made. */
    Round(List<Function<Candidate, Stream<Candidate>>> passes, Candidate current, int pass, int index) {
        this.passes = passes;
        this.current = current;
        this.pass = pass - 1;
        nextPass();
        while (this.index < index && candidates.hasNext()) {
            next();
        }
    }

    boolean hasNext() {
        while (!candidates.hasNext() && pass + 1 < passes.size()) {
            nextPass();
        }
        return candidates.hasNext();
    }

    Candidate next() {
        index++;
        return candidates.next();
    }

    /** Returns the pass of the candidate returned last. */
    int pass() {
        return pass;
    }

    /** Returns the index in its pass of the candidate returned last. */
    int index() {
        return index - 1;
    }

    private void nextPass() {
        pass++;
        index = 0;
        candidates = passes.get(pass).apply(current).iterator();
    }
}
