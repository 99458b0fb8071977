// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import dev.schism.client.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What was measured of a server before scenarios run against it.
 *
 * @param median median latency of a complete GET
 * @param p99 99th percentile of the same
 * @param answersAfterFin whether a complete GET followed at once by FIN is answered
 * @param keepsAlive whether a second request on the same connection is answered
 * @param echoes whether the server keeps the echo contract
 * @param maxConnections largest number of scenarios that may be under way at once
 * @param waiting when the server counts as quiet; learns as scenarios run
 * @param met what was met that is not as one would have it, each habit once, with the run that shows it
 * @param plainAnswers the shapes of all answers to a plain GET; empty where nobody looked
 */
public record Calibration(
        Duration median,
        Duration p99,
        boolean answersAfterFin,
        boolean keepsAlive,
        boolean echoes,
        int maxConnections,
        Waiting waiting,
        List<Encounter> met,
        Set<PlainAnswer.Shape> plainAnswers) {

    /** Copies the collections. */
    public Calibration {
        met = List.copyOf(met);
        plainAnswers = Set.copyOf(plainAnswers);
    }

    /** Makes one of a server without habits whose plain answers nobody looked at. */
    public Calibration(
            Duration median,
            Duration p99,
            boolean answersAfterFin,
            boolean keepsAlive,
            boolean echoes,
            int maxConnections,
            Waiting waiting) {
        this(median, p99, answersAfterFin, keepsAlive, echoes, maxConnections, waiting, List.of(), Set.of());
    }

    /** Returns the habits that were met. */
    public List<Habit> habits() {
        return met.stream().map(Encounter::habit).toList();
    }

    /**
     * Tells whether a plain GET was answered as it was while calibrating; where nobody looked then, whether there was
     * any response.
     */
    public boolean expects(PlainAnswer answer) {
        return plainAnswers.isEmpty() ? answer.shape().status() > 0 : plainAnswers.contains(answer.shape());
    }
}
