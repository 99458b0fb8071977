// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import dev.schism.client.Waiting;
import java.time.Duration;

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
 */
public record Calibration(
        Duration median,
        Duration p99,
        boolean answersAfterFin,
        boolean keepsAlive,
        boolean echoes,
        int maxConnections,
        Waiting waiting) {}
