// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A waiting that half-closes after its window and keeps the latencies it is told. */
record ProbingWaiting(Duration quietWindow, Duration settleWindow, List<Duration> latencies) implements Waiting {

    static ProbingWaiting of(Duration quietWindow) {
        return new ProbingWaiting(quietWindow, Duration.ofMillis(10), new CopyOnWriteArrayList<>());
    }

    @Override
    public boolean halfCloseWhenQuiet() {
        return true;
    }

    @Override
    public void answered(Duration latency) {
        latencies.add(latency);
    }
}
