// SPDX-License-Identifier: Apache-2.0
package dev.schism.corpus;

import dev.schism.scenario.Payload;
import dev.schism.scenario.Scenario;
import java.time.Instant;
import java.util.Comparator;

/** What becomes of an entry that is found again. */
final class EntryMerge {

    /** Fewer octets first, then fewer steps. */
    private static final Comparator<Scenario> SIZE = Comparator.<Scenario>comparingInt(EntryMerge::octets)
            .thenComparingInt(scenario -> scenario.steps().size());

    private EntryMerge() {}

    /**
     * Merges an entry on disk with the one that was found again; the smaller scenario stays, the older one where they
     * are equal.
     *
     * @throws CorpusException when the two have different signatures
     */
    static CorpusEntry merge(CorpusEntry old, CorpusEntry found) {
        if (!old.divergence().signature().equals(found.divergence().signature())) {
            throw new CorpusException("entry %s: meta.json: field signature must be %s: %s"
                    .formatted(
                            old.name(),
                            found.divergence().signature(),
                            old.divergence().signature()));
        }
        CorpusEntry kept =
                SIZE.compare(found.divergence().scenario(), old.divergence().scenario()) < 0 ? found : old;
        Provenance provenance = kept.provenance();
        return new CorpusEntry(
                old.name(),
                kept.divergence(),
                new Provenance(
                        provenance.reference(),
                        provenance.hosting(),
                        provenance.target(),
                        provenance.generator(),
                        provenance.seed(),
                        earlier(old.provenance().firstSeen(), found.provenance().firstSeen()),
                        later(old.provenance().lastSeen(), found.provenance().lastSeen())),
                kept.ruling(),
                kept.neighbour());
    }

    /** Counts what is sent; a placeholder counts with its spelling. */
    private static int octets(Scenario scenario) {
        return scenario.sent().parts().stream()
                .mapToInt(part -> part instanceof Payload.Part.Filled hole
                        ? hole.placeholder().spelling().length()
                        : ((Payload.Part.Literal) part).octets().length())
                .sum();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
