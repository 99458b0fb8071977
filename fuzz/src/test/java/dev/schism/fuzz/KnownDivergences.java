// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.corpus.AcceptedDivergence;
import dev.schism.corpus.Baseline;
import dev.schism.corpus.BaselineStatus;
import dev.schism.oracle.Category;
import dev.schism.oracle.Divergence;
import dev.schism.oracle.Signature;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;

/**
 * A baseline as the property reads it: a scenario that was not shrunk may show several accepted divergences at once.
 */
final class KnownDivergences {

    private final Baseline baseline;
    private final String reference;
    private final String target;

    KnownDivergences(Path file, String reference, String target) {
        this.baseline = Baseline.read(file);
        this.reference = reference;
        this.target = target;
    }

    boolean accounts(Divergence divergence, LocalDate today) {
        return baseline.classify(divergence, reference, target, today) == BaselineStatus.ACCEPTED
                || coversTogether(divergence.signature(), today);
    }

    private boolean coversTogether(Signature signature, LocalDate today) {
        Set<String> missing = new HashSet<>(signature.differences());
        boolean category = false;
        for (AcceptedDivergence accepted : baseline.accepted()) {
            if (isPart(accepted, signature) && !accepted.isExpired(today)) {
                missing.removeAll(accepted.differences());
                category |= accepted.category() == signature.category();
            }
        }
        return category && missing.isEmpty();
    }

    private boolean isPart(AcceptedDivergence accepted, Signature signature) {
        return (accepted.category() == signature.category() || accepted.category() == Category.OK)
                && signature.differences().containsAll(accepted.differences())
                && accepted.traits().map(signature.traits()::containsAll).orElse(true)
                && accepted.reference().map(reference::equals).orElse(true)
                && accepted.target().map(target::equals).orElse(true);
    }
}
