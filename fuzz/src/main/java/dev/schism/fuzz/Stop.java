// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.scenario.Match;
import dev.schism.scenario.Step;
import java.time.Duration;

/**
 * A place in a request where sending stops for a while.
 *
 * @param place where it is
 * @param percent how far into that part, 0 to 99, where there are several such places
 * @param step what is done meanwhile
 */
record Stop(Place place, int percent, Step step) {

    private static final int SHORTEST_MILLIS = 20;
    private static final int LONGEST_MILLIS = 50;

    /** Waits for whatever the server says already, and goes on without it; a filter, since any response is one. */
    static Stop awaiting(Place place, Choices choices) {
        return new Stop(place, choices.below(100), new Step.WaitForResponse(Match.of(), time(choices)));
    }

    /** Lets a little time pass. */
    static Stop pausing(Place place, Choices choices) {
        return new Stop(place, choices.below(100), new Step.Pause(time(choices)));
    }

    private static Duration time(Choices choices) {
        return Duration.ofMillis(choices.between(SHORTEST_MILLIS, LONGEST_MILLIS));
    }

    /** Returns what is done where responses to other requests may come, of which none is to be taken. */
    Step withoutAwaiting() {
        return step instanceof Step.WaitForResponse wait ? new Step.Pause(wait.timeout()) : step;
    }

    /** Returns the offset in a request whose content begins at another one; 0 where it has no such place. */
    int offset(String request, int content) {
        return switch (place) {
            case BEFORE_CONTENT -> content;
            case IN_CONTENT -> content + 1 + (request.length() - content - 1) * percent / 100;
            case IN_LINE_END -> 1 + lineEnd(request, request.length() * percent / 100);
            case IN_CHUNK_SIZE -> content + 1;
        };
    }

    private static int lineEnd(String request, int from) {
        int next = request.indexOf(RequestDraft.CRLF, from);
        return next < 0 ? request.indexOf(RequestDraft.CRLF) : next;
    }

    /** The places. */
    enum Place {
        /** Between head and content. */
        BEFORE_CONTENT,
        /** Between two octets of the content. */
        IN_CONTENT,
        /** Between CR and LF. */
        IN_LINE_END,
        /** Behind the first octet of the first chunk size. */
        IN_CHUNK_SIZE
    }
}
