// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

/** One way in which a request departs from the grammar or from good practice; mostly a constant of an enum. */
interface Malformation extends Production {

    /** Changes a draft; every malformation can be put into every request. */
    void apply(RequestDraft draft, Choices choices);

    /** Returns the name of the constant. */
    String name();

    @Override
    default String id() {
        return Productions.idOf(name());
    }

    /** What a malformation does to a draft. */
    @FunctionalInterface
    interface Change {
        /** Changes the draft. */
        void apply(RequestDraft draft, Choices choices);
    }
}
