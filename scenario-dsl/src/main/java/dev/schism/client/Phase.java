// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import dev.schism.wire.StepTrace.Outcome;
import java.io.IOException;

/** One stage in the life of a connection. */
interface Phase {

    /** Goes on as far as possible without blocking; returns the phase that follows, or itself to be called again. */
    Phase proceed(long now) throws IOException;

    /** Returns the time at which it wants to go on even where nothing happens on the wire. */
    long due();

    /** Returns what becomes of its step where the deadline of the whole run comes first. */
    default Outcome atDeadline() {
        return Outcome.CUT_SHORT;
    }
}
