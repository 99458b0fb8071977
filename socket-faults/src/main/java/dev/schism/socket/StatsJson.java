// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes statistics as JSON, one object a line and process, and reads them back. */
final class StatsJson {

    private static final Pattern TARGET = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)+)\":\\{([^{}]*)\\},?");
    private static final Pattern FIELD = Pattern.compile("\"(\\w+)\":(\\d+)");
    private static final String TARGETS = ",\"targets\":{";

    private StatsJson() {}

    static void write(Path file, long seed, FaultStats stats, boolean shared) {
        OpenOption[] options = shared
                ? new OpenOption[] {StandardOpenOption.CREATE, StandardOpenOption.APPEND}
                : new OpenOption[] {
                    StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING
                };
        try {
            Files.writeString(file, of(seed, stats), StandardCharsets.UTF_8, options);
        } catch (IOException e) {
            throw new UncheckedIOException("statistics file must be writable: " + file, e);
        }
    }

    static String of(long seed, FaultStats stats) {
        String targets = new TreeMap<>(stats.targets())
                .entrySet().stream()
                        .map(entry ->
                                "\"" + entry.getKey().replace("\\", "\\\\").replace("\"", "\\\"") + "\":{"
                                        + fields(entry.getValue()) + "}")
                        .collect(Collectors.joining(","));
        return "{\"seed\":" + seed + "," + fields(stats) + TARGETS + targets + "}}\n";
    }

    /** Adds up what each process wrote. */
    static FaultStats read(Path file) {
        Map<String, Long> totals = new HashMap<>();
        Map<String, Map<String, Long>> targets = new TreeMap<>();
        for (String line : lines(file)) {
            int split = line.indexOf(TARGETS);
            if (split < 0) {
                throw new IllegalArgumentException("line of statistics must name its targets: " + file + ": " + line);
            }
            add(line.substring(0, split), totals);
            Matcher each = TARGET.matcher(line.substring(split + TARGETS.length()));
            while (each.find()) {
                String name = each.group(1).replace("\\\"", "\"").replace("\\\\", "\\");
                add(each.group(2), targets.computeIfAbsent(name, key -> new HashMap<>()));
            }
        }
        Map<String, FaultStats> each = new TreeMap<>();
        targets.forEach((name, values) -> each.put(name, stats(values, Map.of())));
        return stats(totals, each);
    }

    private static List<String> lines(Path file) {
        try {
            return new ArrayList<>(Files.readAllLines(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "statistics must have been written, a child that never loaded the faults writes none: " + file, e);
        }
    }

    private static void add(String fields, Map<String, Long> to) {
        Matcher matcher = FIELD.matcher(fields);
        while (matcher.find()) {
            to.merge(matcher.group(1), Long.parseLong(matcher.group(2)), Long::sum);
        }
    }

    private static FaultStats stats(Map<String, Long> of, Map<String, FaultStats> targets) {
        return new FaultStats(
                of.getOrDefault("connect_attempts", 0L),
                of.getOrDefault("connect_failures", 0L),
                of.getOrDefault("send_attempts", 0L),
                of.getOrDefault("send_failures", 0L),
                of.getOrDefault("recv_attempts", 0L),
                of.getOrDefault("recv_failures", 0L),
                of.getOrDefault("short_reads", 0L),
                of.getOrDefault("short_writes", 0L),
                of.getOrDefault("ends_of_stream", 0L),
                of.getOrDefault("corrupted_octets", 0L),
                of.getOrDefault("link_faults", 0L),
                of.getOrDefault("octets_sent", 0L),
                of.getOrDefault("octets_received", 0L),
                of.getOrDefault("open_attempts", 0L),
                of.getOrDefault("open_failures", 0L),
                targets);
    }

    private static String fields(FaultStats stats) {
        Map<String, Long> values = new LinkedHashMap<>();
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
        values.put("open_attempts", stats.openAttempts());
        values.put("open_failures", stats.openFailures());
        return values.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
                .collect(Collectors.joining(","));
    }
}
