// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.oracle.Divergence;
import dev.schism.oracle.Finding;
import dev.schism.oracle.Finding.Difference;
import dev.schism.oracle.Finding.Inconclusive;
import dev.schism.oracle.Oracle;
import dev.schism.oracle.Signature;
import dev.schism.scenario.Scenario;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What is left of a difference when a scenario is repeated without haste. Thread-safe. */
final class Confirmation {

    private final Pairs pairs;
    private final int times;

    Confirmation(Pairs pairs, int times) {
        this.pairs = pairs;
        this.times = times;
    }

    /**
     * Repeats a scenario; where the repetitions differ from each other, once more and once more often, because a server
     * that has just started may be silent for longer than a confirmation waits.
     */
    CompletableFuture<List<Finding>> repeat(Scenario scenario) {
        return pairs.patiently(scenario, times).thenCompose(repeats -> {
            boolean agree = repeats.stream()
                            .map(finding -> difference(finding).map(Divergence::signature))
                            .distinct()
                            .count()
                    == 1;
            return agree ? CompletableFuture.completedFuture(repeats) : pairs.patiently(scenario, times + 1);
        });
    }

    /** Returns what all repetitions show alike, where they do. */
    static Optional<Divergence> confirmed(List<Finding> repeats) {
        return difference(together(repeats));
    }

    /** Returns what repetitions come to together; inconclusive where they do not agree. */
    static Finding together(List<Finding> repeats) {
        Finding first = repeats.get(0);
        return repeats.size() == 1 ? first : Oracle.confirm(first, repeats.subList(1, repeats.size()));
    }

    static Optional<Divergence> difference(Finding finding) {
        return finding instanceof Difference difference ? Optional.of(difference.divergence()) : Optional.empty();
    }

    /** Tells whether a server was down in one of the repetitions. */
    static boolean isDown(List<Finding> repeats) {
        return repeats.stream()
                .anyMatch(finding ->
                        finding instanceof Inconclusive unclear && unclear.reason() == Inconclusive.Reason.SERVER_DOWN);
    }

    static Quarantined quarantined(Scenario scenario, Signature signature, List<Finding> repeats) {
        long shown = repeats.stream()
                .flatMap(finding -> difference(finding).stream())
                .filter(divergence -> divergence.signature().sameDifference(signature))
                .count();
        return new Quarantined(scenario, signature, (int) shown, repeats.size());
    }
}
