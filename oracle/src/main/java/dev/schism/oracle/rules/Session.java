// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import dev.schism.scenario.Scenario;
import dev.schism.wire.EchoJson;
import dev.schism.wire.EchoedRequest;
import dev.schism.wire.Observation;
import dev.schism.wire.request.Message;
import dev.schism.wire.request.Reading;
import dev.schism.wire.request.RequestReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One observation seen through one reading of what was sent: requests, outcomes and echoes side by side. */
final class Session {

    private final Scenario scenario;
    private final Observation observation;
    private final Conversation conversation;
    private final Reading reading;
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<Optional<EchoedRequest>> echoes = new ArrayList<>();
    private final List<Optional<Reading>> forwarded = new ArrayList<>();
    private final int responses;

    Session(Scenario scenario, Observation observation, Conversation conversation, Reading reading) {
        this(scenario, observation, conversation, reading, false);
    }

    /** As above; where it is settled, a connection that was open when we left it counts as one that stays open. */
    Session(Scenario scenario, Observation observation, Conversation conversation, Reading reading, boolean settled) {
        this.scenario = scenario;
        this.observation = observation;
        this.conversation = conversation;
        this.reading = reading;
        OutcomeReader reader =
                new OutcomeReader(observation, conversation, reading.messages().size(), settled);
        // where requests were left out, further responses are theirs
        this.responses =
                reading.leavesOut() ? Math.min(reading.messages().size(), reader.responses()) : reader.responses();
        int size = Math.max(reading.messages().size(), responses) + 1;
        for (int i = 0; i < size; i++) {
            Outcome outcome = settled(counted(reader.outcome(i), i), message(i));
            outcomes.add(outcome);
            Optional<EchoedRequest> echo = outcome.response().flatMap(response -> EchoJson.read(response.content()));
            echoes.add(echo);
            forwarded.add(echo.flatMap(EchoedRequest::raw)
                    .map(raw -> RequestReading.readings(raw).get(0)));
        }
    }

    /** What answers requests that were left out counts as no further response to one that was read. */
    private Outcome counted(Outcome outcome, int index) {
        return reading.leavesOut() ? outcome.withCount(Math.min(outcome.count(), responses - index)) : outcome;
    }

    /** A complete request that is answered only after our half-close may as well have met a slow server. */
    private Outcome settled(Outcome outcome, Message message) {
        boolean slow = outcome.kind() == Outcome.Kind.WAITING
                && message.isComplete()
                && (observation.answeredAfterProbe() || !Conversation.waitedInVain(observation));
        return slow ? outcome.unknown() : outcome;
    }

    Scenario scenario() {
        return scenario;
    }

    Observation observation() {
        return observation;
    }

    Conversation conversation() {
        return conversation;
    }

    Reading reading() {
        return reading;
    }

    /** Returns the number of final responses. */
    int responses() {
        return responses;
    }

    /** Returns the number of requests and surplus responses there are to judge. */
    int size() {
        return Math.max(reading.messages().size(), responses);
    }

    /** Returns the request at an index, an empty one behind the last. */
    Message message(int index) {
        List<Message> messages = reading.messages();
        int end = reading.octets().length();
        return index < messages.size() ? messages.get(index) : Message.nothing(end, end, List.of());
    }

    Outcome outcome(int index) {
        return outcomes.get(Math.min(index, outcomes.size() - 1));
    }

    Optional<EchoedRequest> echo(int index) {
        return index < echoes.size() ? echoes.get(index) : Optional.empty();
    }

    /** Returns what an intermediary forwarded for the request at an index, read as requests. */
    Optional<Reading> forwarded(int index) {
        return index < forwarded.size() ? forwarded.get(index) : Optional.empty();
    }

    Situation at(int index) {
        return new Situation(this, index);
    }
}
