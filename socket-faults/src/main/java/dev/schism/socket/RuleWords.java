// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of one fault or target, each to be taken once. */
final class RuleWords {

    private static final Pattern DELAY = Pattern.compile("(\\d{1,18})(ns|us|ms|s)");

    private final Map<String, String> values = new LinkedHashMap<>();

    void add(String word) {
        int equals = word.indexOf('=');
        String name = word.substring(0, equals).toLowerCase(Locale.ROOT);
        if (values.put(name, word.substring(equals + 1)) != null) {
            throw wrong("word must be given once", word);
        }
    }

    Optional<String> take(String name) {
        return Optional.ofNullable(values.remove(name));
    }

    void requireAllUsed() {
        if (!values.isEmpty()) {
            throw wrong("words must belong to what is before them", String.valueOf(values));
        }
    }

    static IllegalArgumentException wrong(String what, String actual) {
        return new IllegalArgumentException(what + ": " + actual);
    }

    List<Integer> ports(String text) {
        if (!text.matches("\\d{1,5}(,\\d{1,5})*")) {
            throw wrong("ports must be numbers separated by commas", text);
        }
        return Arrays.stream(text.split(",", -1)).map(Integer::valueOf).toList();
    }

    long number(String name) {
        String text = take(name).orElseThrow(() -> wrong("fault must have a word " + name + "=", "none"));
        if (!text.matches("\\d{1,18}")) {
            throw wrong(name + " must be a number", text);
        }
        return Long.parseLong(text);
    }

    Duration delay(String name) {
        Optional<String> text = take(name);
        Matcher matcher = DELAY.matcher(text.orElse("0ms"));
        if (!matcher.matches()) {
            throw wrong(name + " must be a number and ns, us, ms or s", text.orElse(""));
        }
        long number = Long.parseLong(matcher.group(1));
        try {
            return switch (matcher.group(2)) {
                case "s" -> Duration.ofSeconds(number);
                case "ms" -> Duration.ofMillis(number);
                case "us" -> Duration.ofNanos(Math.multiplyExact(number, 1_000L));
                default -> Duration.ofNanos(number);
            };
        } catch (ArithmeticException e) {
            throw wrong(name + " must be at most " + Fault.LONGEST_DELAY, text.orElse(""));
        }
    }

    Errno errno(Errno otherwise) {
        return take("errno").map(Errno::parse).orElse(otherwise);
    }

    Delivery delivery() {
        String word = take("delivery").orElse("asynchronous");
        return switch (word) {
            case "asynchronous" -> Delivery.ASYNCHRONOUS;
            case "immediate" -> Delivery.IMMEDIATE;
            default -> throw wrong("delivery must be asynchronous or immediate", word);
        };
    }

    Direction way() {
        String word = take("way").orElse("recv");
        return switch (word) {
            case "recv" -> Direction.RECEIVE;
            case "send" -> Direction.SEND;
            default -> throw wrong("way must be recv or send", word);
        };
    }

    Trigger trigger() {
        List<Trigger> found = new ArrayList<>();
        take("rate").ifPresent(text -> found.add(new Trigger.Rate(rate(text))));
        if (values.containsKey("at")) {
            found.add(new Trigger.AtByte(number("at")));
        }
        if (values.containsKey("nth")) {
            found.add(new Trigger.Nth(number("nth")));
        }
        if (values.containsKey("first")) {
            found.add(new Trigger.First(number("first")));
        }
        if (found.size() > 1) {
            throw wrong("fault must have one of rate, at, nth, first", found.toString());
        }
        Trigger trigger = found.isEmpty() ? Trigger.always() : found.get(0);
        return values.containsKey("on") ? new Trigger.OnConnection(number("on"), trigger) : trigger;
    }

    private double rate(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw wrong("rate must be a number", text);
        }
    }
}
