// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import dev.schism.oracle.Category;
import dev.schism.oracle.Finding;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a run counted.
 *
 * @param scenarios number of scenarios that were made
 * @param pairs number of comparisons, one a scenario and target
 * @param categories number of comparisons by category; every category is there
 * @param inconclusive number of comparisons without an answer, by reason; every reason is there
 * @param quarantined number of divergences set aside because they did not repeat
 */
public record Tally(
        long scenarios,
        long pairs,
        Map<Category, Long> categories,
        Map<Finding.Inconclusive.Reason, Long> inconclusive,
        long quarantined) {

    /** The tally where nothing ran. */
    public static final Tally NONE = new Tally(0, 0, Map.of(), Map.of(), 0);

    /** Copies the maps and fills them up. */
    public Tally {
        categories = filled(Category.class, categories);
        inconclusive = filled(Finding.Inconclusive.Reason.class, inconclusive);
    }

    private static <K extends Enum<K>> Map<K, Long> filled(Class<K> type, Map<K, Long> counts) {
        Map<K, Long> filled = new EnumMap<>(type);
        for (K key : type.getEnumConstants()) {
            filled.put(key, counts.getOrDefault(key, 0L));
        }
        return Collections.unmodifiableMap(filled);
    }

    /** Returns the number of comparisons without an answer. */
    public long inconclusiveTotal() {
        return inconclusive.values().stream().mapToLong(Long::longValue).sum();
    }
}
