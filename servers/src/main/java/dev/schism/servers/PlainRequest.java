// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import dev.schism.client.Runner;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A plain GET, to see whether and how a server answers. */
public final class PlainRequest {

    /** Shortest time a server has for the answer: 1.5 s. */
    public static final Duration MIN_TIME = Duration.ofMillis(1500);

    /** A server has this many times its 99th percentile, within the bounds. */
    public static final int FACTOR = 8;

    /** Longest time a server has for the answer, unless one answer of its own takes longer: 2.5 s. */
    public static final Duration MAX_TIME = Duration.ofMillis(2500);

    private PlainRequest() {}

    /**
     * Sends a plain GET on a connection of its own. Does not block; completes {@link #timeFor} and a moment later at
     * most, whatever the server sends, unless it cannot be connected to, for which the runner has a limit.
     */
    public static CompletableFuture<PlainAnswer> ask(Runner runner, Side side) {
        Duration time = timeFor(side.calibration().p99());
        return runner.run(Probes.sentinel(time), side.server().endpoint(), Measuring.PATIENT, Probes.TOKEN)
                .thenApply(PlainAnswer::of);
    }

    /** Returns the time that a server with a 99th percentile has for an answer. */
    public static Duration timeFor(Duration p99) {
        Duration wanted = p99.multipliedBy(FACTOR);
        if (wanted.compareTo(MIN_TIME) < 0) {
            return MIN_TIME;
        }
        if (wanted.compareTo(MAX_TIME) <= 0) {
            return wanted;
        }
        Duration needed = p99.multipliedBy(2);
        return needed.compareTo(MAX_TIME) <= 0 ? MAX_TIME : min(needed, Probes.TIMEOUT);
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
