// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import dev.schism.scenario.Scenario;
import dev.schism.wire.Observation;
import java.util.List;

/**
 * A scenario in which two sides differ.
 *
 * @param scenario what was sent
 * @param reference what the reference did
 * @param target what the target did
 * @param category the category
 * @param facets the facets that differ, in the order of {@link Facet}; one that differs in several kinds has an entry
 *     for each
 * @param signature what makes it the same as another one
 */
public record Divergence(
        Scenario scenario,
        Observation reference,
        Observation target,
        Category category,
        List<FacetDifference> facets,
        Signature signature) {

    /** Copies the list. */
    public Divergence {
        facets = List.copyOf(facets);
    }

    /** Returns the same about a scenario with the same steps and another name. */
    public Divergence about(Scenario named) {
        return new Divergence(named, reference, target, category, facets, signature);
    }
}
