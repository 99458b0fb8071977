// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

/**
 * A facet in which two sides differ.
 *
 * @param facet the facet
 * @param reference what the reference showed, for people
 * @param target what the target showed, for people
 * @param kind the difference without irrelevant octets, for signatures, such as {@code open-fin}
 */
public record FacetDifference(Facet facet, String reference, String target, String kind) {}
