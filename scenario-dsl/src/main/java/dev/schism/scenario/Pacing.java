// SPDX-License-Identifier: Apache-2.0
package dev.schism.scenario;

import java.time.Duration;

/**
 * How the octets of one send are spread over time.
 *
 * @param segment number of octets written at once; 0 writes all of them at once
 * @param interval pause between two segments, not after the last; zero to {@link Step#MAX_DURATION}
 */
public record Pacing(int segment, Duration interval) {

    /** Everything in one write. */
    public static final Pacing WHOLE = new Pacing(0, Duration.ZERO);

    /** Checks the bounds. */
    public Pacing {
        if (segment < 0) {
            throw new IllegalArgumentException("segment must not be negative: " + segment);
        }
        Step.requireDuration("interval", interval);
        if (segment == 0 && !interval.isZero()) {
            throw new IllegalArgumentException("interval must be zero where segment is 0: " + interval);
        }
    }

    /** Returns a pacing of one octet at a time. */
    public static Pacing octetwise(Duration interval) {
        return new Pacing(1, interval);
    }
}
