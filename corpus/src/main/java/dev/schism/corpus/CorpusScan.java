// SPDX-License-Identifier: Apache-2.0
package dev.schism.corpus;

import java.util.List;

/**
 * Everything found in a corpus, whole or broken.
 *
 * @param entries the entries that could be read, sorted by name
 * @param problems what is wrong with the others, one message an entry, sorted by entry name
 */
public record CorpusScan(List<CorpusEntry> entries, List<String> problems) {

    /** Copies the lists. */
    public CorpusScan {
        entries = List.copyOf(entries);
        problems = List.copyOf(problems);
    }
}
