// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

/** What a production does to a request. */
@FunctionalInterface
interface DraftChange {

    /** Changes the draft. */
    void apply(RequestDraft draft, Choices choices);
}
