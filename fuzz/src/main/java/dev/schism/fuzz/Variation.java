// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

/** Something rare about a request that leaves it well-formed. */
interface Variation extends Production {

    /** Changes a draft; every variation can be put into every request. */
    void apply(RequestDraft draft, Choices choices);
}
