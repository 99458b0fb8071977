// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import dev.schism.scenario.Bindings;
import dev.schism.scenario.Scenario;
import dev.schism.wire.Observation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * The runner over raw NIO sockets: a few selector loops that carry any number of connections.
 *
 * <p>What it does on the wire:
 *
 * <ul>
 *   <li>Every segment of a send is a write of its own with {@code TCP_NODELAY}; what arrives meanwhile is read at once.
 *   <li>After the peer's FIN or RST nothing more is sent: the running step is cut short, unless it awaits a response
 *       that is there already, and the later ones are not reached.
 *   <li>An await after which nothing is sent and no pause is made ends at {@link Waiting#quietWindow()} of silence,
 *       after a half-close where {@link Waiting#halfCloseWhenQuiet()} allows that and the scenario does not half-close
 *       itself. Others end at their own timeout.
 *   <li>After the last step it looks for further octets or an end for {@link Waiting#settleWindow()} of silence, and
 *       for the quiet window where the last response announced a close. Then it leaves with a reset, so that nothing of
 *       the connection remains.
 *   <li>Where {@link Waiting#provesSilence()} allows it, every request has its answer, the connection persists and the
 *       loop has few others, a plain request takes the place of that silence: its answer proves that nothing else was
 *       to come. Its octets are in {@link Observation#sentinel()} only. Where anything else comes than its answer,
 *       nothing of that connection is used, and the scenario is run on a further one with its own deadline, without
 *       such a request and with a longer look at what follows.
 *   <li>Pauses, intervals and windows are exact to a millisecond and never too short.
 * </ul>
 *
 * <p>The number of connections in flight is the caller's to limit. Futures complete on a loop's thread after the
 * connection's descriptor is released: what depends on them must not block. Cancelling a future does not end its run.
 * Thread-safe; closing it ends its loops and every connection.
 */
public final class ScenarioRunner implements Runner, AutoCloseable {

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9]{1,64}");

    private final RunnerOptions options;
    private final List<Loop> loops = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();

    private ScenarioRunner(RunnerOptions options) {
        this.options = options;
    }

    /**
     * Starts a runner.
     *
     * @throws UncheckedIOException when no selector can be opened
     */
    public static ScenarioRunner start(RunnerOptions options) {
        ScenarioRunner runner = new ScenarioRunner(options);
        try {
            for (int i = 0; i < options.loops(); i++) {
                runner.addLoop(i);
            }
            Rehearsal.run(runner);
        } catch (IOException e) {
            runner.close();
            throw new UncheckedIOException("selector could not be opened", e);
        }
        return runner;
    }

    private void addLoop(int index) throws IOException {
        Loop loop = new Loop(options);
        loop.prepare();
        Thread thread = new Thread(loop, "schism-runner-" + index);
        thread.setDaemon(true);
        loops.add(loop);
        threads.add(thread);
        thread.start();
    }

    /**
     * Runs a scenario on a connection of its own. After {@link #close()} the observation says that the runner was
     * closed; for an address that is not loopback it says so too, unless {@link RunnerOptions#allowRemote()} is set.
     *
     * @throws IllegalArgumentException when the token is not 1 to 64 ASCII letters and digits
     */
    @Override
    public CompletableFuture<Observation> run(Scenario scenario, Endpoint endpoint, Waiting waiting, String token) {
        if (!TOKEN.matcher(token).matches()) {
            throw new IllegalArgumentException("token must be 1 to 64 ASCII letters and digits: '" + token + "'");
        }
        Bindings bindings = new Bindings(endpoint.host(), endpoint.port(), token);
        Job job = new Job(scenario, endpoint, waiting, bindings, new CompletableFuture<>());
        Optional<String> objection = Dialer.objection(endpoint.address(), options.allowRemote());
        if (objection.isPresent()) {
            job.refuse(objection.get());
        } else {
            loops.get(Math.floorMod(next.getAndIncrement(), loops.size())).submit(job);
        }
        return job.future();
    }

    /** Ends the loops; what is in flight completes with an observation that says so. Returns when they have ended. */
    @Override
    public void close() {
        loops.forEach(Loop::end);
        boolean interrupted = false;
        for (Thread thread : threads) {
            interrupted |= thread != Thread.currentThread() && !hasEnded(thread);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean hasEnded(Thread thread) {
        try {
            thread.join();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
