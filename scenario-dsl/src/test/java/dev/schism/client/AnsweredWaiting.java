// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import java.time.Duration;
import java.util.function.Consumer;

/** A waiting without end that passes the latencies on which it is told. */
record AnsweredWaiting(Consumer<Duration> whenAnswered) implements Waiting {

    @Override
    public Duration quietWindow() {
        return Steps.LONG;
    }

    @Override
    public Duration settleWindow() {
        return Steps.LONG;
    }

    @Override
    public boolean halfCloseWhenQuiet() {
        return false;
    }

    @Override
    public void answered(Duration latency) {
        whenAnswered.accept(latency);
    }
}
