// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import java.util.List;

/**
 * What makes two divergences the same one: stays the same when only irrelevant octets of the scenario change.
 *
 * @param category the category
 * @param differences the kinds of difference in a fixed order, such as {@code status:400-200} or {@code end:fin-open}
 * @param traits what is unusual in the octets sent, by name in a fixed order, such as {@code host-missing}
 */
public record Signature(Category category, List<String> differences, List<String> traits) {

    /** Copies the lists. */
    public Signature {
        differences = List.copyOf(differences);
        traits = List.copyOf(traits);
    }

    /** Tells whether another signature shows the same difference, whatever caused it. */
    public boolean sameDifference(Signature other) {
        return category == other.category && differences.equals(other.differences);
    }
}
