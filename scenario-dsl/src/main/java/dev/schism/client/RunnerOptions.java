// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import java.time.Duration;

/**
 * Limits of a runner.
 *
 * @param loops number of selector loops, each a thread; 1 to {@value #MAX_LOOPS}
 * @param requestTimeout deadline of one scenario on one side, from the connection attempt to the end; to one day; where
 *     a scenario is run once more, see {@link Waiting#provesSilence()}, it begins anew
 * @param connectTimeout time for establishing the connection, TLS included; to one day
 * @param maxReceivedOctets octets kept of one connection; what comes beyond ends the run with an error noted
 * @param allowRemote whether TCP addresses other than loopback may be connected to
 */
public record RunnerOptions(
        int loops, Duration requestTimeout, Duration connectTimeout, int maxReceivedOctets, boolean allowRemote) {

    /** Most selector loops. */
    public static final int MAX_LOOPS = 64;

    /** Longest deadline. */
    public static final Duration MAX_TIMEOUT = Duration.ofDays(1);

    /** Deadline of one scenario on one side. */
    public static final Duration PER_REQUEST_TIMEOUT = Duration.ofSeconds(5);

    /** Time for establishing a connection. */
    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /** Octets kept of one connection: 1 MiB. */
    public static final int MAX_RECEIVED_OCTETS = 1 << 20;

    /** Octets that all connections under way at once may keep together: 32 MiB. */
    public static final int MAX_HELD_OCTETS = 32 << 20;

    /** Fewest octets that are kept of one of many connections: 128 KiB. */
    public static final int MIN_SHARE_OCTETS = 128 << 10;

    /** Octets kept for each message or field line that may be kept. */
    private static final int OCTETS_A_PART = 64;

    private static final int MIN_PARTS = 1024;
    private static final int MAX_PARTS = 4096;

    /** One loop per processor with the default limits, loopback only. */
    public static final RunnerOptions DEFAULT = new RunnerOptions(
            Math.min(MAX_LOOPS, Runtime.getRuntime().availableProcessors()),
            PER_REQUEST_TIMEOUT,
            CONNECT_TIMEOUT,
            MAX_RECEIVED_OCTETS,
            false);

    /** Checks the bounds. */
    public RunnerOptions {
        if (loops < 1 || loops > MAX_LOOPS) {
            throw new IllegalArgumentException("loops must be from 1 to %d: %d".formatted(MAX_LOOPS, loops));
        }
        requireTimeout("requestTimeout", requestTimeout);
        requireTimeout("connectTimeout", connectTimeout);
        if (maxReceivedOctets < 1) {
            throw new IllegalArgumentException("maxReceivedOctets must be positive: " + maxReceivedOctets);
        }
    }

    private static void requireTimeout(String field, Duration duration) {
        if (duration.isNegative() || duration.isZero() || duration.compareTo(MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException(field + " must be positive and at most one day: " + duration);
        }
    }

    /** Returns these options with another number of loops. */
    public RunnerOptions withLoops(int newLoops) {
        return new RunnerOptions(newLoops, requestTimeout, connectTimeout, maxReceivedOctets, allowRemote);
    }

    /** Returns these options with another deadline of a scenario. */
    public RunnerOptions withRequestTimeout(Duration newTimeout) {
        return new RunnerOptions(loops, newTimeout, connectTimeout, maxReceivedOctets, allowRemote);
    }

    /** Returns these options with another time for establishing a connection. */
    public RunnerOptions withConnectTimeout(Duration newTimeout) {
        return new RunnerOptions(loops, requestTimeout, newTimeout, maxReceivedOctets, allowRemote);
    }

    /** Returns these options with another limit on the octets kept. */
    public RunnerOptions withMaxReceivedOctets(int newLimit) {
        return new RunnerOptions(loops, requestTimeout, connectTimeout, newLimit, allowRemote);
    }

    /**
     * Returns these options with a limit on the octets kept that so many connections can have at once: their share of
     * {@link #MAX_HELD_OCTETS}, not less than {@link #MIN_SHARE_OCTETS} and not more than the limit was.
     *
     * @param connections connections under way at once, at least 1
     */
    public RunnerOptions sharedBy(int connections) {
        int share = Math.max(MIN_SHARE_OCTETS, MAX_HELD_OCTETS / connections);
        return withMaxReceivedOctets(Math.min(share, maxReceivedOctets));
    }

    /**
     * Returns the most messages and field lines that are kept of one connection, by the octets that are; more end the
     * run as too many octets do.
     */
    public int maxParts() {
        return Math.min(MAX_PARTS, Math.max(MIN_PARTS, maxReceivedOctets / OCTETS_A_PART));
    }

    /** Returns these options with or without the permission to leave this machine. */
    public RunnerOptions withAllowRemote(boolean allowed) {
        return new RunnerOptions(loops, requestTimeout, connectTimeout, maxReceivedOctets, allowed);
    }
}
