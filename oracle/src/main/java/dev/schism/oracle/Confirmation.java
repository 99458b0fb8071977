// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import dev.schism.oracle.Finding.Agreement;
import dev.schism.oracle.Finding.Difference;
import dev.schism.oracle.Finding.Inconclusive;
import java.util.List;
import java.util.stream.Collectors;

/** Compares the findings of repetitions. */
final class Confirmation {

    private Confirmation() {}

    static Finding confirm(Finding first, List<Finding> repeats) {
        if (repeats.isEmpty()) {
            throw new IllegalArgumentException("repeats must not be empty: " + repeats);
        }
        String wanted = result(first);
        long agreeing =
                repeats.stream().filter(repeat -> result(repeat).equals(wanted)).count();
        if (agreeing == repeats.size()) {
            return first;
        }
        String others = repeats.stream()
                .map(Confirmation::result)
                .filter(result -> !result.equals(wanted))
                .distinct()
                .collect(Collectors.joining("; "));
        return new Inconclusive(
                Inconclusive.Reason.NOT_REPEATABLE,
                "%d of %d repetitions showed: %s; the others: %s".formatted(agreeing, repeats.size(), wanted, others));
    }

    /** Writes what has to be the same in each repetition. */
    private static String result(Finding finding) {
        if (finding instanceof Difference difference) {
            return "differs, " + difference.divergence().signature().text();
        }
        if (finding instanceof Agreement agreement) {
            return "agrees, " + agreement.category();
        }
        if (finding instanceof Inconclusive inconclusive) {
            return "inconclusive, " + inconclusive.reason();
        }
        throw new AssertionError(finding);
    }
}
