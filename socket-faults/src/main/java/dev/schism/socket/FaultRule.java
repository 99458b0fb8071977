// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What happens to the connections of a target. Where several rules match a connection, the first one counts.
 *
 * @param target which connections
 * @param faults what happens to them; several may
 */
public record FaultRule(Target target, List<Fault> faults) {

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if connect or link faults are asked for on accepted connections
     */
    public FaultRule {
        faults = List.copyOf(faults);
        for (Fault fault : faults) {
            boolean outgoing = fault instanceof Fault.Link || fault instanceof Fault.ConnectFailure;
            if (target.accepted() && outgoing) {
                throw new IllegalArgumentException(
                        "faults of accepted connections must be of sending or receiving: " + fault);
            }
        }
    }

    /**
     * Reads a rule as {@link #text()} writes it: words of the target ({@code host=}, {@code port=}, {@code scope=},
     * {@code accept=}), then faults by name, each followed by its own words.
     *
     * <pre>{@code host=*.db port=5432 connect first=2 errno=ETIMEDOUT latency delay=200ms jitter=50ms way=recv}</pre>
     *
     * @throws IllegalArgumentException if a word is unknown, missing or has a bad value
     */
    public static FaultRule parse(String text) {
        return RuleText.parse(text);
    }

    /** Reads rules that are separated by {@code |}. */
    static List<FaultRule> parseAll(String text) {
        return Arrays.stream(text.split("\\|", -1))
                .filter(rule -> !rule.isBlank())
                .map(FaultRule::parse)
                .toList();
    }

    /** Writes rules as {@link #parseAll} reads them. */
    static String textOf(List<FaultRule> rules) {
        return rules.stream().map(FaultRule::text).collect(Collectors.joining(" | "));
    }

    /**
     * Writes this rule as {@link #parse} reads it.
     *
     * @throws IllegalArgumentException if the target's scope has white space or a bar in it
     */
    public String text() {
        return RuleText.write(this);
    }

    /** Makes a rule. */
    public static FaultRule of(Target target, Fault... faults) {
        return new FaultRule(target, List.of(faults));
    }
}
