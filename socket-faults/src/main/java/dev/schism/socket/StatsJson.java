// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes statistics as JSON. */
final class StatsJson {

    private StatsJson() {}

    static String of(long seed, FaultStats stats) {
        String targets = new TreeMap<>(stats.targets())
                .entrySet().stream()
                        .map(entry ->
                                "\"" + entry.getKey().replace("\\", "\\\\").replace("\"", "\\\"") + "\":{"
                                        + fields(entry.getValue()) + "}")
                        .collect(Collectors.joining(","));
        return "{\"seed\":" + seed + "," + fields(stats) + ",\"targets\":{" + targets + "}}\n";
    }

    private static String fields(FaultStats stats) {
        Map<String, Long> values = new TreeMap<>();
        values.put("connect_attempts", stats.connectAttempts());
        values.put("connect_failures", stats.connectFailures());
        values.put("send_attempts", stats.sendAttempts());
        values.put("send_failures", stats.sendFailures());
        values.put("recv_attempts", stats.recvAttempts());
        values.put("recv_failures", stats.recvFailures());
        values.put("short_reads", stats.shortReads());
        values.put("short_writes", stats.shortWrites());
        values.put("ends_of_stream", stats.endsOfStream());
        values.put("corrupted_octets", stats.corruptedOctets());
        values.put("link_faults", stats.linkFaults());
        values.put("octets_sent", stats.octetsSent());
        values.put("octets_received", stats.octetsReceived());
        return values.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
                .collect(Collectors.joining(","));
    }
}
