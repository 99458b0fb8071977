// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import dev.schism.scenario.Bindings;
import dev.schism.wire.Octets;
import dev.schism.wire.request.Field;
import dev.schism.wire.request.Message;
import dev.schism.wire.request.Reading;
import dev.schism.wire.request.RequestReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** How the second of two runs differs from the first, where that must not change the outcome. */
enum Relation {
    /** The second is a request that shows whether the server is alive. */
    CANARY("RB-01"),
    /** Nothing differs. */
    REPETITION("RB-03"),
    /** The same octets in other segments. */
    SEGMENTATION("KA-11"),
    /** The case of field names. */
    NAME_CASE("HF-08"),
    /** The case of the transfer coding. */
    CODING_CASE("TE-07"),
    /** The case of the connection options. */
    OPTION_CASE("KA-05"),
    /** The case of the expectation. */
    EXPECTATION_CASE("EX-06"),
    /** Proxy-Connection was added. */
    PROXY_CONNECTION("KA-12"),
    /** Unrelated fields in other order, or one more of them. */
    FIELD_ORDER("RB-04");

    /** The tag of a scenario that serves as a canary. */
    static final String CANARY_TAG = "canary";

    private final String ruleId;

    Relation(String ruleId) {
        this.ruleId = ruleId;
    }

    String ruleId() {
        return ruleId;
    }

    /** Finds how two runs are related; empty where they differ in more than that. */
    static Optional<Relation> between(Judge.Run first, Judge.Run other) {
        if (other.scenario().tags().contains(CANARY_TAG)) {
            return Optional.of(CANARY);
        }
        Octets one = normalised(first);
        Octets two = normalised(other);
        if (one.equals(two)) {
            boolean sameSegments =
                    first.scenario().steps().equals(other.scenario().steps());
            return Optional.of(sameSegments ? REPETITION : SEGMENTATION);
        }
        return byFields(
                RequestReading.readings(one).get(0),
                RequestReading.readings(two).get(0));
    }

    /**
     * Returns what was to be sent, with the token of the run left out, because it differs from run to run. What was
     * sent indeed may be less where a server answers early and closes.
     */
    private static Octets normalised(Judge.Run run) {
        Map<String, String> bound = run.observation().placeholders();
        int port = Integer.parseInt(bound.getOrDefault("port", "0"));
        return run.scenario().sent().fill(new Bindings(bound.getOrDefault("host", ""), port, "{token}"));
    }

    private static Optional<Relation> byFields(Reading one, Reading two) {
        if (one.messages().size() != two.messages().size() || !sameButFields(one, two)) {
            return Optional.empty();
        }
        List<Field> before = fields(one);
        List<Field> after = fields(two);
        if (lines(before, Relation::lowerName).equals(lines(after, Relation::lowerName))) {
            return Optional.of(NAME_CASE);
        }
        return byValues(before, after).or(() -> bySet(before, after));
    }

    private static boolean sameButFields(Reading one, Reading two) {
        for (int i = 0; i < one.messages().size(); i++) {
            Message before = one.messages().get(i);
            Message after = two.messages().get(i);
            boolean sameLine = before.method().equals(after.method())
                    && before.target().equals(after.target())
                    && before.line().version().equals(after.line().version());
            if (!sameLine || !before.body().content().equals(after.body().content())) {
                return false;
            }
        }
        return true;
    }

    private static List<Field> fields(Reading reading) {
        return reading.messages().stream()
                .flatMap(message -> message.fields().stream())
                .toList();
    }

    private static Optional<Relation> byValues(List<Field> before, List<Field> after) {
        if (!lines(before, Relation::lowerBoth).equals(lines(after, Relation::lowerBoth))) {
            return Optional.empty();
        }
        String name = "";
        for (int i = 0; i < before.size(); i++) {
            name = before.get(i).value().equals(after.get(i).value())
                    ? name
                    : lower(before.get(i).name());
        }
        return switch (name) {
            case "transfer-encoding" -> Optional.of(CODING_CASE);
            case "connection" -> Optional.of(OPTION_CASE);
            case "expect" -> Optional.of(EXPECTATION_CASE);
            default -> Optional.empty();
        };
    }

    private static Optional<Relation> bySet(List<Field> before, List<Field> after) {
        List<String> more = new ArrayList<>(lines(after, Relation::lowerName));
        lines(before, Relation::lowerName).forEach(more::remove);
        boolean nothingLost = after.size() - before.size() == more.size();
        if (!nothingLost || !sameOrderWithinNames(before, after)) {
            return Optional.empty();
        }
        if (more.size() == 1 && more.get(0).startsWith("proxy-connection:")) {
            return Optional.of(PROXY_CONNECTION);
        }
        return more.stream().allMatch(line -> line.startsWith("x-")) ? Optional.of(FIELD_ORDER) : Optional.empty();
    }

    private static boolean sameOrderWithinNames(List<Field> before, List<Field> after) {
        return before.stream()
                .map(Field::name)
                .allMatch(name -> values(before, name).equals(values(after, name)));
    }

    private static List<String> values(List<Field> fields, String name) {
        return fields.stream().filter(field -> field.is(name)).map(Field::value).toList();
    }

    private static List<String> lines(List<Field> fields, Function<Field, String> spelling) {
        return fields.stream().map(spelling).toList();
    }

    private static String lowerName(Field field) {
        return lower(field.name()) + ":" + field.value();
    }

    private static String lowerBoth(Field field) {
        return lower(lowerName(field));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
