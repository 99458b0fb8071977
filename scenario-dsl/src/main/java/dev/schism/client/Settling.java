// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import dev.schism.wire.ConnectionEnd;

/** Looks for further octets or an end of the connection after the last step. */
final class Settling implements Phase {

    /** Settle windows to wait for where a sentinel has shown that something may be to come. */
    private static final int AFTER_SENTINEL = 4;

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
        long settle = waiting.settleWindow().toNanos();
        this.closingWindow = Math.max(settle, waiting.quietWindow().toNanos());
        // what met a sentinel is to be met again, late as it may be
        this.window =
                connection.job().sentinel().isPresent() ? Math.max(closingWindow, AFTER_SENTINEL * settle) : settle;
    }

    @Override
    public Phase proceed(long now) {
        boolean nothingLeftToSee =
                connection.hasProbed() && conversation.inbox().length() == 0;
        if (conversation.hasEnded() || nothingLeftToSee || conversation.lookedAt() >= due()) {
            return connection.leave(ConnectionEnd.OPEN);
        }
        return connection.mayProve() ? connection.prove(now + closingWindow) : this;
    }

    @Override
    public long due() {
        Inbox inbox = conversation.inbox();
        if (seen != inbox.completeResponses()) {
            seen = inbox.completeResponses();
            closeAnnounced = inbox.closeAnnounced();
        }
        return conversation.lastActivity() + (closeAnnounced ? Math.max(closingWindow, window) : window);
    }
}
