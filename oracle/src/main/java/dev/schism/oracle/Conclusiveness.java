// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import dev.schism.oracle.Finding.Inconclusive;
import dev.schism.oracle.Finding.Inconclusive.Reason;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.Step;
import dev.schism.wire.Observation;
import dev.schism.wire.Response;
import dev.schism.wire.StepTrace;
import java.util.List;
import java.util.Optional;

/** Finds reasons why two observations say nothing about two servers. */
final class Conclusiveness {

    private Conclusiveness() {}

    static Optional<Inconclusive> problem(Scenario scenario, SideView reference, SideView target, Liveness liveness) {
        return unawaited(scenario)
                .or(() -> dead("reference", liveness.referenceUp()))
                .or(() -> dead("target", liveness.targetUp()))
                .or(() -> unconnected("reference", reference.observation()))
                .or(() -> unconnected("target", target.observation()))
                .or(() -> silent(scenario, reference, target))
                .or(() -> late("reference", reference))
                .or(() -> late("target", target));
    }

    private static Optional<Inconclusive> unawaited(Scenario scenario) {
        return scenario.awaitsResponse()
                ? Optional.empty()
                : because(Reason.NOTHING_OBSERVED, "no step of the scenario awaits a response");
    }

    private static Optional<Inconclusive> dead(String side, boolean up) {
        return up ? Optional.empty() : because(Reason.SERVER_DOWN, "the " + side + " failed its liveness probe");
    }

    /** A connection that was never established says nothing about the octets that would have been sent on it. */
    private static Optional<Inconclusive> unconnected(String side, Observation observation) {
        return switch (observation.end()) {
            case REFUSED -> because(Reason.SERVER_DOWN, "the " + side + " refused the connection");
            case CONNECT_TIMEOUT ->
                because(Reason.SERVER_DOWN, "the " + side + " did not accept the connection in time");
            case FAILED ->
                answeredAll(observation)
                        ? Optional.empty()
                        : because(
                                Reason.NOTHING_OBSERVED,
                                "the connection to the " + side + " failed: "
                                        + observation.error().orElse("no further detail"));
            case FIN, RST, OPEN -> Optional.empty();
        };
    }

    /** Where all that was owed had come, a failure behind it, such as one of TLS, takes nothing of it back. */
    private static boolean answeredAll(Observation observation) {
        int complete = observation.transcript().completeResponses();
        return complete > 0
                && complete == observation.transcript().responses().size()
                && complete >= observation.methods().size();
    }

    private static Optional<Inconclusive> silent(Scenario scenario, SideView reference, SideView target) {
        boolean shown = reference.showedAnything()
                || target.showedAnything()
                || (foundWaiting(scenario, reference.observation()) && foundWaiting(scenario, target.observation()));
        return shown
                ? Optional.empty()
                : because(Reason.NOTHING_OBSERVED, "neither side showed a response, an end or any octet");
    }

    /** A server that waits for more is a result, once something was sent and a step then awaited in vain. */
    private static boolean foundWaiting(Scenario scenario, Observation observation) {
        int firstSend = firstSend(scenario.steps());
        boolean probed =
                observation.quiet().filter(probe -> probe.step() > firstSend).isPresent();
        return probed
                || observation.steps().stream()
                        .filter(trace -> trace.index() > firstSend)
                        .anyMatch(trace -> trace.outcome() == StepTrace.Outcome.TIMED_OUT);
    }

    private static int firstSend(List<Step> steps) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) instanceof Step.SendBytes) {
                return i;
            }
        }
        return steps.size();
    }

    private static Optional<Inconclusive> late(String side, SideView view) {
        Optional<Response> late = view.late();
        return late.isEmpty()
                ? Optional.empty()
                : because(
                        Reason.SLOW,
                        "the %s answered with %d after it had been taken to be waiting"
                                .formatted(side, late.get().status()));
    }

    private static Optional<Inconclusive> because(Reason reason, String detail) {
        return Optional.of(new Inconclusive(reason, detail));
    }
}
