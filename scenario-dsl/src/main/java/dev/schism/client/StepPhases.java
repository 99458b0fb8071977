// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import dev.schism.scenario.Match;
import dev.schism.scenario.Step;

/** Makes the phase of a step. */
final class StepPhases {

    private StepPhases() {}

    static Phase of(Connection connection, Step step, long now) {
        if (step instanceof Step.SendBytes send) {
            return new Sending(connection, send, now);
        }
        if (step instanceof Step.AwaitResponse await) {
            return new Awaiting(connection, new Awaited(Awaited.Kind.NEXT, Match.ANY, await.timeout()), now);
        }
        if (step instanceof Step.WaitForResponse wait) {
            return new Awaiting(connection, new Awaited(Awaited.Kind.FILTER, wait.match(), wait.timeout()), now);
        }
        if (step instanceof Step.ExpectResponse expect) {
            return new Awaiting(connection, new Awaited(Awaited.Kind.GUARD, expect.match(), expect.timeout()), now);
        }
        if (step instanceof Step.Pause pause) {
            return new Pausing(connection, now + pause.duration().toNanos());
        }
        return new Parting(connection, step);
    }
}
