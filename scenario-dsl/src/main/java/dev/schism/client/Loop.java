// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import dev.schism.scenario.Bindings;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.Step;
import dev.schism.wire.Octets;
import dev.schism.wire.RequestScanner;
import dev.schism.wire.ResponseReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** One selector and its thread; everything but {@link #submit} and {@link #end} happens on that thread. */
final class Loop implements Runnable {

    private static final int BUFFER_OCTETS = 64 * 1024;

    /** Jobs begun before open connections get their turn. */
    private static final int JOBS_A_TURN = 64;

    /**
     * Connections up to which a further request saves more time than it takes. More of them wait side by side and keep
     * the processor busy: with 64 on each of two loops the request makes everything a tenth slower.
     */
    private static final int FEW_CONNECTIONS = 40;

    private static final String CLOSED = "runner was closed";

    private final RunnerOptions options;
    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_OCTETS);
    private final long epoch = System.nanoTime();
    private final Alarms alarms = new Alarms();
    private final Queue<Job> queue = new ConcurrentLinkedQueue<>();
    private final Set<Connection> open = new HashSet<>();
    private List<Connection> finished = new ArrayList<>();
    private List<Connection> completing = new ArrayList<>();
    private volatile boolean asleep;
    private volatile boolean ending;
    private volatile String ended = "";

    Loop(RunnerOptions options) throws IOException {
        this.options = options;
        this.selector = Selector.open();
    }

    /**
     * Takes a run to its failure once, so that every class which that needs is loaded. Later may be too late: loading
     * takes a file descriptor, and to have run out of them is one of the failures.
     */
    void prepare() {
        InetSocketAddress nowhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        Scenario scenario = new Scenario("prepare", List.of(), List.of(new Step.HalfClose()));
        Endpoint endpoint = new Endpoint("localhost", 0, nowhere, Optional.empty());
        Waiting waiting = Waiting.fixed(Duration.ZERO, Duration.ZERO);
        Job job = new Job(scenario, endpoint, waiting, new Bindings("", 0, "0"), new CompletableFuture<>());
        Connection connection = new Connection(job, this);
        connection.abort(Ends.describe(new IOException("never started")));
        connection.complete();
        job.refuse(CLOSED);
        List<String> methods = RequestScanner.methods(Octets.latin1("GET / HTTP/1.1\r\n\r\n"));
        ResponseReader.read(Octets.latin1("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"), methods, true);
    }

    /** Takes a job from any thread; wakes the loop only where it sleeps. */
    void submit(Job job) {
        queue.add(job);
        if (!ended.isEmpty()) {
            refuseQueued();
        } else if (asleep) {
            asleep = false;
            selector.wakeup();
        }
    }

    /** Makes the loop end soon. */
    void end() {
        ending = true;
        selector.wakeup();
    }

    @Override
    public void run() {
        String reason = CLOSED;
        try {
            while (!ending) {
                turn();
            }
        } catch (IOException | RuntimeException | Error e) {
            reason = "loop failed: " + e;
        } finally {
            shutDown(reason);
        }
    }

    private void turn() throws IOException {
        select();
        long now = now();
        completeFinished();
        alarms.ring(now);
        startQueued();
    }

    /** Descriptors of closed channels are released while selecting, so what has finished asks for that at once. */
    private void select() throws IOException {
        long patience = finished.isEmpty() ? patienceMillis() : 0;
        asleep = patience != 0;
        if (patience == 0 || !queue.isEmpty()) {
            selector.selectNow(this::ready);
        } else {
            selector.select(this::ready, patience < 0 ? 0 : patience);
        }
        asleep = false;
    }

    /** Returns how long nothing is due: 0 for not at all, -1 for ever; rounded up, since early is of no use. */
    private long patienceMillis() {
        long next = alarms.next();
        if (next == Alarms.NEVER) {
            return -1;
        }
        long nanos = next - now();
        return nanos <= 0 ? 0 : 1 + TimeUnit.NANOSECONDS.toMillis(nanos - 1);
    }

    private void ready(SelectionKey key) {
        Connection connection = (Connection) key.attachment();
        try {
            connection.ready();
        } catch (RuntimeException | Error e) {
            connection.abort("run failed: " + e);
        }
    }

    private void startQueued() {
        for (int i = 0; i < JOBS_A_TURN && !ending; i++) {
            Job job = queue.poll();
            if (job == null) {
                return;
            }
            start(job);
        }
    }

    private void start(Job job) {
        try {
            Connection connection = new Connection(job, this);
            open.add(connection);
            connection.start();
        } catch (RuntimeException | Error e) {
            job.refuse("connection could not be made: " + e);
        }
    }

    /** Tells whether so few connections are open that waiting, and not this thread, is what takes the time. */
    boolean isMostlyWaiting() {
        return open.size() <= FEW_CONNECTIONS;
    }

    /** Takes a connection out; its future completes when its descriptor is released. */
    void finished(Connection connection, Alarms.Alarm alarm) {
        alarms.clear(alarm);
        if (open.remove(connection)) {
            finished.add(connection);
        }
    }

    private void completeFinished() {
        List<Connection> batch = finished;
        finished = completing;
        completing = batch;
        batch.forEach(Connection::complete);
        batch.clear();
    }

    private void shutDown(String reason) {
        List.copyOf(open).forEach(connection -> connection.abort(reason));
        try {
            selector.close();
        } catch (IOException e) {
            // every channel is closed, which is what matters
        }
        ended = reason;
        completeFinished();
        refuseQueued();
    }

    private void refuseQueued() {
        for (Job job = queue.poll(); job != null; job = queue.poll()) {
            job.refuse(ended);
        }
    }

    /** Returns nanoseconds since the loop was made. */
    long now() {
        return System.nanoTime() - epoch;
    }

    RunnerOptions options() {
        return options;
    }

    Selector selector() {
        return selector;
    }

    Alarms alarms() {
        return alarms;
    }

    /** Returns the buffer for reading, which is free between two calls. */
    ByteBuffer buffer() {
        return buffer;
    }
}
