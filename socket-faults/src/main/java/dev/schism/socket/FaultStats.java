// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.nio.file.Path;
import java.util.Map;

/**
 * What happened so far on targeted connections. Exact: every completed operation is counted once, an attempt that found
 * nothing to do (a non-blocking read without octets) is none.
 *
 * @param connectAttempts connects, failed ones included
 * @param connectFailures connects that were made to fail, black holes included
 * @param sendAttempts completed sends
 * @param sendFailures sends that were made to fail
 * @param recvAttempts completed receives
 * @param recvFailures receives that were made to fail
 * @param shortReads receives that were cut short
 * @param shortWrites sends that were cut short
 * @param endsOfStream receives that were told the end of the stream
 * @param corruptedOctets octets that were changed
 * @param linkFaults connections through the relay, and stalls, resets and closes made by it
 * @param octetsSent octets that sends took
 * @param octetsReceived octets that receives returned
 * @param openAttempts files that native children opened; 0 where their faults do not include files
 * @param openFailures opens of files that were made to fail
 * @param targets the same per {@code host:port}, without targets of their own
 */
public record FaultStats(
        long connectAttempts,
        long connectFailures,
        long sendAttempts,
        long sendFailures,
        long recvAttempts,
        long recvFailures,
        long shortReads,
        long shortWrites,
        long endsOfStream,
        long corruptedOctets,
        long linkFaults,
        long octetsSent,
        long octetsReceived,
        long openAttempts,
        long openFailures,
        Map<String, FaultStats> targets) {

    /** Copies the map. */
    public FaultStats {
        targets = Map.copyOf(targets);
    }

    /**
     * Reads what the children of a program wrote to their statistics file, added up over all processes.
     *
     * @throws java.io.UncheckedIOException if there is no such file: no child ended in order, or none had faults
     * @throws IllegalArgumentException if the file holds something else
     */
    public static FaultStats read(Path file) {
        return StatsJson.read(file);
    }

    /** Returns how many faults were injected, of all kinds. */
    public long injected() {
        return connectFailures
                + sendFailures
                + recvFailures
                + shortReads
                + shortWrites
                + endsOfStream
                + corruptedOctets
                + linkFaults
                + openFailures;
    }

    /** Returns the counts of one {@code host:port}; all zero where it was never reached. */
    public FaultStats target(String hostAndPort) {
        FaultStats found = targets.get(hostAndPort);
        return found != null ? found : new Counters().snapshot(Map.of());
    }

    @Override
    public String toString() {
        return "connect: %d/%d failed, send: %d/%d failed, recv: %d/%d failed, short reads: %d, short writes: %d,"
                        .formatted(
                                connectFailures,
                                connectAttempts,
                                sendFailures,
                                sendAttempts,
                                recvFailures,
                                recvAttempts,
                                shortReads,
                                shortWrites)
                + " ends of stream: %d, corrupted octets: %d, link faults: %d, octets: %d sent, %d received"
                        .formatted(endsOfStream, corruptedOctets, linkFaults, octetsSent, octetsReceived)
                + (openAttempts == 0 ? "" : ", open: %d/%d failed".formatted(openFailures, openAttempts));
    }
}
