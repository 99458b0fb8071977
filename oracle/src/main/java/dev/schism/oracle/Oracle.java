// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import dev.schism.oracle.Finding.Agreement;
import dev.schism.oracle.Finding.Difference;
import dev.schism.oracle.Finding.Inconclusive;
import dev.schism.oracle.SideOutcome.Answered;
import dev.schism.oracle.SideOutcome.TimedOut;
import dev.schism.scenario.Scenario;
import dev.schism.wire.Observation;
import java.util.List;
import java.util.Optional;

/** Compares what a reference and a target did with one scenario. Immutable and thread-safe. */
public final class Oracle {

    private final ResponseNormalizer normalizer;

    /** Makes an oracle with the default normalizer. */
    public Oracle() {
        this(ResponseNormalizer.DEFAULT);
    }

    /** Makes an oracle that ignores what the normalizer takes out. */
    public Oracle(ResponseNormalizer normalizer) {
        this.normalizer = normalizer;
    }

    /** Compares two observations of one scenario, made while both servers were up. */
    public Finding compare(Scenario scenario, Observation reference, Observation target) {
        return compare(scenario, reference, target, Liveness.BOTH_UP);
    }

    /**
     * Compares two observations of one scenario.
     *
     * <p>The answer is inconclusive where nothing was awaited or observed, where a server was down, and where one
     * answered only after it had been taken to be waiting. Otherwise the sides differ when the category is not an
     * accepted one, or when a facet that {@linkplain Facet#matters matters} differs.
     *
     * <p>What is compared are two servers, never a server and what was sent: where both understood a flawless request
     * wrong in the same way, they agree, and it is for the rule book to fail either by itself. Where they differ,
     * {@link Departure} tells which of them shows what was not sent.
     */
    public Finding compare(Scenario scenario, Observation reference, Observation target, Liveness liveness) {
        SideView expected = SideView.of(reference, normalizer);
        SideView actual = SideView.of(target, normalizer);
        Optional<Inconclusive> problem = Conclusiveness.problem(scenario, expected, actual, liveness);
        if (problem.isPresent()) {
            return problem.get();
        }
        Category category = categorize(expected.outcome(), actual.outcome());
        FacetComparison facets = FacetComparison.of(expected, actual);
        if (category.isAccepted() && !facets.matters()) {
            return new Agreement(category, facets.notObservable());
        }
        List<String> kinds = DifferenceKinds.of(category, expected.outcome(), actual.outcome(), facets);
        Signature signature = new Signature(category, kinds, Traits.names(scenario));
        return new Difference(new Divergence(scenario, reference, target, category, facets.differences(), signature));
    }

    /**
     * Answers in which of nine ways the first responses of two sides relate.
     *
     * <p>The order is fixed: both failed, one failed, equal rejection, status, body, header.
     */
    public static Category categorize(SideOutcome reference, SideOutcome target) {
        if (reference instanceof Answered expected && target instanceof Answered actual) {
            return categorize(expected.response(), actual.response());
        }
        if (reference.ok()) {
            return target instanceof TimedOut ? Category.TARGET_TIMEOUT : Category.TARGET_TRANSPORT_FAIL;
        }
        if (target.ok()) {
            return reference instanceof TimedOut ? Category.REFERENCE_TIMEOUT : Category.REFERENCE_TRANSPORT_FAIL;
        }
        return Category.BOTH_REJECTED;
    }

    private static Category categorize(NormalizedResponse reference, NormalizedResponse target) {
        if (reference.status() != target.status()) {
            return Category.STATUS_DIFFER;
        }
        if (reference.isRejection()) {
            return Category.BOTH_REJECTED;
        }
        if (!reference.sameBody(target)) {
            return Category.BODY_DIFFER;
        }
        return reference.sameHeaders(target) ? Category.OK : Category.HEADER_DIFFER;
    }

    /**
     * Tells whether repetitions of a scenario agree with its first finding.
     *
     * <p>Two findings agree when they are of the same kind and have the same signature, category or reason.
     *
     * @param first the finding to confirm
     * @param repeats the findings of the repetitions, at least one
     * @return the first finding where all agree with it, otherwise an inconclusive one that tells the rate
     * @throws IllegalArgumentException when there is no repetition
     */
    public static Finding confirm(Finding first, List<Finding> repeats) {
        return Confirmation.confirm(first, repeats);
    }
}
