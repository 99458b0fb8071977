// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts of latencies in buckets whose width grows with the latency: 8 buckets for each doubling of a microsecond, so
 * that a percentile is told at most an eighth too high. Lock-free and safe for use by several threads.
 */
final class LatencyHistogram {

    private static final int SUB_BITS = 3;
    private static final int SUB_BUCKETS = 1 << SUB_BITS;

    /** The largest value told apart from larger ones: about 19 hours in microseconds. */
    private static final int DOUBLINGS = 36;

    private static final int BUCKETS = (DOUBLINGS - SUB_BITS + 1) * SUB_BUCKETS;

    private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);

    void add(Duration latency) {
        counts.incrementAndGet(bucket(Math.max(0, latency.toNanos() / 1000)));
    }

    /** Returns an upper bound of the latency that so large a part of all does not exceed; zero without any. */
    Duration quantile(double part) {
        return quantile(part, this, new LatencyHistogram());
    }

    /** The same over two histograms together. */
    static Duration quantile(double part, LatencyHistogram one, LatencyHistogram other) {
        long wanted = (long) Math.ceil(part * (one.total() + other.total()));
        long seen = 0;
        for (int i = 0; i < BUCKETS; i++) {
            seen += one.counts.get(i) + other.counts.get(i);
            if (seen >= wanted && seen > 0) {
                return Duration.ofNanos(upperBound(i) * 1000);
            }
        }
        return Duration.ZERO;
    }

    long total() {
        long total = 0;
        for (int i = 0; i < BUCKETS; i++) {
            total += counts.get(i);
        }
        return total;
    }

    private static int bucket(long micros) {
        int doubling = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(micros) - 1 - SUB_BITS);
        int bucket = doubling * SUB_BUCKETS + (int) (micros >>> doubling);
        return micros >>> doubling > 2 * SUB_BUCKETS ? BUCKETS - 1 : Math.min(BUCKETS - 1, bucket);
    }

    /** Returns the largest value of a bucket. */
    private static long upperBound(int bucket) {
        if (bucket < 2 * SUB_BUCKETS) {
            return bucket;
        }
        int doubling = bucket / SUB_BUCKETS - 1;
        long low = ((long) (bucket % SUB_BUCKETS + SUB_BUCKETS)) << doubling;
        return low + (1L << doubling) - 1;
    }
}
