// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import dev.schism.client.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A waiting that keeps the latencies it is told. */
final class Measuring implements Waiting {

    /** A waiting that gives a server all the time there is and keeps nothing. */
    static final Waiting PATIENT = Waiting.fixed(Probes.TIMEOUT, Duration.ZERO);

    private final Duration quiet;
    private final List<Duration> latencies = new CopyOnWriteArrayList<>();
    private volatile LatencyHistogram histogram = new LatencyHistogram();

    Measuring(Duration quiet) {
        this.quiet = quiet;
    }

    @Override
    public Duration quietWindow() {
        return quiet;
    }

    @Override
    public Duration settleWindow() {
        return Duration.ZERO;
    }

    @Override
    public boolean halfCloseWhenQuiet() {
        return false;
    }

    @Override
    public void answered(Duration latency) {
        latencies.add(latency);
        histogram.add(latency);
    }

    /** Forgets what was measured and returns the histogram of what will be. */
    LatencyHistogram restart() {
        latencies.clear();
        histogram = new LatencyHistogram();
        return histogram;
    }

    /** Tells another waiting everything that was measured. */
    void teach(Waiting other) {
        latencies.forEach(other::answered);
    }
}
