// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import java.time.Duration;
import java.util.Set;

/**
 * What became of one step of a scenario.
 *
 * @param index position of the step in its scenario, from 0
 * @param step the step's keyword in the text format, such as {@code send}
 * @param outcome how it went
 * @param started time since the start of the connection attempt
 * @param ended the same for its end; equal to {@code started} for a step that was not reached
 * @param octetsSent number of octets the step wrote
 * @param responsesSkipped number of final responses a filter passed over
 * @param detail what else there is to say, possibly empty
 */
public record StepTrace(
        int index,
        String step,
        Outcome outcome,
        Duration started,
        Duration ended,
        int octetsSent,
        int responsesSkipped,
        String detail) {

    /** Keywords of the steps that wait for a response. */
    private static final Set<String> WAITING = Set.of("await", "wait-for", "expect");

    /** Tells whether the step was one that waits for a response, however it went, and had its turn. */
    public boolean waited() {
        return WAITING.contains(step) && outcome != Outcome.NOT_REACHED;
    }

    /** How a step can go. */
    public enum Outcome {
        /** Done as written. */
        DONE,
        /** A response came and satisfied the step's match. */
        MATCHED,
        /** A response came and did not satisfy the step's match. */
        NOT_MATCHED,
        /** No (further) response came in time, or the server proved to be waiting. */
        TIMED_OUT,
        /** The connection ended, or a limit was reached, while the step ran. */
        CUT_SHORT,
        /** The connection ended before the step's turn. */
        NOT_REACHED
    }
}
