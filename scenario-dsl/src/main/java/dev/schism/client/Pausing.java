// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import dev.schism.wire.StepTrace.Outcome;

/** Lets time pass. */
final class Pausing implements Phase {

    private final Connection connection;
    private final long until;

    Pausing(Connection connection, long until) {
        this.connection = connection;
        this.until = until;
    }

    @Override
    public Phase proceed(long now) {
        if (connection.conversation().hasEnded()) {
            return connection.cutShort(now);
        }
        if (now < until) {
            return this;
        }
        connection.log().end(Outcome.DONE, now);
        return connection.nextStep(now);
    }

    @Override
    public long due() {
        return until;
    }
}
