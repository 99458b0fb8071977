// SPDX-License-Identifier: Apache-2.0
package dev.schism.corpus;

import dev.schism.oracle.Divergence;
import dev.schism.oracle.cause.JudgedDivergence;
import dev.schism.oracle.rules.Judge;
import dev.schism.oracle.rules.Ruling;
import dev.schism.scenario.Scenario;
import java.util.Optional;

/**
 * A shrunk divergence with everything needed to replay it.
 *
 * @param name directory name; made from the signature, the rule that decides and the two servers' names
 * @param divergence the divergence
 * @param provenance where it comes from
 * @param ruling what the rule book said about it when it was kept; empty where nobody asked. It can be made anew from
 *     the divergence whenever the rule book changes.
 * @param neighbour the nearest scenario in which the sides agree, where an experiment has found one
 */
public record CorpusEntry(
        String name,
        Divergence divergence,
        Provenance provenance,
        Optional<Ruling> ruling,
        Optional<Scenario> neighbour) {

    /** Checks the name. */
    public CorpusEntry {
        if (!EntryName.isValid(name)) {
            throw new IllegalArgumentException(
                    "name must be 1 to %d of A-Z a-z 0-9 . _ - and not start with . or -: '%s'"
                            .formatted(EntryName.MAX_LENGTH, name));
        }
    }

    /** Returns an entry under the name that its signature and servers give it. */
    public static CorpusEntry of(Divergence divergence, Provenance provenance) {
        String name = EntryName.of(
                divergence.signature(),
                provenance.reference().name(),
                provenance.target().name());
        return new CorpusEntry(name, divergence, provenance, Optional.empty(), Optional.empty());
    }

    /** Returns an entry of a divergence that was judged, with its ruling and its neighbour. */
    public static CorpusEntry of(JudgedDivergence found, Provenance provenance) {
        String name = EntryName.of(
                found.divergence().signature(),
                found.cause().rule(),
                provenance.reference().name(),
                provenance.target().name());
        return new CorpusEntry(
                name,
                found.divergence(),
                provenance,
                Optional.of(found.judgement().ruling()),
                found.neighbour());
    }

    /** Returns the same entry with what a judge says about it. */
    public CorpusEntry judgedBy(Judge judge) {
        return new CorpusEntry(
                name,
                divergence,
                provenance,
                Optional.of(judge.judge(divergence).ruling()),
                neighbour);
    }
}
