// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import dev.schism.scenario.Match;
import dev.schism.wire.Response;
import dev.schism.wire.StepTrace.Outcome;
import java.time.Duration;

/**
 * What a step awaits.
 *
 * @param kind how the step treats responses and silence
 * @param match what the response has to satisfy
 * @param timeout how long the step lasts at most
 */
record Awaited(Kind kind, Match match, Duration timeout) {

    /** The three steps that await. */
    enum Kind {
        /** Takes the next response; silence ends the scenario. */
        NEXT,
        /** Passes responses over until one matches. */
        FILTER,
        /** Takes the next response and judges it. */
        GUARD
    }

    /** Tells whether an interim response may be what it awaits. */
    boolean takesInterim() {
        return kind == Kind.FILTER && match.asksForInterim();
    }

    /** Tells whether the step goes on to look at the next response after this one. */
    boolean passesOver(Response response) {
        return kind == Kind.FILTER && !match.test(response);
    }

    /** Returns the outcome of a step that a response ends. */
    Outcome outcome(Response response) {
        return switch (kind) {
            case NEXT -> Outcome.DONE;
            case FILTER, GUARD -> match.test(response) ? Outcome.MATCHED : Outcome.NOT_MATCHED;
        };
    }
}
