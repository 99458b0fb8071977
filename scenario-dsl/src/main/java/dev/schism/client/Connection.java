// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.Observation;
import dev.schism.wire.QuietProbe;
import dev.schism.wire.Sentinel;
import dev.schism.wire.StepTrace.Outcome;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One scenario on one connection: the phases it goes through. Lives on the thread of its loop. */
final class Connection implements Alarms.Sleeper {

    private final Job job;
    private final Loop loop;
    private final long origin;
    private final long deadline;
    private final Conversation conversation;
    private final StepLog log;
    private final Alarms.Alarm alarm = new Alarms.Alarm(this);
    private Phase phase;
    private @Nullable QuietProbe quiet;
    private @Nullable Sentinel sentinel;
    private boolean again;
    private long finishedAt;

    Connection(Job job, Loop loop) {
        RunnerOptions options = loop.options();
        this.job = job;
        this.loop = loop;
        this.origin = loop.now();
        this.deadline = origin + options.requestTimeout().toNanos();
        this.conversation = new Conversation(loop, job.waiting(), origin);
        this.log = new StepLog(job.scenario().steps(), origin);
        this.phase = new Establishing(this, origin + options.connectTimeout().toNanos());
    }

    // --- what the loop calls

    void start() {
        drive(origin);
    }

    /** Goes on after the selector saw something. */
    void ready() {
        converse();
        drive(loop.now());
    }

    /** Goes on because time has passed; reads first, so that a late loop takes nothing for silence. */
    @Override
    public void wake(long now) {
        try {
            converse();
            drive(now);
        } catch (RuntimeException | Error e) {
            abort("run failed: " + e);
        }
    }

    /** Ends the run for a reason of the runner's own. */
    void abort(String reason) {
        if (phase != Finished.INSTANCE) {
            conversation.note(reason);
            log.interrupt(Outcome.CUT_SHORT, loop.now(), reason);
            phase = leave(conversation.isEstablished() ? ConnectionEnd.OPEN : ConnectionEnd.FAILED);
            loop.finished(this, alarm);
        }
    }

    void complete() {
        if (again && sentinel != null) {
            loop.submit(job.afterSentinel(sentinel));
            return;
        }
        Observation observation;
        try {
            observation = observation();
        } catch (RuntimeException | Error e) {
            job.refuse("observation could not be made: " + e);
            return;
        }
        job.future().complete(observation);
    }

    // --- one phase after the other

    /** What else can be thrown comes from the waiting, which is the caller's. */
    private void converse() {
        try {
            conversation.goOn();
        } catch (RuntimeException | Error e) {
            conversation.fail(ConnectionEnd.FAILED, e);
        }
    }

    private void drive(long now) {
        try {
            Phase next = step(now);
            while (next != phase) {
                phase = next;
                next = step(loop.now());
            }
            rest();
        } catch (ConnectException e) {
            quit(conversation.isEstablished() ? ConnectionEnd.FAILED : ConnectionEnd.REFUSED, e);
        } catch (IOException | RuntimeException | Error e) {
            quit(ConnectionEnd.FAILED, e);
        }
    }

    /**
     * Asking has a bound of its own, since what it did to the connection must not be taken for what the deadline found.
     */
    private Phase step(long now) throws IOException {
        if (now < deadline || phase == Finished.INSTANCE || phase instanceof Proving) {
            return phase.proceed(now);
        }
        log.interrupt(phase.atDeadline(), now, "deadline of the run");
        conversation.note("requestTimeout was reached: " + loop.options().requestTimeout());
        return leave(conversation.isEstablished() ? ConnectionEnd.OPEN : ConnectionEnd.CONNECT_TIMEOUT);
    }

    private void rest() throws IOException {
        if (phase == Finished.INSTANCE) {
            loop.finished(this, alarm);
            return;
        }
        if (conversation.isDialled()) {
            conversation.link().watch(loop.selector(), this);
        }
        loop.alarms().setNoLaterThan(alarm, phase instanceof Proving ? phase.due() : Math.min(deadline, phase.due()));
    }

    private void quit(ConnectionEnd how, Throwable failure) {
        if (phase != Finished.INSTANCE) {
            conversation.fail(how, failure);
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
        conversation.link().transport().sayGoodbye();
        return left(ConnectionEnd.OPEN, false);
    }

    private Phase left(ConnectionEnd how, boolean reset) {
        finishedAt = loop.now();
        if (phase instanceof Proving proving && sentinel == null) {
            sentinel = proving.cutShort();
        }
        log.interrupt(Outcome.CUT_SHORT, finishedAt, "");
        conversation.leave(how, reset);
        return Finished.INSTANCE;
    }

    // --- what phases ask

    Job job() {
        return job;
    }

    Conversation conversation() {
        return conversation;
    }

    StepLog log() {
        return log;
    }

    long now() {
        return loop.now();
    }

    boolean hasProbed() {
        return quiet != null;
    }

    /** Takes note of the server being quiet. */
    void probed(long now, boolean willHalfClose) {
        int received = conversation.inbox().length();
        quiet = new QuietProbe(log.index(), Duration.ofNanos(now - origin), received, willHalfClose);
        conversation.ignoreLatency();
    }

    /** Tells whether to ask for an answer rather than to wait for nothing; a scenario is asked about once. */
    boolean mayProve() {
        return job.waiting().provesSilence()
                && job.sentinel().isEmpty()
                && loop.isMostlyWaiting()
                && Persistence.allowsRequest(conversation, log.traces());
    }

    /** Asks whether anything is still to come; not where the deadline may come before the answer. */
    Phase prove(long until) {
        if (until >= deadline) {
            return phase;
        }
        int position = conversation.inbox().completeResponses() + 1;
        return new Proving(this, new SentinelExchange(job.bindings(), position), until);
    }

    void keep(Sentinel proof) {
        sentinel = proof;
    }

    /** Leaves this connection and runs the scenario on another one, without a sentinel. */
    Phase runAgain(Sentinel attempt) {
        sentinel = attempt;
        again = true;
        return leave(ConnectionEnd.OPEN);
    }

    Duration sinceOrigin(long time) {
        return Duration.ofNanos(time - origin);
    }

    private Observation observation() {
        Inbox inbox = conversation.inbox();
        Outbox outbox = conversation.outbox();
        long connected = conversation.isEstablished() ? conversation.establishedAt() : finishedAt;
        return new Observation(
                outbox.sent(),
                outbox.methods(),
                inbox.octets(),
                inbox.arrivals(),
                inbox.transcript(conversation.end() == ConnectionEnd.FIN, outbox.methods()),
                log.traces(),
                conversation.end(),
                Optional.ofNullable(quiet),
                Duration.ofNanos(connected - origin),
                Duration.ofNanos(finishedAt - origin),
                job.bindings().asMap(),
                conversation.error(),
                Optional.ofNullable(sentinel).or(job::sentinel));
    }
}
