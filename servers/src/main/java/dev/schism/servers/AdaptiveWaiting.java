// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import dev.schism.client.Waiting;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A waiting that learns from the latencies it is told: a server that was silent for five times as long as it takes for
 * all but one in ten thousand of its responses counts as quiet, within bounds.
 *
 * <p>Old latencies are forgotten a generation at a time, so a pause of the server long ago does not slow everything
 * down for good. Lock-free and safe for use by several threads.
 */
final class AdaptiveWaiting implements Waiting {

    /** Shortest quiet window. */
    static final Duration MIN_QUIET = Duration.ofMillis(30);

    /** Longest quiet window. */
    static final Duration MAX_QUIET = Duration.ofSeconds(2);

    /**
     * Longest quiet window of a server whose typical response takes no time to speak of. A stall of this machine makes
     * single latencies of hundreds of milliseconds, and five times that would leave a run with nothing but waiting;
     * what is found in haste is confirmed with a second of patience anyway.
     */
    static final Duration MAX_SPIKE = Duration.ofMillis(250);

    /** How long to look for what follows a response. */
    static final Duration SETTLE = Duration.ofMillis(30);

    /** Latencies after which those of the generation before the last are forgotten. */
    static final int GENERATION = 8_192;

    private static final int FACTOR = 5;
    private static final double PART = 0.9999;

    /** A window this many times the median is never too long, whatever {@link #MAX_SPIKE} says. */
    private static final int MEDIAN_FACTOR = 8;

    private static final int RECOMPUTE_EVERY = 64;

    /** Answers by which a proof that failed is outweighed: a scenario is run twice where it fails. */
    private static final int ANSWERS_A_FAILURE = 2;

    /** Proofs that may fail in a row before none is tried but now and then; twice as many answers are remembered. */
    private static final int MAX_CONFIDENCE = 16 * ANSWERS_A_FAILURE;

    private final boolean halfCloseWhenQuiet;
    private final boolean provesSilence;
    private final AtomicInteger confidence = new AtomicInteger(MAX_CONFIDENCE);
    private volatile Generations generations =
            new Generations(new LatencyHistogram(), new LatencyHistogram(), new AtomicInteger());
    private volatile Duration quietWindow = MIN_QUIET;

    private record Generations(LatencyHistogram current, LatencyHistogram previous, AtomicInteger count) {
        Generations next() {
            return new Generations(new LatencyHistogram(), current, new AtomicInteger());
        }
    }

    AdaptiveWaiting(boolean halfCloseWhenQuiet) {
        this(halfCloseWhenQuiet, false);
    }

    AdaptiveWaiting(boolean halfCloseWhenQuiet, boolean provesSilence) {
        this.halfCloseWhenQuiet = halfCloseWhenQuiet;
        this.provesSilence = provesSilence;
    }

    @Override
    public Duration quietWindow() {
        return quietWindow;
    }

    @Override
    public Duration settleWindow() {
        return SETTLE;
    }

    @Override
    public boolean halfCloseWhenQuiet() {
        return halfCloseWhenQuiet;
    }

    @Override
    public boolean provesSilence() {
        return provesSilence && confidence.get() > 0;
    }

    @Override
    public void asked(boolean answered) {
        gain(answered ? 1 : -ANSWERS_A_FAILURE);
    }

    private void gain(int steps) {
        confidence.updateAndGet(now -> Math.max(0, Math.min(MAX_CONFIDENCE, now + steps)));
    }

    @Override
    public void answered(Duration latency) {
        Generations now = generations;
        now.current().add(latency);
        int count = now.count().incrementAndGet();
        if (count == GENERATION) {
            // one thread alone gets this count
            generations = now.next();
        }
        if (count % RECOMPUTE_EVERY == 1) {
            // one more try, should none be left
            gain(1);
        }
        if (count % RECOMPUTE_EVERY == 1 || isLong(latency)) {
            quietWindow = window(
                    LatencyHistogram.quantile(PART, now.current(), now.previous()),
                    LatencyHistogram.quantile(0.5, now.current(), now.previous()));
        }
    }

    /** A latency above the present percentile may widen the window, and at once. */
    private boolean isLong(Duration latency) {
        return latency.multipliedBy(FACTOR).compareTo(quietWindow) > 0;
    }

    private static Duration window(Duration percentile, Duration median) {
        Duration bound = min(MAX_QUIET, max(MAX_SPIKE, median.multipliedBy(MEDIAN_FACTOR)));
        return max(MIN_QUIET, min(bound, percentile.multipliedBy(FACTOR)));
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
