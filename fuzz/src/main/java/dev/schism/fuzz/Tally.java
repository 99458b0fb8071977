// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.oracle.Category;
import dev.schism.oracle.Finding;
import dev.schism.oracle.Finding.Agreement;
import dev.schism.oracle.Finding.Difference;
import dev.schism.oracle.Finding.Inconclusive;
import java.util.EnumMap;
import java.util.Map;

/** Counts findings. Thread-safe. */
final class Tally {

    private final Map<Category, Long> agreements = new EnumMap<>(Category.class);
    private final Map<Category, Long> differences = new EnumMap<>(Category.class);
    private final Map<Inconclusive.Reason, Long> inconclusive = new EnumMap<>(Inconclusive.Reason.class);

    synchronized void add(Finding finding) {
        if (finding instanceof Agreement agreement) {
            agreements.merge(agreement.category(), 1L, Long::sum);
        } else if (finding instanceof Difference difference) {
            differences.merge(difference.divergence().category(), 1L, Long::sum);
        } else if (finding instanceof Inconclusive unclear) {
            inconclusive.merge(unclear.reason(), 1L, Long::sum);
        } else {
            throw new AssertionError(finding);
        }
    }

    synchronized CampaignCounts counts() {
        return new CampaignCounts(agreements, differences, inconclusive);
    }
}
