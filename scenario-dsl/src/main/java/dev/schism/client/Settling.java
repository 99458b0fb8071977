// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import dev.schism.wire.ConnectionEnd;

/** Looks for further octets or an end of the connection after the last step. */
final class Settling implements Phase {

    private final Connection connection;
    private final Conversation conversation;
    private final long window;
    private final long closingWindow;
    private int seen = -1;
    private boolean closeAnnounced;

    Settling(Connection connection) {
        this.connection = connection;
        this.conversation = connection.conversation();
        Waiting waiting = connection.job().waiting();
        this.window = waiting.settleWindow().toNanos();
        this.closingWindow = Math.max(window, waiting.quietWindow().toNanos());
    }

    @Override
    public Phase proceed(long now) {
        boolean nothingLeftToSee =
                connection.hasProbed() && conversation.inbox().length() == 0;
        if (conversation.hasEnded() || nothingLeftToSee || conversation.lookedAt() >= due()) {
            return connection.leave(ConnectionEnd.OPEN);
        }
        return this;
    }

    @Override
    public long due() {
        Inbox inbox = conversation.inbox();
        if (seen != inbox.completeResponses()) {
            seen = inbox.completeResponses();
            closeAnnounced = inbox.closeAnnounced();
        }
        return conversation.lastActivity() + (closeAnnounced ? closingWindow : window);
    }
}
