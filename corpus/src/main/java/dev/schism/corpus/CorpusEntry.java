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
public record CorpusEntry(String name, Divergence divergence, Provenance provenance) {}
