// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import dev.schism.socket.internal.Installation;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Injects faults into the sockets of this process until it is closed.
 *
 * <pre>{@code
 * try (FaultInjector faults = FaultInjector.builder()
 *         .connectFailRate(0.5)
 *         .connectErrno(Errno.ECONNREFUSED)
 *         .targetHosts("failing-service.local")
 *         .start()) {
 *     client.call();
 *     assertThat(faults.stats().connectFailures()).isPositive();
 * }
 * }</pre>
 *
 * <p>Several may run at once; the latest started one whose rules match a connection has it. Thread-safe.
 */
public final class FaultInjector implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.schism.socket");
    private static final double CHAOS_FAIL_RATE = 0.05;
    private static final double CHAOS_SHORT_RATE = 0.1;

    private final Engine engine;
    private final Session session;
    private final Trace trace;
    private final boolean shared;
    private final AtomicBoolean closed = new AtomicBoolean();

    private FaultInjector(Engine engine, Session session, Trace trace, boolean shared) {
        this.shared = shared;
        this.engine = engine;
        this.session = session;
        this.trace = trace;
    }

    /** Starts with the originals' defaults: nothing fails, every outgoing connection is a target. */
    public static FaultOptions builder() {
        return FaultConfig.builder();
    }

    /**
     * Starts injecting. Attaches an agent to this process where it was not started with one.
     *
     * @throws IllegalStateException if this process does not let faults be injected, or {@code SCHISM_PRODUCTION} marks
     *     production
     * @throws IllegalArgumentException if files are to fail, which they do in native children only
     */
    public static FaultInjector start(FaultConfig config) {
        return start(config, false);
    }

    /** Starts; {@code shared} says that the statistics file is for other processes too. */
    static FaultInjector start(FaultConfig config, boolean shared) {
        ProductionMarker.refuseHere();
        requireNoFiles(config);
        Installation.byAttaching();
        Replay replay = config.replayFile().map(Replay::of).orElse(null);
        long seed = config.seed().orElseGet(() -> replay == null ? new SecureRandom().nextLong() : replay.seed());
        Trace trace = Trace.open(config, seed);
        Session session = new Session(config, seed, trace, replay);
        Engine engine = Engine.instance();
        engine.start(session);
        if (config.logInjections()) {
            LOG.log(System.Logger.Level.INFO, "socket faults start, seed " + seed);
        }
        return new FaultInjector(engine, session, trace, shared);
    }

    private static void requireNoFiles(FaultConfig config) {
        if (config.openFailRate() > 0) {
            throw new IllegalArgumentException("openFailRate must be 0 in a JVM, files fail to open in native children"
                    + " only: " + config.openFailRate());
        }
    }

    /** Connects time out with this probability. */
    public static FaultOptions connectionTimeouts(double rate) {
        return builder().connectFailRate(rate).connectErrno(Errno.ETIMEDOUT);
    }

    /** Sends break with this probability. */
    public static FaultOptions brokenPipes(double rate) {
        return builder().sendFailRate(rate).sendErrno(Errno.EPIPE);
    }

    /** Receives are reset with this probability. */
    public static FaultOptions connectionResets(double rate) {
        return builder().recvFailRate(rate).recvErrno(Errno.ECONNRESET);
    }

    /** Receives return less than asked for with this probability. */
    public static FaultOptions shortReads(double rate) {
        return builder().recvShortRate(rate);
    }

    /** A little of everything: 5 % of connects, sends and receives fail, 10 % of receives are short. */
    public static FaultOptions fullChaos() {
        return builder()
                .connectFailRate(CHAOS_FAIL_RATE)
                .sendFailRate(CHAOS_FAIL_RATE)
                .recvFailRate(CHAOS_FAIL_RATE)
                .recvShortRate(CHAOS_SHORT_RATE);
    }

    /** Returns the seed that makes this run happen again. */
    public long seed() {
        return session.seed();
    }

    /** Returns the configuration in force. */
    public FaultConfig config() {
        return session.config();
    }

    /** Returns what happened so far. */
    public FaultStats stats() {
        return session.stats();
    }

    /**
     * Injects nothing until {@link #resume()}; counting goes on, and what failed stays failed. Slow and stalled links
     * go on at full speed meanwhile.
     *
     * @throws IllegalStateException if the injector was closed
     */
    public void pause() {
        requireOpen();
        session.paused(true);
        Relay.planChanged();
    }

    /**
     * Injects again.
     *
     * @throws IllegalStateException if the injector was closed
     */
    public void resume() {
        requireOpen();
        session.paused(false);
        Relay.planChanged();
    }

    /**
     * Replaces rules and rates for all connections at once, open ones included. Links that go through the relay change
     * their latency, speed and limits from the next octet on, and what stalled goes on where the new rules say so; a
     * limit that was passed already strikes at once. A connection that was opened without link faults has no relay in
     * its way and gets none. Seed, files and counts stay.
     *
     * @throws IllegalStateException if the injector was closed
     * @throws IllegalArgumentException if files are to fail, which they do in native children only
     */
    public void update(FaultConfig config) {
        requireOpen();
        requireNoFiles(config);
        session.update(config);
        engine.changed();
        Relay.planChanged();
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new IllegalStateException("injector must not be closed: seed " + seed());
        }
    }

    /**
     * Labels the connections that this thread opens until the scope is closed: they are numbered apart, so that
     * concurrent workers get repeatable faults, and {@link Target#scope} can name them. Clients that connect on threads
     * of their own are not reached.
     */
    public Scope scope(String label) {
        String before = engine.scope().get();
        engine.scope().set(label);
        return () -> {
            if (before == null) {
                engine.scope().remove();
            } else {
                engine.scope().set(before);
            }
        };
    }

    /**
     * Checks that something was injected.
     *
     * @throws AssertionError if nothing was: the test did not test what it says
     */
    public void assertInjected() {
        if (stats().injected() == 0) {
            throw new AssertionError("at least one fault must have been injected, seed " + seed() + ": " + stats());
        }
    }

    /**
     * Checks that something of this kind was injected.
     *
     * @throws AssertionError if nothing was
     */
    public void assertInjected(InjectionKind kind) {
        if (session.totals().count(kind) == 0) {
            throw new AssertionError(kind + " must have been injected, seed " + seed() + ": " + stats());
        }
    }

    /**
     * Ends injecting and writes the files. Closing again does nothing.
     *
     * @throws ReplayDivergedException if this was a replay and it did not repeat its trace
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        engine.stop(session);
        session.end();
        Relay.planChanged();
        FaultStats stats = stats();
        trace.end(stats);
        trace.close();
        session.config().statsFile().ifPresent(file -> StatsJson.write(file, seed(), stats, shared));
        Replay replay = session.replay();
        if (replay != null) {
            replay.verify();
        }
    }

    /** A stretch of a thread's work. */
    @FunctionalInterface
    public interface Scope extends AutoCloseable {
        @Override
        void close();
    }
}
