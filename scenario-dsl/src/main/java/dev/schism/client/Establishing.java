// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import dev.schism.wire.ConnectionEnd;
import java.io.IOException;

/** Connects and, where there is TLS, shakes hands. */
final class Establishing implements Phase {

    private static final long REPEAT_NANOS = 1_000_000;

    private final Connection connection;
    private final Conversation conversation;
    private final long until;
    private long repeatAt = Alarms.NEVER;

    Establishing(Connection connection, long until) {
        this.connection = connection;
        this.conversation = connection.conversation();
        this.until = until;
    }

    @Override
    public Phase proceed(long now) throws IOException {
        if (!conversation.dial(connection.job().endpoint())) {
            repeatAt = now + REPEAT_NANOS;
        } else if (conversation.link().transport().establish()) {
            long established = connection.now();
            conversation.established(established);
            return connection.nextStep(established);
        } else {
            repeatAt = Alarms.NEVER;
        }
        return now < until ? this : tooLate();
    }

    private Phase tooLate() {
        if (conversation.isDialled() && conversation.link().isConnected()) {
            conversation.note("TLS handshake did not end in time");
        }
        return connection.leave(ConnectionEnd.CONNECT_TIMEOUT);
    }

    @Override
    public long due() {
        return Math.min(until, repeatAt);
    }
}
