// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import dev.schism.wire.Octets;
import java.util.Optional;

/** Tells from outside how many octets a server took for one request. */
final class Consumption {

    private Consumption() {}

    /**
     * Answers whether the whole content of a request was taken, and nothing behind it: nothing else can follow, or the
     * content was echoed, or the next request was answered as itself.
     */
    static Answer whole(Situation situation, int at) {
        Outcome outcome = situation.outcome();
        if (outcome.closed() == Answer.YES) {
            return Answer.YES;
        }
        if (!outcome.traced()) {
            return Answer.UNKNOWN;
        }
        Optional<Situation> next = situation.next();
        if (next.isPresent() && next.get().outcome().isResponse()) {
            return asItself(next.get());
        }
        if (outcome.count() > 1) {
            return Answer.NO;
        }
        return bodyEchoed(situation);
    }

    /** Answers whether the request behind one was answered as itself. */
    static Answer nextAnsweredAsItself(Situation situation) {
        return situation
                .next()
                .filter(next -> next.outcome().isResponse())
                .map(Consumption::asItself)
                .orElse(Answer.UNKNOWN);
    }

    private static Answer asItself(Situation next) {
        Answer same = EchoComparison.method(next, next.message().start())
                .and(EchoComparison.target(next, next.message().start()));
        if (same != Answer.UNKNOWN) {
            return same;
        }
        boolean flawless = Requests.isUnremarkable(next.message());
        return flawless && next.outcome().status() == 400 ? Answer.NO : Answer.UNKNOWN;
    }

    /** Answers whether the rest of an unfinished request may still be taken as its content after an early answer. */
    static Answer restTaken(Situation situation, int at) {
        if (!situation.outcome().isResponse()) {
            return Answer.NO;
        }
        boolean delivered =
                situation.echo().filter(echo -> !echo.body().isEmpty()).isPresent();
        return delivered || situation.outcome().isLast() == Answer.NO ? Answer.NO : Answer.UNKNOWN;
    }

    /** Answers the same where the early answer accepts the request. */
    static Answer acceptedEarly(Situation situation, int at) {
        return PatternNotation.accepted(situation.outcome()).and(restTaken(situation, at));
    }

    /**
     * Answers whether octets behind a complete request began the next one: they are no part of the content that was
     * echoed, and were answered for what they are.
     */
    static Answer surplusIsNext(Situation situation, int at) {
        Outcome outcome = situation.outcome();
        boolean refused = outcome.kind() == Outcome.Kind.NO_STATUS_LINE || outcome.status() >= 400;
        boolean refusedAndClosed = refused && outcome.closed() == Answer.YES;
        if (refusedAndClosed || outcome.kind() == Outcome.Kind.CLOSED) {
            return Answer.YES;
        }
        Answer apart = apart(situation);
        if (apart == Answer.NO || outcome.closed() == Answer.YES) {
            return outcome.isResponse() ? apart : Answer.NO;
        }
        if (!outcome.traced()) {
            return Answer.UNKNOWN;
        }
        Optional<Situation> next = situation.next();
        if (next.isEmpty()) {
            return apart;
        }
        return next.get().outcome().isResponse() ? answeredForItself(next.get()) : apart.and(mayBeSilent(next.get()));
    }

    /** Answers whether the content shown ends where the content ends; content that is short is another matter. */
    private static Answer apart(Situation situation) {
        Answer same = EchoComparison.body(situation, 0);
        Octets content = situation.message().body().content();
        boolean longer = situation
                .echo()
                .filter(echo -> echo.body().length() > content.length())
                .isPresent();
        return same == Answer.NO && !longer ? Answer.UNKNOWN : same;
    }

    private static Answer answeredForItself(Situation next) {
        boolean flawed = !Requests.isUnremarkable(next.message());
        return flawed && next.outcome().status() >= 400 ? Answer.YES : asItself(next);
    }

    /** A server may wait for the rest of an incomplete request, but not stay silent about a complete one. */
    private static Answer mayBeSilent(Situation next) {
        return Answer.of(!next.message().isComplete() || next.outcome().kind() == Outcome.Kind.CLOSED);
    }

    private static Answer bodyEchoed(Situation situation) {
        boolean hasContent = !situation.message().body().content().isEmpty();
        return hasContent && EchoComparison.body(situation, 0) == Answer.YES ? Answer.YES : Answer.UNKNOWN;
    }
}
