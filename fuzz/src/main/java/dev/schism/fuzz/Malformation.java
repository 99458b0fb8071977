// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

/** One way in which a request departs from the grammar or from good practice. */
interface Malformation extends Production {

    /** Changes a draft; every malformation can be put into every request. */
    void apply(RequestDraft draft, Choices choices);
}
