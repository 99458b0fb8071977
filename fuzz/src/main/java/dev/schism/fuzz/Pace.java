// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/**
 * How a shrinking goes on beside others.
 *
 * @param ahead candidates tried at once behind a success, where the next one is likely; each failure adds one
 * @param room number of further candidates that may be tried at once just now; one is tried in any case
 * @param enough tells whether further candidates are of no use
 */
record Pace(int ahead, IntSupplier room, BooleanSupplier enough) {

    /** Candidates tried at once behind a success where each of them costs something. */
    static final int FIRST_AHEAD = 2;
}
