// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The {@code FAULT_*} variables: those of both originals, and a few more. */
final class FaultVariables {

    private static final String PREFIX = "FAULT_";
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final Map<String, BiConsumer<FaultOptions, String>> KNOWN = new TreeMap<>();

    static {
        add("INJECT_ENABLED", FaultVariables::flag, FaultOptions::enabled);
        add("CONNECT_FAIL_RATE", Double::valueOf, FaultOptions::connectFailRate);
        add("CONNECT_ERRNO", Errno::parse, FaultOptions::connectErrno);
        add("CONNECT_DELAY_MS", FaultVariables::millis, FaultOptions::connectDelay);
        add("CONNECT_DELIVERY", word(Delivery.class), FaultOptions::delivery);
        add("SEND_FAIL_RATE", Double::valueOf, FaultOptions::sendFailRate);
        add("SEND_ERRNO", Errno::parse, FaultOptions::sendErrno);
        add("SEND_SHORT_RATE", Double::valueOf, FaultOptions::sendShortRate);
        add("SEND_DELAY_MS", FaultVariables::millis, FaultOptions::sendDelay);
        add("RECV_FAIL_RATE", Double::valueOf, FaultOptions::recvFailRate);
        add("RECV_ERRNO", Errno::parse, FaultOptions::recvErrno);
        add("RECV_SHORT_RATE", Double::valueOf, FaultOptions::recvShortRate);
        add("RECV_DELAY_MS", FaultVariables::millis, FaultOptions::recvDelay);
        add("LATENCY_MS", FaultVariables::millis, FaultOptions::latency);
        add("JITTER_MS", FaultVariables::millis, FaultOptions::jitter);
        add("BANDWIDTH_BPS", Long::valueOf, FaultOptions::bandwidth);
        add("OPEN_FAIL_RATE", Double::valueOf, FaultOptions::openFailRate);
        add("OPEN_ERRNO", Errno::parse, FaultOptions::openErrno);
        add("TARGET_HOST", FaultVariables::words, FaultOptions::targetHosts);
        add("TARGET_HOSTS", FaultVariables::words, FaultOptions::targetHosts);
        add("TARGET_PORT", FaultVariables::numbers, FaultOptions::targetPorts);
        add("TARGET_PORTS", FaultVariables::numbers, FaultOptions::targetPorts);
        add("LOG_INJECTIONS", FaultVariables::flag, FaultOptions::logInjections);
        add("LOG_FILE", Path::of, FaultOptions::logFile);
        add("SEED", Long::valueOf, FaultOptions::seed);
        add("RULES", FaultRule::parseAll, FaultOptions::rules);
        add("GRANULARITY", word(Granularity.class), FaultOptions::granularity);
        add("STICKY", FaultVariables::flag, FaultOptions::sticky);
        add("SEGMENT_OCTETS", Integer::valueOf, FaultOptions::segmentOctets);
        add("SLICE_OCTETS", Integer::valueOf, FaultOptions::sliceOctets);
        add("TRACE_FILE", Path::of, FaultOptions::traceFile);
        add("REPLAY_FILE", Path::of, FaultOptions::replayFile);
        add("STATS_FILE", Path::of, FaultOptions::statsFile);
    }

    private FaultVariables() {}

    static void read(Map<String, String> environment, FaultOptions into) {
        Map<String, String> meant = new TreeMap<>();
        new TreeMap<>(environment).forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                String before = meant.putIfAbsent(canonical(name), value);
                if (before != null && !before.equals(value)) {
                    throw new IllegalArgumentException(name + " must say the same as "
                            + name.substring(0, name.length() - 1) + ", or one of them be unset: " + before + " and "
                            + value);
                }
                set(name, value, into);
            }
        });
    }

    static Set<String> names() {
        return KNOWN.keySet();
    }

    /** The original library says {@code FAULT_TARGET_PORT} for what others call {@code FAULT_TARGET_PORTS}. */
    static String canonical(String name) {
        return name.equals("FAULT_TARGET_HOST") || name.equals("FAULT_TARGET_PORT") ? name + "S" : name;
    }

    private static <E extends Enum<E>> Function<String, E> word(Class<E> type) {
        return value -> Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "value must be one of " + Arrays.toString(type.getEnumConstants()) + ": " + value));
    }

    private static void set(String name, String value, FaultOptions into) {
        BiConsumer<FaultOptions, String> setter = KNOWN.get(name);
        if (setter == null) {
            throw new IllegalArgumentException("fault variable must be one of " + KNOWN.keySet() + ": " + name);
        }
        try {
            setter.accept(into, value.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a number: " + value, e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    private static <T> void add(String name, Function<String, T> parse, BiConsumer<FaultOptions, T> setter) {
        KNOWN.put(PREFIX + name, (options, value) -> setter.accept(options, parse.apply(value)));
    }

    private static boolean flag(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "1", "true", "yes", "on" -> true;
            case "0", "false", "no", "off", "" -> false;
            default -> throw new IllegalArgumentException("flag must be 0 or 1: " + value);
        };
    }

    private static Duration millis(String value) {
        return Duration.ofMillis(Long.parseLong(value));
    }

    private static String millis(Duration time) {
        if (time.toNanos() % NANOS_PER_MILLI != 0) {
            throw new IllegalArgumentException("delays of a child must be whole milliseconds: " + time);
        }
        return Long.toString(time.toMillis());
    }

    private static String[] words(String value) {
        return value.isEmpty() ? new String[0] : value.split("\\s*,\\s*");
    }

    private static Integer[] numbers(String value) {
        String[] words = words(value);
        Integer[] numbers = new Integer[words.length];
        for (int i = 0; i < words.length; i++) {
            numbers[i] = Integer.valueOf(words[i]);
        }
        return numbers;
    }

    /**
     * Writes options as variables for a child.
     *
     * @throws IllegalArgumentException if there is a rule that has no text
     */
    static Map<String, String> write(FaultConfig config, long seed) {
        FaultOptions from = config.options();
        Map<String, String> out = new TreeMap<>();
        if (!from.rules.isEmpty()) {
            out.put("FAULT_RULES", FaultRule.textOf(from.rules));
        }
        out.put("FAULT_CONNECT_DELIVERY", from.delivery.name());
        out.put("FAULT_GRANULARITY", from.granularity.name());
        out.put("FAULT_STICKY", from.sticky ? "1" : "0");
        out.put("FAULT_INJECT_ENABLED", from.enabled ? "1" : "0");
        out.put("FAULT_CONNECT_FAIL_RATE", Double.toString(from.connectFailRate));
        out.put("FAULT_CONNECT_ERRNO", Integer.toString(from.connectErrno.number()));
        out.put("FAULT_CONNECT_DELAY_MS", millis(from.connectDelay));
        out.put("FAULT_SEND_FAIL_RATE", Double.toString(from.sendFailRate));
        out.put("FAULT_SEND_ERRNO", Integer.toString(from.sendErrno.number()));
        out.put("FAULT_SEND_SHORT_RATE", Double.toString(from.sendShortRate));
        out.put("FAULT_SEND_DELAY_MS", millis(from.sendDelay));
        out.put("FAULT_RECV_FAIL_RATE", Double.toString(from.recvFailRate));
        out.put("FAULT_RECV_ERRNO", Integer.toString(from.recvErrno.number()));
        out.put("FAULT_RECV_SHORT_RATE", Double.toString(from.recvShortRate));
        out.put("FAULT_RECV_DELAY_MS", millis(from.recvDelay));
        out.put("FAULT_LATENCY_MS", millis(from.latency));
        out.put("FAULT_JITTER_MS", millis(from.jitter));
        out.put("FAULT_BANDWIDTH_BPS", Long.toString(from.bandwidth));
        out.put("FAULT_OPEN_FAIL_RATE", Double.toString(from.openFailRate));
        out.put("FAULT_OPEN_ERRNO", Integer.toString(from.openErrno.number()));
        out.put("FAULT_TARGET_HOSTS", String.join(",", from.targetHosts));
        out.put(
                "FAULT_TARGET_PORTS",
                from.targetPorts.stream().map(String::valueOf).collect(Collectors.joining(",")));
        out.put("FAULT_LOG_INJECTIONS", from.logInjections ? "1" : "0");
        out.put("FAULT_SEED", Long.toString(seed));
        out.put("FAULT_SEGMENT_OCTETS", Integer.toString(from.segmentOctets));
        out.put("FAULT_SLICE_OCTETS", Integer.toString(from.sliceOctets));
        config.logFile().ifPresent(file -> out.put("FAULT_LOG_FILE", file.toString()));
        config.traceFile().ifPresent(file -> out.put("FAULT_TRACE_FILE", file.toString()));
        config.replayFile().ifPresent(file -> out.put("FAULT_REPLAY_FILE", file.toString()));
        config.statsFile().ifPresent(file -> out.put("FAULT_STATS_FILE", file.toString()));
        return out;
    }
}
