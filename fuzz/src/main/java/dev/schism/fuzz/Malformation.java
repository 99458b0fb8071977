// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.Locale;

/** One way in which a request departs from the grammar or from good practice; what a scenario is tagged with. */
sealed interface Malformation
        permits ChunkMalformation,
                ContentLengthMalformation,
                ControlMalformation,
                FieldNameMalformation,
                FoldMalformation,
                HostMalformation,
                LineEndMalformation,
                RequestLineMalformation,
                TransferEncodingMalformation,
                TruncationMalformation,
                VersionMalformation,
                WhitespaceMalformation {

    /** Changes a draft; every malformation can be put into every request. */
    void apply(RequestDraft draft, Choices choices);

    /** Returns the name of the constant. */
    String name();

    /** Returns the name in reports, such as {@code host-missing}. */
    default String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What a malformation does to a draft. */
    @FunctionalInterface
    interface Change {
        /** Changes the draft. */
        void apply(RequestDraft draft, Choices choices);
    }
}
