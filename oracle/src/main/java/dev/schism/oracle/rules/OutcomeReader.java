// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.Observation;
import dev.schism.wire.QuietProbe;
import dev.schism.wire.Response;
import java.util.List;
import java.util.Optional;

/** Reads the outcome of each request from an observation; what came only after our own half-close does not count. */
final class OutcomeReader {

    private final Observation observation;
    private final Conversation conversation;
    private final List<Response> responses;
    private final int octetsThatCount;
    private final int requests;
    private final boolean openForGood;

    OutcomeReader(Observation observation, Conversation conversation, int requests, boolean settled) {
        this.openForGood = settled || Conversation.waitedInVain(observation);
        this.observation = observation;
        this.requests = requests;
        this.conversation = conversation;
        this.octetsThatCount =
                observation.quiet().map(QuietProbe::receivedOctets).orElse(Integer.MAX_VALUE);
        this.responses = observation.transcript().responses().stream()
                .filter(response -> response.start() < octetsThatCount)
                .toList();
    }

    /** Returns the number of final responses that count. */
    int responses() {
        return responses.size();
    }

    /** Returns the outcome of the request at an index from 0. */
    Outcome outcome(int index) {
        List<Response> interim = interimBefore(index);
        int count = Math.max(0, responses.size() - index);
        if (!observation.connected()) {
            return new Outcome(Outcome.Kind.UNKNOWN, Optional.empty(), interim, Answer.UNKNOWN, count);
        }
        if (index == responses.size() && hasBareAnswer()) {
            return new Outcome(Outcome.Kind.NO_STATUS_LINE, Optional.empty(), interim, closedWithoutResponse(), count);
        }
        if (index >= responses.size()) {
            return new Outcome(silentKind(), Optional.empty(), interim, closedWithoutResponse(), count);
        }
        Response response = responses.get(index);
        if (hasFailed() && !response.complete()) {
            return new Outcome(Outcome.Kind.UNKNOWN, Optional.of(response), interim, Answer.UNKNOWN, count);
        }
        Outcome.Kind kind = response.status() == 0 ? Outcome.Kind.NO_STATUS_LINE : Outcome.Kind.RESPONSE;
        return new Outcome(kind, Optional.of(response), interim, closedAfter(index, response), count);
    }

    /** Tells whether octets without a status line follow a response while a request is still to be answered. */
    private boolean hasBareAnswer() {
        return !responses.isEmpty()
                && requests > responses.size()
                && !observation.transcript().leftover().isEmpty();
    }

    private List<Response> interimBefore(int index) {
        int from = index == 0 || index > responses.size()
                ? -1
                : responses.get(index - 1).start();
        int to = index < responses.size() ? responses.get(index).start() : octetsThatCount;
        return observation.transcript().interim().stream()
                .filter(interim -> interim.start() > from && interim.start() < to)
                .toList();
    }

    private Outcome.Kind silentKind() {
        if (conversation.left()) {
            return Outcome.Kind.UNKNOWN;
        }
        return switch (observation.endBeforeProbe()) {
            case FIN -> Outcome.Kind.CLOSED;
            case RST -> Outcome.Kind.RESET;
            case OPEN -> openForGood ? Outcome.Kind.WAITING : Outcome.Kind.UNKNOWN;
            case REFUSED, CONNECT_TIMEOUT, FAILED -> Outcome.Kind.UNKNOWN;
        };
    }

    /** Tells whether something failed below HTTP, such as TLS, so that nobody knows what else was to come. */
    private boolean hasFailed() {
        return observation.endBeforeProbe() == ConnectionEnd.FAILED;
    }

    private Answer closedWithoutResponse() {
        if (hasFailed()) {
            return Answer.UNKNOWN;
        }
        ConnectionEnd end = observation.endBeforeProbe();
        return Answer.of(end == ConnectionEnd.FIN || end == ConnectionEnd.RST);
    }

    private Answer closedAfter(int index, Response response) {
        if (index + 1 < responses.size() || hasBareAnswer()) {
            return Answer.NO;
        }
        boolean announced = response.announcesClose();
        if (hasFailed()) {
            return announced ? Answer.YES : Answer.UNKNOWN;
        }
        boolean ended = observation.endBeforeProbe() != ConnectionEnd.OPEN;
        if (conversation.left()) {
            return announced ? Answer.YES : Answer.UNKNOWN;
        }
        if (ended) {
            return Answer.YES;
        }
        if (Conversation.waitedInVain(observation)) {
            return Answer.NO;
        }
        if (announced) {
            return Answer.YES;
        }
        return openForGood ? Answer.NO : Answer.UNKNOWN;
    }
}
