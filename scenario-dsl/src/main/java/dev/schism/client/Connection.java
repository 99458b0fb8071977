// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.Observation;
import dev.schism.wire.QuietProbe;
import dev.schism.wire.Response;
import dev.schism.wire.StepTrace.Outcome;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One scenario on one connection. Lives on the thread of its loop. */
final class Connection implements Alarms.Sleeper {

    private final Job job;
    private final Loop loop;
    private final long origin;
    private final long deadline;
    private final Inbox inbox;
    private final Outbox outbox = new Outbox();
    private final StepLog log;
    private final Alarms.Alarm alarm = new Alarms.Alarm(this);
    private Phase phase;
    private @Nullable Link link;
    private long establishedAt = -1;
    private long lookedAt;
    private boolean halfClosed;
    private long halfClosedAt;
    private int responsesTaken;
    private @Nullable QuietProbe quiet;
    private @Nullable ConnectionEnd end;
    private @Nullable String error;
    private long finishedAt;

    Connection(Job job, Loop loop) {
        this.job = job;
        this.loop = loop;
        this.origin = loop.now();
        this.deadline = origin + loop.options().requestTimeout().toNanos();
        this.inbox = new Inbox(loop.options().maxReceivedOctets(), outbox::method);
        this.log = new StepLog(job.scenario().steps(), origin);
        this.phase =
                new Establishing(this, origin + loop.options().connectTimeout().toNanos());
    }

    // --- what the loop calls

    void start() {
        drive(origin);
    }

    /** Goes on after the selector saw something. */
    void ready() {
        try {
            if (establishedAt >= 0) {
                link().transport().flush();
                receive();
            }
        } catch (IOException e) {
            broken(e);
        } catch (RuntimeException | Error e) {
            fail(ConnectionEnd.FAILED, e);
        }
        drive(loop.now());
    }

    /** Goes on because time has passed; reads first, so that a late loop takes nothing for silence. */
    @Override
    public void wake(long now) {
        if (establishedAt >= 0) {
            try {
                receive();
            } catch (RuntimeException | Error e) {
                fail(ConnectionEnd.FAILED, e);
            }
        }
        drive(now);
    }

    /** Ends the run for a reason of the runner's own. */
    void abort(String reason) {
        if (phase != Finished.INSTANCE) {
            note(reason);
            log.interrupt(Outcome.CUT_SHORT, loop.now(), reason);
            phase = leave(establishedAt >= 0 ? ConnectionEnd.OPEN : ConnectionEnd.FAILED);
            loop.finished(this, alarm);
        }
    }

    void complete() {
        Observation observation;
        try {
            observation = observation();
        } catch (RuntimeException | Error e) {
            job.refuse("observation could not be made: " + e);
            return;
        }
        job.future().complete(observation);
    }

    // --- the phases, one after the other

    private void drive(long now) {
        try {
            Phase next = step(now);
            while (next != phase) {
                phase = next;
                next = step(loop.now());
            }
            rest();
        } catch (ConnectException e) {
            quit(establishedAt >= 0 ? ConnectionEnd.FAILED : ConnectionEnd.REFUSED, e);
        } catch (IOException | RuntimeException | Error e) {
            quit(ConnectionEnd.FAILED, e);
        }
    }

    private Phase step(long now) throws IOException {
        if (now < deadline || phase == Finished.INSTANCE) {
            return phase.proceed(now);
        }
        log.interrupt(phase.atDeadline(), now, "deadline of the run");
        note("requestTimeout was reached: " + loop.options().requestTimeout());
        return leave(establishedAt >= 0 ? ConnectionEnd.OPEN : ConnectionEnd.CONNECT_TIMEOUT);
    }

    private void rest() throws IOException {
        if (phase == Finished.INSTANCE) {
            loop.finished(this, alarm);
            return;
        }
        if (link != null) {
            link.watch(loop.selector(), this);
        }
        loop.alarms().setNoLaterThan(alarm, Math.min(deadline, phase.due()));
    }

    private void quit(ConnectionEnd how, Throwable failure) {
        if (phase != Finished.INSTANCE) {
            fail(how, failure);
            phase = leave(how);
        }
        loop.finished(this, alarm);
    }

    /** Returns the phase of the next step, or of what follows the last. */
    Phase nextStep(long now) {
        if (log.isComplete()) {
            return new Settling(this);
        }
        return StepPhases.of(this, log.begin(now), now);
    }

    /** Leaves out the remaining steps. */
    Phase skipRest(long now) {
        log.interrupt(Outcome.NOT_REACHED, now, "");
        return new Settling(this);
    }

    /** Ends the running step because the connection ended under it. */
    Phase cutShort(long now) {
        log.end(Outcome.CUT_SHORT, now);
        return leave(ConnectionEnd.OPEN);
    }

    /** Leaves the connection with a reset; {@code how} counts where the peer has not ended it. */
    Phase leave(ConnectionEnd how) {
        return left(how, true);
    }

    /** Closes the connection in order. */
    Phase close() throws IOException {
        link().transport().sayGoodbye();
        return left(ConnectionEnd.OPEN, false);
    }

    private Phase left(ConnectionEnd how, boolean reset) {
        finishedAt = loop.now();
        end = end == null ? how : end;
        log.interrupt(Outcome.CUT_SHORT, finishedAt, "");
        if (link != null && reset) {
            link.reset();
        } else if (link != null) {
            link.close();
        }
        return Finished.INSTANCE;
    }

    // --- what phases do to the wire

    /** Begins to connect; false where that has to be tried again. */
    boolean dial() throws IOException {
        if (link == null) {
            try {
                link = Link.dial(job.endpoint());
            } catch (IOException e) {
                if (!Dialer.isBacklogFull(job.endpoint().address(), e)) {
                    throw e;
                }
                note("connection attempt was repeated: " + e.getMessage());
                return false;
            }
        }
        error = null;
        return true;
    }

    boolean isDialled() {
        return link != null;
    }

    /** Takes note of the connection being there. */
    void established(long now) {
        establishedAt = now;
        if (link().transport().holdsMore()) {
            receive();
        }
    }

    /** Writes what the channel takes; ends the connection where it takes nothing any more. */
    void send(ByteBuffer octets) {
        try {
            int count = link().transport().write(octets);
            outbox.wrote(count, loop.now());
            log.sent(count);
        } catch (IOException e) {
            broken(e);
        }
    }

    /** Ends the sending side, once. */
    void halfClose() {
        try {
            if (!halfClosed) {
                halfClosed = true;
                link().transport().halfClose();
                halfClosedAt = loop.now();
            }
        } catch (IOException e) {
            broken(e);
        }
    }

    private void receive() {
        ByteBuffer buffer = loop.buffer();
        Transport transport = link().transport();
        lookedAt = loop.now();
        try {
            int count = 0;
            do {
                buffer.clear();
                count = end == null ? transport.read(buffer) : 0;
                if (count > 0) {
                    take(buffer.flip());
                }
            } while (count > 0 && (transport.holdsMore() || count == buffer.capacity()));
            if (count < 0) {
                end = ConnectionEnd.FIN;
                transport.irregularEnd().ifPresent(this::note);
            }
        } catch (IOException e) {
            fail(Ends.ofRead(e), e);
        }
    }

    private void take(ByteBuffer octets) {
        long now = loop.now();
        boolean first = inbox.length() == 0;
        inbox.take(octets, now, origin);
        if (first && outbox.total() > 0 && quiet == null) {
            job.waiting().answered(Duration.ofNanos(now - outbox.lastAt()));
        }
        if (inbox.isOverLimit()) {
            end = ConnectionEnd.OPEN;
            note("maxReceivedOctets was exceeded: " + loop.options().maxReceivedOctets());
        }
    }

    /** A write failed: keeps what came before that, then tells how the peer ended the connection. */
    private void broken(IOException failure) {
        receive();
        if (end == null || (end == ConnectionEnd.FIN && !Ends.isBrokenPipe(failure))) {
            end = null;
            fail(Ends.ofWrite(failure), failure);
        }
    }

    private void fail(ConnectionEnd how, Throwable failure) {
        if (end == null) {
            end = how;
            if (how != ConnectionEnd.RST) {
                note(Ends.describe(failure));
            }
        }
    }

    // --- what phases ask

    /** Tells whether the connection has ended, or is to be read no further. */
    boolean hasEnded() {
        return end != null;
    }

    /** Takes the next complete final response, or null where there is none (yet). */
    @Nullable
    Response nextResponse() {
        Response response = inbox.response(responsesTaken, end == ConnectionEnd.FIN);
        responsesTaken += response == null ? 0 : 1;
        return response;
    }

    /** Returns the time of the last octet in either direction, of our FIN, or of the connection's begin. */
    long lastActivity() {
        return Math.max(Math.max(establishedAt, halfClosedAt), Math.max(inbox.lastAt(), outbox.lastAt()));
    }

    /**
     * Returns the time at which the channel was last looked at. Silence is measured up to there: in a loop that was
     * held up, octets may wait that nobody has looked for yet.
     */
    long lookedAt() {
        return lookedAt;
    }

    boolean isHalfClosed() {
        return halfClosed;
    }

    @Nullable
    QuietProbe quiet() {
        return quiet;
    }

    void quiet(long now, boolean willHalfClose) {
        quiet = new QuietProbe(log.index(), Duration.ofNanos(now - origin), inbox.length(), willHalfClose);
    }

    void note(String text) {
        error = text;
    }

    long now() {
        return loop.now();
    }

    Job job() {
        return job;
    }

    Inbox inbox() {
        return inbox;
    }

    Outbox outbox() {
        return outbox;
    }

    StepLog log() {
        return log;
    }

    Link link() {
        if (link == null) {
            throw new AssertionError("link must be there in phase " + phase);
        }
        return link;
    }

    private Observation observation() {
        return new Observation(
                outbox.sent(),
                outbox.methods(),
                inbox.octets(),
                inbox.arrivals(),
                inbox.transcript(end == ConnectionEnd.FIN),
                log.traces(),
                end == null ? ConnectionEnd.FAILED : end,
                Optional.ofNullable(quiet),
                Duration.ofNanos((establishedAt >= 0 ? establishedAt : finishedAt) - origin),
                Duration.ofNanos(finishedAt - origin),
                job.bindings().asMap(),
                Optional.ofNullable(error));
    }
}
