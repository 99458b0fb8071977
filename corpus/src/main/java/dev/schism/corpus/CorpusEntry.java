// SPDX-License-Identifier: Apache-2.0
package dev.schism.corpus;

import dev.schism.oracle.Divergence;

/**
 * A shrunk divergence with everything needed to replay it.
 *
 * @param name directory name; made from the signature and the two servers' names
 * @param divergence the divergence
 * @param provenance where it comes from
 */
public record CorpusEntry(String name, Divergence divergence, Provenance provenance) {

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
        return new CorpusEntry(name, divergence, provenance);
    }
}
