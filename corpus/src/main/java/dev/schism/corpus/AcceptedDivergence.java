// SPDX-License-Identifier: Apache-2.0
package dev.schism.corpus;

import dev.schism.oracle.Category;
import dev.schism.oracle.Signature;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A divergence that is known and accepted for a time.
 *
 * @param category the category it has
 * @param differences the kinds of difference it has, all of them in order
 * @param traits the traits its scenario has, all of them in order; any where empty
 * @param reference name of the reference it is accepted for; any where empty
 * @param target name of the target it is accepted for; any where empty
 * @param reason why it is accepted
 * @param section the section of the RFC it concerns, such as {@code RFC 9112 §3.2}
 * @param expires last day on which it is accepted
 * @param line line of the baseline on which it begins, from 1
 */
public record AcceptedDivergence(
        Category category,
        List<String> differences,
        Optional<List<String>> traits,
        Optional<String> reference,
        Optional<String> target,
        String reason,
        String section,
        LocalDate expires,
        int line) {

    /** Copies the lists. */
    public AcceptedDivergence {
        differences = List.copyOf(differences);
        traits = traits.map(List::copyOf);
    }

    /** Tells whether a divergence between two servers is this one, expired or not. */
    public boolean matches(Signature signature, String referenceName, String targetName) {
        return category == signature.category()
                && differences.equals(signature.differences())
                && traits.map(signature.traits()::equals).orElse(true)
                && reference.map(referenceName::equals).orElse(true)
                && target.map(targetName::equals).orElse(true);
    }

    /** Tells whether it is no longer accepted on a day. */
    public boolean isExpired(LocalDate today) {
        return today.isAfter(expires);
    }
}
