// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import dev.schism.client.Endpoint;
import dev.schism.client.Runner;
import dev.schism.client.Waiting;
import dev.schism.scenario.Bindings;
import dev.schism.scenario.Pacing;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.Step;
import dev.schism.wire.Octets;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Finds out how many connections a server serves at once: holds more and more of them, each with half a request, and
 * looks whether one more is still answered in time.
 *
 * <p>The number doubles, so what is found is a power of two and not above the real limit. A server that closes or
 * resets what is held counts as limited. Nothing stays open.
 */
final class ConnectionLimit {

    /** Most connections that are tried at once. */
    static final int MOST = 256;

    /** What a server gets at least that never failed before the time was over: as many as a small pool serves. */
    static final int UNMEASURED = 64;

    /** Time after which no further step begins, which a busy machine alone comes near to: 1.5 s. */
    static final Duration MAX_TIME = Duration.ofMillis(1500);

    /** Shortest time for the answer to the one more. */
    static final Duration MIN_WINDOW = Duration.ofMillis(150);

    /** Longest time for it. */
    static final Duration MAX_WINDOW = Duration.ofSeconds(2);

    private static final int FACTOR = 4;
    private static final int ATTEMPTS = 2;

    private final Runner runner;
    private final Server server;
    private final Duration window;
    private final long until;
    private final long deadline;
    private final Octets half;

    private ConnectionLimit(Runner runner, Server server, Duration p99, Duration left) {
        Endpoint endpoint = server.endpoint();
        Octets whole = Probes.PLAIN_GET.fill(new Bindings(endpoint.host(), endpoint.port(), Probes.TOKEN));
        long now = System.nanoTime();
        this.runner = runner;
        this.server = server;
        this.window = window(p99);
        this.until = now + Math.min(MAX_TIME.toNanos(), left.toNanos());
        this.deadline = now + left.toNanos();
        this.half = endpoint.tls().isPresent() ? Octets.EMPTY : whole.slice(0, whole.length() - 2);
    }

    /**
     * Returns the limit of a running server of somebody else, 1 to {@link #MOST}, and what is known of any other.
     *
     * @param p99 the server's 99th percentile of latency
     * @param left time that there is at most
     */
    static int of(Runner runner, Server server, Duration p99, Duration left) {
        boolean unknown =
                server.hosting() == Hosting.RUNNING && server.endpoint().address() instanceof InetSocketAddress;
        return unknown ? new ConnectionLimit(runner, server, p99, left).find() : server.maxConnections();
    }

    private static Duration window(Duration p99) {
        Duration wanted = p99.multipliedBy(FACTOR);
        if (wanted.compareTo(MIN_WINDOW) < 0) {
            return MIN_WINDOW;
        }
        return wanted.compareTo(MAX_WINDOW) > 0 ? MAX_WINDOW : wanted;
    }

    private int find() {
        int most = Math.min(MOST, server.maxConnections());
        int served = 1;
        try (HeldConnections held =
                new HeldConnections((InetSocketAddress) server.endpoint().address(), half)) {
            while (served < most) {
                if (System.nanoTime() >= until) {
                    return Math.min(most, Math.max(served, UNMEASURED));
                }
                int wanted = Math.min(most, 2 * served);
                if (!held.grow(wanted - 1, window) || !answers() || !held.areOpen()) {
                    return served;
                }
                served = wanted;
            }
        }
        return served;
    }

    /** Asks once more where the answer is missing: a stall of this machine is no limit of the server. */
    private boolean answers() {
        Scenario ask = Scenario.named("calibrate-limit")
                .step(new Step.SendBytes(Probes.PLAIN_GET, Pacing.WHOLE))
                .step(new Step.AwaitResponse(window))
                .step(new Step.Reset())
                .build();
        boolean answered = false;
        for (int i = 0; i < ATTEMPTS && !answered; i++) {
            answered = isAnswered(ask);
        }
        return answered;
    }

    private boolean isAnswered(Scenario ask) {
        try {
            long left = Math.max(1, deadline - System.nanoTime());
            return !runner.run(ask, server.endpoint(), Waiting.fixed(window, Duration.ZERO), Probes.TOKEN)
                    .get(left, TimeUnit.NANOSECONDS)
                    .transcript()
                    .responses()
                    .isEmpty();
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("runner must not fail", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
