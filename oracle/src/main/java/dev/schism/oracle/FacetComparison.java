// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the facets of two sides have to say.
 *
 * @param differences facets that differ, in the order of {@link Facet}
 * @param notObservable facets that could not be compared
 */
record FacetComparison(List<FacetDifference> differences, Set<Facet> notObservable) {

    FacetComparison {
        differences = List.copyOf(differences);
        notObservable = Set.copyOf(notObservable);
    }

    static FacetComparison of(SideView reference, SideView target) {
        RequestSeen seen = RequestSeen.compare(reference, target);
        List<FacetDifference> differences = new ArrayList<>(ConnectionFacets.compare(reference, target));
        differences.addAll(ResponseForms.compare(reference, target));
        differences.addAll(seen.differences());
        differences.addAll(ConnectionFacets.interim(reference, target));
        return new FacetComparison(
                differences, seen.observable() ? EnumSet.noneOf(Facet.class) : EnumSet.of(Facet.REQUEST_SEEN));
    }

    /** Tells whether a facet that makes a divergence by itself differs. */
    boolean matters() {
        return differences.stream().anyMatch(difference -> difference.facet().matters());
    }
}
