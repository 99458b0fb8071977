// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.oracle.Category;
import dev.schism.oracle.Signature;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** When known differences explain another one, so that it need not be looked at. */
final class Explanation {

    private static final String FIRST_STATUS = "status:";
    private static final String LATER_STATUS = "statuses:";

    private Explanation() {}

    /** Tells whether a signature shows the wanted difference without a trait of its own. */
    static boolean isSame(Signature signature, Signature wanted) {
        return signature.sameDifference(wanted) && wanted.traits().containsAll(signature.traits());
    }

    /**
     * Tells whether known signatures explain another one: one of them is the same difference with no further trait, or
     * several of them, each with no further trait, show all of its differences together and nothing else.
     *
     * <p>Two unrelated differences meet in one scenario often, and a difference shows in a later response as well as in
     * the first; without this each pair and each position would count as new.
     */
    static boolean of(List<Signature> known, Signature signature) {
        Set<String> differences = anywhere(signature);
        Set<String> missing = new HashSet<>(differences);
        boolean category = false;
        for (Signature candidate : known) {
            if (isSame(candidate, signature)) {
                return true;
            }
            Set<String> part = anywhere(candidate);
            if (isPart(candidate, signature) && differences.containsAll(part)) {
                missing.removeAll(part);
                category |= candidate.category() == signature.category() || showsLater(signature);
            }
        }
        return category && missing.isEmpty();
    }

    /** A difference between later messages leaves the category of the first one {@link Category#OK}. */
    private static boolean isPart(Signature candidate, Signature signature) {
        boolean category = candidate.category() == signature.category()
                || candidate.category() == Category.OK
                || (candidate.category() == Category.STATUS_DIFFER && showsLater(signature));
        return category
                && !candidate.differences().isEmpty()
                && signature.traits().containsAll(candidate.traits());
    }

    /** Tells whether the status codes differ, but not the first ones. */
    private static boolean showsLater(Signature signature) {
        return signature.category() == Category.OK
                && signature.differences().stream().anyMatch(kind -> kind.startsWith(LATER_STATUS));
    }

    /** Returns the differences without regard to which response shows a difference of status codes. */
    private static Set<String> anywhere(Signature signature) {
        Set<String> kinds = new HashSet<>();
        for (String kind : signature.differences()) {
            kinds.add(kind.startsWith(LATER_STATUS) ? FIRST_STATUS + kind.substring(LATER_STATUS.length()) : kind);
        }
        return kinds;
    }
}
