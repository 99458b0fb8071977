// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import dev.schism.wire.EchoedRequest;
import dev.schism.wire.request.HostValue;
import dev.schism.wire.request.Message;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Compares the flawless requests that begin a connection with the responses to them, one by one. */
final class Pipelining {

    private Pipelining() {}

    /** Fires behind the first request where it is flawless, does not ask to close, and more was sent at once. */
    static OptionalInt find(Situation situation) {
        boolean first = situation.index() == 0 && !situation.conversation().left();
        return Triggers.at(
                first && isFollowedAtOnce(situation), situation.message().end());
    }

    /** Tells whether a flawless request that does not ask to close had octets behind it that waited for no answer. */
    static boolean isFollowedAtOnce(Situation situation) {
        Message message = situation.message();
        return situation.hasSurplus()
                && isPlain(message)
                && !message.asksToClose()
                && !Conversation.waitedBefore(situation.observation(), message.end());
    }

    /** Tells whether flawless requests went without their responses because of what followed at once. */
    static boolean isUnanswered(Situation situation) {
        return find(situation).isPresent() && inOrder(situation, 0) == Answer.NO;
    }

    private static boolean isPlain(Message message) {
        boolean usualHost = message.field("host")
                .filter(field -> !field.value().isEmpty() && !HostValue.isUnusual(field.value()))
                .isPresent();
        return usualHost
                && Requests.isUnremarkable(message)
                && !message.method().equals("CONNECT");
    }

    /** Returns how many requests from the first on are flawless; a request that asks to close is the last of them. */
    private static int leading(List<Message> messages) {
        int count = 0;
        while (count < messages.size() && isPlain(messages.get(count))) {
            count++;
            if (messages.get(count - 1).asksToClose()) {
                return count;
            }
        }
        return count;
    }

    /** Tells whether everything that was sent is flawless, so that nothing excuses a refusal. */
    private static boolean areAllValid(Session session) {
        List<Message> messages = session.reading().messages();
        Message last = messages.get(messages.size() - 1);
        return leading(messages) == messages.size()
                && last.end() == session.octets().length();
    }

    /**
     * Answers whether each response belongs to the request at its position, and whether missing ones are accounted for.
     */
    static Answer inOrder(Situation situation, int at) {
        Session session = situation.session();
        if (session.loss().isPresent()) {
            return Answer.of(session.loss().get().reason() != TrackLoss.Reason.SWAPPED)
                    .and(Answer.UNKNOWN);
        }
        int requests = leading(session.reading().messages());
        boolean all = areAllValid(session);
        if (all && session.responses() > requests) {
            return Answer.NO;
        }
        Answer order = Answer.YES;
        int responses = Math.min(requests, session.responses());
        for (int i = 0; i < responses; i++) {
            order = order.and(belongs(session.at(i)));
        }
        if (session.reading().leavesOut()) {
            return order.and(Answer.UNKNOWN);
        }
        return responses == requests ? order : order.and(cutShort(session, responses));
    }

    private static Answer belongs(Situation situation) {
        Optional<EchoedRequest> echo = situation.echo();
        if (echo.isEmpty()) {
            return situation.outcome().status() == 400 ? Answer.NO : Answer.UNKNOWN;
        }
        Answer same = EchoComparison.line(situation, 0).and(EchoComparison.body(situation, 0));
        return same == Answer.YES ? same : Answer.UNKNOWN;
    }

    private static Answer cutShort(Session session, int responses) {
        Outcome.Kind next = session.outcome(responses).kind();
        if (next == Outcome.Kind.UNKNOWN) {
            return Answer.UNKNOWN;
        }
        return responses == 0 ? Answer.NO : session.outcome(responses - 1).closed();
    }

    /** Answers whether what follows the flawless requests is none, so that a server may have ended because of it. */
    static Answer endsForWhatFollows(Situation situation, int at) {
        return Answer.of(!areAllValid(situation.session()));
    }
}
