// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.time.Duration;
import java.util.List;

/** What the relay does to one connection. Times are nanoseconds, limits octets; a limit of -1 is none. */
record LinkPlan(
        Way sending,
        Way receiving,
        long resetAfter,
        long closeAfter,
        long halfCloseAfter,
        long slowClose,
        long connectDelay) {

    static final long NONE = -1;

    /** What happens in one direction. */
    record Way(long delay, long jitter, long octetsPerSecond, long stallAfter) {

        private static Way of(List<Fault> faults, Direction direction) {
            long delay = 0;
            long jitter = 0;
            long speed = 0;
            long stall = NONE;
            for (Fault fault : faults) {
                if (fault instanceof Fault.Latency latency && latency.direction() == direction) {
                    delay += latency.delay().toNanos();
                    jitter += latency.jitter().toNanos();
                } else if (fault instanceof Fault.Bandwidth bandwidth && bandwidth.direction() == direction) {
                    speed = bandwidth.octetsPerSecond();
                } else if (fault instanceof Fault.Stall stalled && stalled.direction() == direction) {
                    stall = stalled.afterOctets();
                }
            }
            return new Way(delay, jitter, speed, stall);
        }
    }

    /** After how many octets received something strikes that is not a delay; the largest number for never. */
    long receiveLimit() {
        return Math.min(
                Math.min(limit(receiving.stallAfter), limit(resetAfter)),
                Math.min(limit(closeAfter), limit(halfCloseAfter)));
    }

    long sendLimit() {
        return limit(sending.stallAfter);
    }

    static long limit(long octets) {
        return octets == NONE ? Long.MAX_VALUE : octets;
    }

    static LinkPlan of(List<Fault> faults) {
        long reset = NONE;
        long close = NONE;
        long half = NONE;
        Duration slow = Duration.ZERO;
        Duration connect = Duration.ZERO;
        for (Fault fault : faults) {
            if (fault instanceof Fault.ResetAfter after) {
                reset = after.octets();
            } else if (fault instanceof Fault.CloseAfter after) {
                close = after.octets();
            } else if (fault instanceof Fault.HalfCloseAfter after) {
                half = after.octets();
            } else if (fault instanceof Fault.SlowClose late) {
                slow = late.delay();
            } else if (fault instanceof Fault.ConnectDelay late) {
                connect = late.delay();
            }
        }
        return new LinkPlan(
                Way.of(faults, Direction.SEND),
                Way.of(faults, Direction.RECEIVE),
                reset,
                close,
                half,
                slow.toNanos(),
                connect.toNanos());
    }
}
