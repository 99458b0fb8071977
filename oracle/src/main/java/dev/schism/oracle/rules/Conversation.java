// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import dev.schism.scenario.Bindings;
import dev.schism.scenario.Payload;
import dev.schism.scenario.Placeholder;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.Step;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.Observation;
import dev.schism.wire.Octets;
import dev.schism.wire.StepTrace;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What our side did on the connection, as far as rules need it.
 *
 * @param sent all octets sent
 * @param halfClosed whether the scenario itself ended the sending side
 * @param left whether the scenario closed or reset the connection, so that how it ended tells nothing
 * @param trickled whether octets were sent in portions with pauses
 * @param token the value of the token placeholder, where the scenario has one: the same octets elsewhere are no token
 */
record Conversation(Octets sent, boolean halfClosed, boolean left, boolean trickled, Optional<String> token) {

    static Conversation of(Scenario scenario, Observation observation) {
        boolean trickled = scenario.steps().stream()
                .anyMatch(step -> step instanceof Step.SendBytes send
                        && !send.pacing().interval().isZero());
        return new Conversation(
                meant(scenario, observation),
                done(observation, "half-close"),
                done(observation, "close") || done(observation, "reset"),
                trickled,
                token(scenario, observation));
    }

    private static Optional<String> token(Scenario scenario, Observation observation) {
        boolean tagged = scenario.sent().parts().stream()
                .anyMatch(part ->
                        part instanceof Payload.Part.Filled filled && filled.placeholder() == Placeholder.TOKEN);
        return tagged
                ? Optional.ofNullable(observation.placeholders().get("token")).filter(token -> !token.isEmpty())
                : Optional.empty();
    }

    /**
     * Returns what was sent; where the server answered and closed before we were ready, what was to be sent: how far we
     * got is chance.
     */
    private static Octets meant(Scenario scenario, Observation observation) {
        boolean cut = observation.steps().stream()
                .anyMatch(trace -> trace.step().equals("send") && trace.outcome() != StepTrace.Outcome.DONE);
        boolean ended =
                observation.endBeforeProbe() == ConnectionEnd.FIN || observation.endBeforeProbe() == ConnectionEnd.RST;
        boolean answered = !observation.transcript().responses().isEmpty();
        if (!cut || !ended || !answered) {
            return observation.sent();
        }
        Map<String, String> bound = observation.placeholders();
        Octets all = scenario.sent()
                .fill(new Bindings(
                        bound.getOrDefault("host", ""),
                        Integer.parseInt(bound.getOrDefault("port", "0")),
                        bound.getOrDefault("token", "")));
        return all.startsWith(observation.sent(), 0) ? all : observation.sent();
    }

    private static boolean done(Observation observation, String keyword) {
        return observation.steps().stream()
                .anyMatch(trace -> trace.step().equals(keyword) && trace.outcome() == StepTrace.Outcome.DONE);
    }

    /** Returns the time at which the octet at an offset was handed to the connection; empty where that is not known. */
    static Optional<Duration> sentAt(Observation observation, int offset) {
        int sent = 0;
        for (StepTrace trace : observation.steps()) {
            sent += trace.octetsSent();
            if (offset < sent) {
                return Optional.of(trace.started());
            }
        }
        return Optional.empty();
    }

    /** Returns the time at which the octet at an offset was with the connection for sure; empty where not known. */
    static Optional<Duration> sentBy(Observation observation, int offset) {
        int sent = 0;
        for (StepTrace trace : observation.steps()) {
            sent += trace.octetsSent();
            if (offset < sent) {
                return Optional.of(trace.ended());
            }
        }
        return Optional.empty();
    }

    /** Tells whether our side waited for an answer between earlier octets and the one at an offset. */
    static boolean waitedBefore(Observation observation, int offset) {
        int sent = 0;
        boolean waited = false;
        for (StepTrace trace : observation.steps()) {
            sent += trace.octetsSent();
            if (offset < sent) {
                return waited;
            }
            waited |= sent > 0 && trace.waited();
        }
        return false;
    }

    /** Tells whether the last step that awaited something did so in vain; an earlier one says nothing about the end. */
    static boolean waitedInVain(Observation observation) {
        boolean vain = false;
        for (StepTrace trace : observation.steps()) {
            boolean answered = trace.outcome() == StepTrace.Outcome.MATCHED
                    || trace.outcome() == StepTrace.Outcome.NOT_MATCHED
                    || (trace.step().equals("await") && trace.outcome() == StepTrace.Outcome.DONE);
            vain = !answered && (vain || trace.outcome() == StepTrace.Outcome.TIMED_OUT);
        }
        return vain || observation.quiet().isPresent();
    }
}
