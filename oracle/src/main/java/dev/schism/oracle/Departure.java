// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

/**
 * Which side shows another request than was sent, where two sides show different ones.
 *
 * <p>Only a flawless request tells: what nobody can read otherwise was understood wrong by whoever shows something
 * else. It is found anew from what was observed, so that divergences which were kept have it too. Two sides that depart
 * in the same way do not differ, and have none: {@link Oracle} says why.
 */
public enum Departure {
    /** The reference alone. */
    REFERENCE,
    /** The target alone. */
    TARGET,
    /** Each side, in its own way. */
    BOTH,
    /** Nobody can tell: no difference of that kind, or what was sent can be read in several ways. */
    UNKNOWN;

    /**
     * Finds who departs in a part of the first request that the sides show differently in it.
     *
     * @param divergence a divergence
     * @param kind the part: {@code method}, {@code target}, {@code authority} or {@code body}; anything else is unknown
     */
    public static Departure of(Divergence divergence, String kind) {
        if (!SeenParts.NAMES.contains(kind)) {
            return UNKNOWN;
        }
        SideView reference = SideView.of(divergence.reference(), ResponseNormalizer.DEFAULT);
        SideView target = SideView.of(divergence.target(), ResponseNormalizer.DEFAULT);
        return RequestSeen.departure(reference, target, kind);
    }

    /**
     * Finds who departs where nothing else differs than what was understood of requests, and of them nothing but the
     * parts that can be told: the same side in all of them, or {@link #UNKNOWN}.
     */
    public static Departure ofAll(Divergence divergence) {
        boolean seenAlone = divergence.category().isAccepted()
                && divergence.facets().stream()
                        .map(FacetDifference::facet)
                        .allMatch(facet -> facet == Facet.REQUEST_SEEN || !facet.matters());
        if (!seenAlone) {
            return UNKNOWN;
        }
        return divergence.facets().stream()
                .filter(difference -> difference.facet() == Facet.REQUEST_SEEN)
                .map(difference -> of(divergence, difference.kind()))
                .reduce((one, other) -> one == other ? one : UNKNOWN)
                .orElse(UNKNOWN);
    }

    static Departure of(boolean ofReference, boolean ofTarget) {
        if (ofReference && ofTarget) {
            return BOTH;
        }
        if (ofReference) {
            return REFERENCE;
        }
        return ofTarget ? TARGET : UNKNOWN;
    }
}
