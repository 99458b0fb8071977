// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import java.time.Duration;

/**
 * Limits of a runner.
 *
 * @param loops number of selector loops, each a thread; 1 to 64
 * @param requestTimeout deadline of one scenario on one side, from the connection attempt to the end
 * @param connectTimeout time for establishing the connection, TLS included
 * @param maxReceivedOctets octets kept of one connection; what comes beyond ends the run with an error noted
 */
public record RunnerOptions(int loops, Duration requestTimeout, Duration connectTimeout, int maxReceivedOctets) {

    /** Deadline of one scenario on one side. */
    public static final Duration PER_REQUEST_TIMEOUT = Duration.ofSeconds(5);

    /** Time for establishing a connection. */
    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /** Octets kept of one connection: 1 MiB. */
    public static final int MAX_RECEIVED_OCTETS = 1 << 20;

    /** One loop per processor with the default limits. */
    public static final RunnerOptions DEFAULT = new RunnerOptions(
            Math.min(64, Runtime.getRuntime().availableProcessors()),
            PER_REQUEST_TIMEOUT,
            CONNECT_TIMEOUT,
            MAX_RECEIVED_OCTETS);

    /** Checks the bounds. */
    public RunnerOptions {
        if (loops < 1 || loops > 64) {
            throw new IllegalArgumentException("loops must be from 1 to 64: " + loops);
        }
        requirePositive("requestTimeout", requestTimeout);
        requirePositive("connectTimeout", connectTimeout);
        if (maxReceivedOctets < 1) {
            throw new IllegalArgumentException("maxReceivedOctets must be positive: " + maxReceivedOctets);
        }
    }

    private static void requirePositive(String field, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(field + " must be positive: " + duration);
        }
    }
}
