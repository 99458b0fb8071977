// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import dev.schism.scenario.Scenario;
import dev.schism.wire.EchoedRequest;
import dev.schism.wire.Echoes;
import dev.schism.wire.Observation;
import dev.schism.wire.Octets;
import dev.schism.wire.request.Message;
import dev.schism.wire.request.Reading;
import dev.schism.wire.request.RequestReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
    private final Optional<TrackLoss> loss;
    private final Set<EchoPart> misreported;

    Session(Scenario scenario, Observation observation, Conversation conversation, Reading reading) {
        this(scenario, observation, conversation, reading, false, Set.of());
    }

    /**
     * As above; where it is settled, a connection that was open when we left it counts as one that stays open.
     *
     * @param misreported the parts of a request that the server is known to show wrong
     */
    Session(
            Scenario scenario,
            Observation observation,
            Conversation conversation,
            Reading reading,
            boolean settled,
            Set<EchoPart> misreported) {
        this.scenario = scenario;
        this.observation = observation;
        this.conversation = conversation;
        this.reading = reading;
        OutcomeReader reader =
                new OutcomeReader(observation, conversation, reading.messages().size(), settled);
        // where requests were left out, further responses are theirs
        this.responses =
                reading.leavesOut() ? Math.min(reading.messages().size(), reader.responses()) : reader.responses();
        int size = size() + 1;
        for (int i = 0; i < size; i++) {
            outcomes.add(settled(counted(reader.outcome(i), i), message(i)));
            Optional<EchoedRequest> echo = outcomes.get(i).response().flatMap(Echoes::of);
            echoes.add(echo);
            forwarded.add(echo.flatMap(EchoedRequest::raw)
                    .map(raw -> RequestReading.readings(raw).get(0)));
        }
        this.loss = TrackLoss.find(this);
        loss.filter(lost -> lost.reason() != TrackLoss.Reason.EXTRA).ifPresent(this::hide);
        this.misreported = Set.copyOf(misreported);
    }

    /** From a response on that lost track nobody can say what became of the connection and what followed. */
    private void hide(TrackLoss lost) {
        for (int i = lost.index(); i < outcomes.size(); i++) {
            outcomes.set(i, outcomes.get(i).untraced(lost.reason() == TrackLoss.Reason.ENDLESS));
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

    Octets octets() {
        return reading.octets();
    }

    /** Returns the number of final responses. */
    int responses() {
        return responses;
    }

    /** Returns the number of requests and surplus responses there are to judge. */
    int size() {
        return Math.max(reading.messages().size(), responses());
    }

    /** Returns where the responses cease to tell to which requests they belong. */
    Optional<TrackLoss> loss() {
        return loss;
    }

    /** Tells whether the server shows a part of plain requests wrong, so that it proves nothing. */
    boolean misreports(EchoPart part) {
        return misreported.contains(part);
    }

    /** Tells whether nothing can be said about what stands behind a request at an index. */
    boolean isLostBehind(int index) {
        return loss.filter(lost -> lost.index() <= index).isPresent();
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

    /** Returns what the server showed of the request at an index; empty where it showed another one. */
    Optional<EchoedRequest> echo(int index) {
        return isSwapped(index) ? Optional.empty() : shown(index);
    }

    /** Tells whether the response at an index is that to another request, so that it tells nothing about its own. */
    boolean isSwapped(int index) {
        return loss.filter(lost -> lost.reason() == TrackLoss.Reason.SWAPPED && lost.index() <= index)
                .isPresent();
    }

    /** Returns what the response at an index shows, to whichever request it may belong. */
    Optional<EchoedRequest> shown(int index) {
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
