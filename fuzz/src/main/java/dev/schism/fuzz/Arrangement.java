// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.List;

/** Something rare about the requests of a connection together: what stands before or behind which. */
interface Arrangement extends Production {

    /** Tells whether it can be done to these requests. */
    boolean fits(List<RequestDraft> drafts);

    /** Changes the list. */
    void apply(List<RequestDraft> drafts, Choices choices);
}
