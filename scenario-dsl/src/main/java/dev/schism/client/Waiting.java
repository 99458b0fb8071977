// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import java.time.Duration;

/**
 * When a silent server counts as waiting for more octets; implementations are thread-safe.
 *
 * <p>An implementation that proves idleness of a local server can stand in for the timed one: the runner only asks.
 */
public interface Waiting {

    /** Returns how long a server that owes a response must be silent to count as waiting. */
    Duration quietWindow();

    /** Returns how long to look for further octets or an end of the connection after everything awaited has come. */
    Duration settleWindow();

    /** Tells whether the runner may half-close after the quiet window to see what follows. */
    boolean halfCloseWhenQuiet();

    /**
     * Tells whether the runner may send a request of its own behind a scenario whose requests have all been answered on
     * a connection that persists, and take the answer for the proof that nothing else is to come, instead of looking
     * for the settle window. For servers that keep the echo contract, answer in order and keep idle connections.
     */
    default boolean provesSilence() {
        return false;
    }

    /** Takes note of whether a request by which silence was to be proved got its answer. */
    default void asked(boolean answered) {
        // most have no use for it
    }

    /** Returns this waiting with leave to prove silence. */
    default Waiting provingSilence() {
        return new ProvingWaiting(this);
    }

    /** Takes note of the time from the last octet sent to the first octet of a response. */
    void answered(Duration latency);

    /** Returns a waiting that never half-closes and never changes, such as to confirm what was found in haste. */
    static Waiting fixed(Duration quietWindow, Duration settleWindow) {
        return new FixedWaiting(quietWindow, settleWindow);
    }
}
