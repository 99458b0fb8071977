// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import dev.schism.wire.EchoedRequest;
import dev.schism.wire.request.Message;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Compares the requests of one connection with the responses to them, one by one. */
final class Pipelining {

    private Pipelining() {}

    /**
     * Tells whether there are at least two complete requests, all flawless, of which only the last may ask to close.
     */
    static boolean allValid(Situation situation) {
        List<Message> requests = requests(situation);
        boolean askedEarly =
                requests.stream().limit(Math.max(0, requests.size() - 1)).anyMatch(Message::asksToClose);
        boolean tunnel =
                requests.stream().anyMatch(request -> request.method().equals("CONNECT") || request.has("upgrade"));
        return requests.size() > 1
                && requests.size() == situation.session().reading().messages().size()
                && requests.stream().allMatch(Requests::isFlawless)
                && !askedEarly
                && !tunnel;
    }

    static OptionalInt second(Situation situation) {
        return OptionalInt.of(requests(situation).get(1).start());
    }

    private static List<Message> requests(Situation situation) {
        return situation.session().reading().messages().stream()
                .filter(Message::isComplete)
                .toList();
    }

    /**
     * Answers whether each response belongs to the request at its position, and whether missing ones are accounted for.
     */
    static Answer inOrder(Situation situation, int at) {
        int requests = requests(situation).size();
        int responses = situation.session().responses();
        if (responses > requests) {
            return Answer.NO;
        }
        Answer order = Answer.YES;
        for (int i = 0; i < responses; i++) {
            order = order.and(belongs(situation.session().at(i)));
        }
        if (situation.session().reading().leavesOut()) {
            return order.and(Answer.UNKNOWN);
        }
        return responses == requests ? order : order.and(cutShort(situation.session(), responses));
    }

    private static Answer belongs(Situation situation) {
        Optional<EchoedRequest> echo = situation.echo();
        if (echo.isEmpty()) {
            return Answer.UNKNOWN;
        }
        return EchoComparison.line(situation, 0).and(EchoComparison.body(situation, 0));
    }

    private static Answer cutShort(Session session, int responses) {
        Outcome.Kind next = session.outcome(responses).kind();
        if (next == Outcome.Kind.UNKNOWN) {
            return Answer.UNKNOWN;
        }
        if (responses == 0) {
            return Answer.of(next == Outcome.Kind.CLOSED);
        }
        return session.outcome(responses - 1).closed();
    }
}
