// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz.probe;

import dev.schism.scenario.Pacing;
import dev.schism.scenario.Payload;
import dev.schism.scenario.Placeholder;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.Step;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.Observation;
import dev.schism.wire.Octets;
import dev.schism.wire.StepTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The request behind a case on the same connection: where its token shows up tells where the case ended. */
final class FollowUp {

    private static final Payload REQUEST = Payload.template("GET /{token} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n");
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** What the case itself has in the place of the token, which belongs to the request behind it. */
    private static final Octets IN_CASE = Octets.latin1("case");

    private FollowUp() {}

    /** Tells whether a connection is open and nothing is owed on it. */
    static boolean isPossible(ProbeCase one, Observation seen) {
        boolean answered =
                seen.quiet().isEmpty() && !seen.transcript().responses().isEmpty();
        boolean open = seen.end() == ConnectionEnd.OPEN;
        return one.mayBeFollowed() && answered && open && seen.steps().stream().allMatch(FollowUp::isOver);
    }

    /** A filter may time out and go on; whoever awaits in vain ends the scenario. */
    private static boolean isOver(StepTrace step) {
        boolean filter = step.step().equals("wait-for");
        return switch (step.outcome()) {
            case DONE, MATCHED -> true;
            case TIMED_OUT, NOT_MATCHED -> filter;
            case CUT_SHORT, NOT_REACHED -> false;
        };
    }

    /** Returns the scenario with the request behind it; the token stands in that request alone. */
    static Scenario behind(Scenario scenario) {
        List<Step> steps = new ArrayList<>();
        scenario.steps().forEach(step -> steps.add(withoutToken(step)));
        steps.add(new Step.SendBytes(REQUEST, Pacing.WHOLE));
        steps.add(new Step.AwaitResponse(TIMEOUT));
        return scenario.withSteps(steps);
    }

    private static Step withoutToken(Step step) {
        if (!(step instanceof Step.SendBytes send)) {
            return step;
        }
        List<Payload.Part> parts = new ArrayList<>();
        for (Payload.Part part : send.bytes().parts()) {
            boolean token = part instanceof Payload.Part.Filled hole && hole.placeholder() == Placeholder.TOKEN;
            parts.add(token ? new Payload.Part.Literal(IN_CASE) : part);
        }
        return new Step.SendBytes(new Payload(parts), send.pacing());
    }

    /** Returns the offset of the request behind the case in everything that was sent. */
    static int offset(Observation observation) {
        int last = observation.steps().size() - 2;
        return observation.steps().stream()
                .limit(last)
                .mapToInt(StepTrace::octetsSent)
                .sum();
    }
}
