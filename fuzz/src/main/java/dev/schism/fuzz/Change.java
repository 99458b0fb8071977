// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.fuzz.CampaignResult.End;
import dev.schism.servers.PlainAnswer;

/**
 * That a side does not answer plain requests any more as it did when it was calibrated.
 *
 * @param end the end that this is for a campaign
 * @param after number of scenarios started when plain requests were answered for the last time as they should
 * @param noticed number of scenarios started when they were not for the first time
 * @param answer how a plain request is answered now
 */
public record Change(End end, long after, long noticed, PlainAnswer answer) {

    static Change ofReference(long after, long noticed, PlainAnswer answer) {
        return new Change(isGone(answer) ? End.REFERENCE_DOWN : End.REFERENCE_CHANGED, after, noticed, answer);
    }

    static Change ofTarget(long after, long noticed, PlainAnswer answer) {
        return new Change(isGone(answer) ? End.TARGET_DOWN : End.TARGET_CHANGED, after, noticed, answer);
    }

    private static boolean isGone(PlainAnswer answer) {
        return switch (answer.kind()) {
            case UNREACHABLE, RESET, CLOSED, SILENT -> true;
            case WHOLE, EXCESS, ENDLESS, UNFINISHED, CUT, NO_HTTP -> false;
        };
    }

    /** Returns a line for people, safe to print; octets of the server are escaped and cut. */
    public String text() {
        return "a plain GET is answered otherwise since about scenario %d (noticed at %d): %s"
                .formatted(after, noticed, answer.text());
    }
}
