// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.Sentinel;

/**
 * Asks, instead of waiting, whether anything is still to come: a server that answers a request behind the scenario had
 * nothing more to say. Where anything else comes, the connection proves nothing and the scenario is run once more.
 */
final class Proving implements Phase {

    private final Connection connection;
    private final Conversation conversation;
    private final SentinelExchange sentinel;
    private final long at;
    private final long until;

    Proving(Connection connection, SentinelExchange sentinel, long until) {
        this.connection = connection;
        this.conversation = connection.conversation();
        this.sentinel = sentinel;
        this.at = connection.now();
        this.until = until;
        conversation.ask(sentinel);
    }

    @Override
    public Phase proceed(long now) {
        if (conversation.hasEnded()) {
            return again("the connection ended: " + conversation.end());
        }
        if (!sentinel.isSent()) {
            return again("it could not be written at once");
        }
        if (sentinel.isDecided()) {
            if (!sentinel.isAnswered()) {
                return again("something else came than its answer");
            }
            connection.job().waiting().asked(true);
            connection.keep(record(Sentinel.Outcome.ANSWERED, ""));
            return connection.leave(ConnectionEnd.OPEN);
        }
        return conversation.lookedAt() < until ? this : again("no answer came in time");
    }

    private Phase again(String reason) {
        connection.job().waiting().asked(false);
        return connection.runAgain(record(Sentinel.Outcome.GIVEN_UP, reason));
    }

    /** Makes the record of a sentinel that the end of the run overtook. */
    Sentinel cutShort() {
        return record(Sentinel.Outcome.CUT_SHORT, "the run ended first");
    }

    private Sentinel record(Sentinel.Outcome outcome, String detail) {
        return new Sentinel(
                sentinel.sent(),
                sentinel.received(),
                connection.sinceOrigin(at),
                connection.sinceOrigin(connection.now()),
                outcome,
                detail);
    }

    @Override
    public long due() {
        return until;
    }
}
