// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.corpus.Provenance;
import dev.schism.oracle.cause.JudgedDivergence;

/** Where confirmed and shrunk divergences go, such as a corpus. Called by one thread at a time. */
@FunctionalInterface
public interface DivergenceSink {

    /** Keeps a divergence; an exception is an internal error, and the campaign goes on. */
    void keep(JudgedDivergence found, Provenance provenance);
}
