// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import dev.schism.scenario.Step;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.StepTrace.Outcome;
import java.io.IOException;

/** Ends our side of the connection in one of the three ways. */
final class Parting implements Phase {

    private final Connection connection;
    private final Conversation conversation;
    private final Step step;

    Parting(Connection connection, Step step) {
        this.connection = connection;
        this.conversation = connection.conversation();
        this.step = step;
    }

    @Override
    public Phase proceed(long now) throws IOException {
        if (conversation.hasEnded()) {
            return connection.cutShort(now);
        }
        if (step instanceof Step.HalfClose) {
            return halfClose();
        }
        if (step instanceof Step.Reset) {
            boolean real = conversation.link().canReset();
            connection.log().end(Outcome.DONE, now, real ? "" : "a Unix-domain socket knows no reset: closed");
            return connection.leave(ConnectionEnd.OPEN);
        }
        if (step instanceof Step.Close) {
            connection.log().end(Outcome.DONE, now);
            return connection.close();
        }
        throw new AssertionError(step);
    }

    private Phase halfClose() {
        String detail = conversation.isHalfClosed() ? "was half-closed already" : "";
        conversation.halfClose();
        long now = connection.now();
        if (conversation.hasEnded()) {
            return connection.cutShort(now);
        }
        connection.log().end(Outcome.DONE, now, detail);
        return connection.nextStep(now);
    }

    @Override
    public long due() {
        return Alarms.NEVER;
    }
}
