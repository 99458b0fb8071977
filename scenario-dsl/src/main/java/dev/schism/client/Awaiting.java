// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import dev.schism.scenario.Step;
import dev.schism.wire.Response;
import dev.schism.wire.StepTrace.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Awaits a response, in two stages where nothing more is to be sent: a quiet window, then a half-close to see what
 * follows.
 */
final class Awaiting implements Phase {

    private final Connection connection;
    private final Conversation conversation;
    private final Awaited awaited;
    private final long until;
    private final long window;
    private final boolean mayHalfClose;
    private boolean probed;

    Awaiting(Connection connection, Awaited awaited, long now) {
        List<Step> later = connection.log().later();
        Waiting waiting = connection.job().waiting();
        boolean more = later.stream().anyMatch(Awaiting::keepsConnectionBusy);
        this.connection = connection;
        this.conversation = connection.conversation();
        this.awaited = awaited;
        this.until = now + awaited.timeout().toNanos();
        this.window = more ? Alarms.NEVER : waiting.quietWindow().toNanos();
        this.mayHalfClose = waiting.halfCloseWhenQuiet() && later.stream().noneMatch(Step.HalfClose.class::isInstance);
    }

    private static boolean keepsConnectionBusy(Step step) {
        return step instanceof Step.SendBytes || step instanceof Step.Pause;
    }

    @Override
    public Phase proceed(long now) {
        Response response = awaited.takesInterim() ? conversation.nextOfAnyKind(awaited.match()) : nextResponse();
        if (response != null) {
            return probed ? silent(now, "answered after half-close") : answered(response, now);
        }
        if (conversation.hasEnded()) {
            return probed ? silent(now, "ended after half-close") : connection.cutShort(now);
        }
        if (conversation.lookedAt() >= until) {
            return silent(now, "timeout of the step");
        }
        return conversation.lookedAt() < quietAt() ? this : quiet(now);
    }

    /** Takes the next response that the step does not pass over. */
    private @Nullable Response nextResponse() {
        Response response = conversation.nextResponse();
        while (response != null && awaited.passesOver(response)) {
            connection.log().skip();
            response = conversation.nextResponse();
        }
        return response;
    }

    private Phase answered(Response response, long now) {
        connection.log().end(awaited.outcome(response), now);
        return connection.nextStep(now);
    }

    private Phase quiet(long now) {
        if (connection.hasProbed()) {
            return silent(now, "quiet");
        }
        boolean halfClose = mayHalfClose && !conversation.isHalfClosed();
        connection.probed(now, halfClose);
        if (!halfClose) {
            return silent(now, "quiet");
        }
        probed = true;
        conversation.halfClose();
        return conversation.hasEnded() ? silent(now, "ended at half-close") : this;
    }

    private Phase silent(long now, String detail) {
        connection.log().end(Outcome.TIMED_OUT, now, detail);
        return awaited.kind() == Awaited.Kind.NEXT ? connection.skipRest(now) : connection.nextStep(now);
    }

    private long quietAt() {
        long since = conversation.lastActivity();
        return window > Alarms.NEVER - since ? Alarms.NEVER : since + window;
    }

    @Override
    public long due() {
        return Math.min(until, quietAt());
    }

    @Override
    public Outcome atDeadline() {
        return Outcome.TIMED_OUT;
    }
}
