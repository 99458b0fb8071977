// SPDX-License-Identifier: Apache-2.0
package dev.schism.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An immutable, named list of steps on one connection: the only input there is.
 *
 * @param name 1 to {@value #MAX_NAME} letters, digits, {@code . _ -}; not starting with a dot or dash
 * @param tags names of what is special about it, such as the malformations a generator put in; spelt like a name
 * @param steps the steps in order; nothing may follow a reset or close
 */
public record Scenario(String name, List<String> tags, List<Step> steps) {

    /** Longest name or tag. */
    public static final int MAX_NAME = 120;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");

    /** Checks names and order. */
    public Scenario {
        requireName("name", name);
        tags = tags.stream().map(tag -> requireName("tag", tag)).toList();
        steps = List.copyOf(steps);
        for (int i = 0; i + 1 < steps.size(); i++) {
            if (steps.get(i).isLast()) {
                throw new IllegalArgumentException("steps must end with %s: step %d of %d"
                        .formatted(steps.get(i).keyword(), i, steps.size()));
            }
        }
    }

    /** Returns a name or tag that is spelt like one. */
    static String requireName(String field, String value) {
        if (value.length() > MAX_NAME || !NAME.matcher(value).matches()) {
            throw new IllegalArgumentException("%s must be 1 to %d of A-Z a-z 0-9 . _ - and not start with . or -: '%s'"
                    .formatted(
                            field, MAX_NAME, value.length() > MAX_NAME ? value.substring(0, MAX_NAME) + "..." : value));
        }
        return value;
    }

    /** Starts a scenario of that name. */
    public static ScenarioBuilder named(String name) {
        return new ScenarioBuilder(name);
    }

    /** Returns the same scenario with other steps. */
    public Scenario withSteps(List<Step> newSteps) {
        return new Scenario(name, tags, newSteps);
    }

    /** Tells whether some step awaits a response, so that something can be observed. */
    public boolean awaitsResponse() {
        return steps.stream().anyMatch(Step::waits);
    }

    /** Returns everything the scenario sends, in order, in one payload. */
    public Payload sent() {
        List<Payload.Part> parts = new ArrayList<>();
        for (Step step : steps) {
            if (step instanceof Step.SendBytes send) {
                parts.addAll(send.bytes().parts());
            }
        }
        return new Payload(parts);
    }
}
