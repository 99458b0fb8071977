// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import dev.schism.scenario.Step;
import dev.schism.wire.Octets;
import dev.schism.wire.StepTrace.Outcome;
import java.nio.ByteBuffer;

/** Writes the octets of one step, segment by segment, while the loop goes on reading. */
final class Sending implements Phase {

    /** Segments written before other connections get their turn. */
    private static final int SEGMENTS_A_TURN = 64;

    private final Connection connection;
    private final Conversation conversation;
    private final ByteBuffer octets;
    private final int total;
    private final int segment;
    private final long interval;
    private long nextAt;

    Sending(Connection connection, Step.SendBytes step, long now) {
        Octets filled = step.bytes().fill(connection.job().bindings());
        this.connection = connection;
        this.conversation = connection.conversation();
        this.octets = filled.buffer().limit(0);
        this.total = filled.length();
        this.segment = step.pacing().segment() == 0 ? total : step.pacing().segment();
        this.interval = step.pacing().interval().toNanos();
        this.nextAt = now;
        conversation.outbox().begin(filled);
    }

    @Override
    public Phase proceed(long now) {
        for (int turn = 0; turn < SEGMENTS_A_TURN; turn++) {
            if (conversation.hasEnded()) {
                return connection.cutShort(now);
            }
            if (!octets.hasRemaining() && octets.limit() == total) {
                connection.log().end(Outcome.DONE, connection.now());
                return connection.nextStep(connection.now());
            }
            if (isBlocked() || now >= nextAt) {
                writeSegment(now);
            } else {
                return this;
            }
        }
        nextAt = now;
        return this;
    }

    private void writeSegment(long now) {
        if (!octets.hasRemaining()) {
            octets.limit((int) Math.min(total, (long) octets.limit() + segment));
        }
        connection.log().sent(conversation.send(octets));
        nextAt = interval == 0 ? now : connection.now() + interval;
    }

    private boolean isBlocked() {
        return octets.hasRemaining();
    }

    @Override
    public long due() {
        return isBlocked() ? Alarms.NEVER : nextAt;
    }
}
