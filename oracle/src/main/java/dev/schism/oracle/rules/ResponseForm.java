// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import dev.schism.wire.Anomaly;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.Response;

/** Tells whether a response is well-formed and as long as it says. */
final class ResponseForm {

    private ResponseForm() {}

    static Answer wellFormed(Situation situation, int at) {
        if (situation.response().isEmpty()) {
            return Answer.UNKNOWN;
        }
        Response response = situation.response().get();
        boolean leftover = situation.outcome().count() <= 1
                && situation.next().isEmpty()
                && !situation.observation().transcript().leftover().isEmpty()
                && response.status() != 101;
        boolean broken = leftover || response.anomalies().stream().anyMatch(ResponseForm::isBroken);
        if (broken) {
            return Answer.NO;
        }
        return response.complete() ? Answer.YES : missing(situation);
    }

    private static boolean isBroken(Anomaly anomaly) {
        return switch (anomaly.kind()) {
            case TRUNCATED, HEAD_TOO_LARGE -> false;
            default -> true;
        };
    }

    /** A response may be cut off because nobody read on, or by a reset that destroyed what had been sent. */
    private static Answer missing(Situation situation) {
        boolean endedByServer = situation.observation().endBeforeProbe() == ConnectionEnd.FIN
                && !situation.conversation().left();
        return endedByServer ? Answer.NO : Answer.UNKNOWN;
    }
}
