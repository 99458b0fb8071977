// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import dev.schism.wire.request.Message;

/**
 * Why a server may have refused a request other than for its form: one refusal can have several reasons, and only the
 * octets around it tell them apart.
 *
 * @param isForMethod whether it refuses every request with that method in this way
 * @param mayBeForWhatFollows whether it may have refused the octets behind the request
 */
record Refusals(boolean isForMethod, boolean mayBeForWhatFollows) {

    static Refusals of(Situation situation, RefusedMethods methods) {
        return new Refusals(isForMethod(situation, methods), mayBeForWhatFollows(situation));
    }

    /** Content that cannot be delimited is the one thing that a server must notice before the method matters. */
    private static boolean isForMethod(Situation situation, RefusedMethods methods) {
        boolean desynchronises = situation.message().extent() == Message.Extent.FAULTY
                && situation.outcome().closed() == Answer.NO;
        return methods.explains(
                        situation.message().method(), situation.outcome().status())
                && !desynchronises;
    }

    /**
     * A server that reads ahead may find out what follows before it answers, and end with a single refusal; the request
     * itself is then never answered. KA-07 says what that is worth.
     */
    private static boolean mayBeForWhatFollows(Situation situation) {
        Message message = situation.message();
        return endsRefusing(situation.outcome())
                && message.isComplete()
                && situation.hasSurplus()
                && followedByAReason(situation);
    }

    private static boolean endsRefusing(Outcome outcome) {
        boolean unanswered = outcome.kind() == Outcome.Kind.CLOSED || outcome.kind() == Outcome.Kind.RESET;
        return unanswered || (outcome.status() / 100 == 4 && outcome.closed() == Answer.YES && outcome.count() == 1);
    }

    private static boolean followedByAReason(Situation situation) {
        boolean flawedBehind = situation
                .next()
                .filter(next -> !Requests.isFlawless(next.message()))
                .isPresent();
        return flawedBehind || situation.message().asksToClose() || Pipelining.isFollowedAtOnce(situation);
    }
}
