// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.oracle.Category;
import dev.schism.oracle.Signature;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** When known differences explain another one, so that it need not be looked at. */
final class Explanation {

    private Explanation() {}

    /** Tells whether a signature shows the wanted difference without a trait of its own. */
    static boolean isSame(Signature signature, Signature wanted) {
        return signature.sameDifference(wanted) && wanted.traits().containsAll(signature.traits());
    }

    /**
     * Tells whether known signatures explain another one: one of them is the same difference with no further trait, or
     * several of them, each with no further trait, show all of its differences together and nothing else.
     *
     * <p>Two unrelated differences meet in one scenario often; without this each pair of them would count as new.
     */
    static boolean of(List<Signature> known, Signature signature) {
        Set<String> missing = new HashSet<>(signature.differences());
        boolean category = false;
        for (Signature candidate : known) {
            if (isSame(candidate, signature)) {
                return true;
            }
            if (isPart(candidate, signature)) {
                missing.removeAll(candidate.differences());
                category |= candidate.category() == signature.category();
            }
        }
        return category && missing.isEmpty();
    }

    /** A difference between later messages leaves the category of the first one {@link Category#OK}. */
    private static boolean isPart(Signature candidate, Signature signature) {
        return (candidate.category() == signature.category() || candidate.category() == Category.OK)
                && !candidate.differences().isEmpty()
                && signature.differences().containsAll(candidate.differences())
                && signature.traits().containsAll(candidate.traits());
    }
}
