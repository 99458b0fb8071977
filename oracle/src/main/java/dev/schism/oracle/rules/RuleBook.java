// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All rules, by id and by class. Immutable and thread-safe. */
public final class RuleBook {

    private static final int MAX_SUGGESTIONS = 5;

    private static final Map<String, Rule> RULES = load();

    private RuleBook() {}

    private static Map<String, Rule> load() {
        Map<String, Rule> rules = new LinkedHashMap<>();
        Stream.of(
                        LineRules.rules(),
                        RequestLineRules.rules(),
                        TargetRules.rules(),
                        HostRules.rules(),
                        FieldRules.rules(),
                        ContentLengthRules.rules(),
                        TransferCodingRules.rules(),
                        ChunkRules.rules(),
                        ChunkExtensionRules.rules(),
                        TrailerRules.rules(),
                        ShownRules.rules(),
                        AcceptanceRules.rules(),
                        ConnectionRules.rules(),
                        ClosingRules.rules(),
                        ExpectRules.rules(),
                        UpgradeRules.rules(),
                        VersionRules.rules(),
                        MethodRules.rules(),
                        StatusRules.rules(),
                        IntermediaryRules.rules(),
                        RobustnessRules.rules())
                .flatMap(List::stream)
                .map(Rule::new)
                .sorted(Comparator.comparing(Rule::ruleClass).thenComparing(Rule::id))
                .forEach(rule -> add(rules, rule));
        return rules;
    }

    private static void add(Map<String, Rule> rules, Rule rule) {
        if (rules.put(rule.id(), rule) != null) {
            throw new IllegalStateException("rule id must be unique: " + rule.id());
        }
    }

    /** Returns all rules in the order of their classes and ids. */
    public static List<Rule> rules() {
        return List.copyOf(RULES.values());
    }

    /**
     * Returns the rule of an id.
     *
     * @throws IllegalArgumentException when there is none; the message names ids that look alike
     */
    public static Rule rule(String id) {
        List<Rule> found = find(id);
        if (found.size() != 1 || !found.get(0).id().equalsIgnoreCase(id.strip())) {
            throw unknown("rule id", id);
        }
        return found.get(0);
    }

    /**
     * Returns the rules of a list of ids and classes, such as {@code CL,TE-03}, in the order of the book.
     *
     * @throws IllegalArgumentException when a selector names no rule, or there is none; the message names selectors
     *     that look alike
     */
    public static List<Rule> select(String selectors) {
        Set<Rule> wanted = new LinkedHashSet<>();
        for (String selector : selectors.split(",", -1)) {
            List<Rule> found = find(selector);
            if (found.isEmpty()) {
                throw unknown("rule selector", selector);
            }
            wanted.addAll(found);
        }
        return RULES.values().stream().filter(wanted::contains).toList();
    }

    private static List<Rule> find(String selector) {
        String key = selector.strip().toUpperCase(Locale.ROOT);
        Rule rule = RULES.get(key);
        if (rule != null) {
            return List.of(rule);
        }
        return RULES.values().stream()
                .filter(one -> one.ruleClass().name().equals(key))
                .toList();
    }

    private static IllegalArgumentException unknown(String what, String selector) {
        List<String> alike = alike(selector.strip().toUpperCase(Locale.ROOT));
        return new IllegalArgumentException(what + " must be an id or class of the rule book: '" + selector.strip()
                + "' (close: " + String.join(", ", alike) + ")");
    }

    private static List<String> alike(String key) {
        List<String> names = new ArrayList<>(
                Arrays.stream(RuleClass.values()).map(RuleClass::name).toList());
        names.addAll(RULES.keySet());
        return names.stream()
                .sorted((one, other) -> Integer.compare(distance(key, one), distance(key, other)))
                .limit(MAX_SUGGESTIONS)
                .toList();
    }

    /** Counts the positions in which two short names differ. */
    private static int distance(String one, String other) {
        int differences = Math.abs(one.length() - other.length());
        for (int i = 0; i < Math.min(one.length(), other.length()); i++) {
            differences += one.charAt(i) == other.charAt(i) ? 0 : 1;
        }
        return differences;
    }

    /**
     * Writes a rule out for people: level, section, what makes it speak, what it asks for, and the outcomes.
     *
     * @throws IllegalArgumentException when there is no such rule
     */
    public static String explain(String id) {
        Rule rule = rule(id);
        StringBuilder text = new StringBuilder();
        text.append(rule.id()).append("  ").append(rule.ruleClass().title()).append('\n');
        line(
                text,
                "level",
                rule.level() + " (" + rule.basis().name().toLowerCase(Locale.ROOT) + "), severity "
                        + rule.severity().name().toLowerCase(Locale.ROOT));
        line(text, "section", rule.section());
        line(text, "when", rule.trigger());
        line(text, "asks", rule.requirement());
        line(text, "best", String.join(" | ", rule.preferred()));
        line(text, "keeps it", String.join(" | ", rule.conformant()));
        line(text, "warning", String.join(" | ", rule.tolerated()));
        line(text, "breaks it", String.join(" | ", rule.violating()));
        line(text, "flags", rule.flags().stream().sorted().map(Flag::name).collect(Collectors.joining(" ")));
        rule.notObservable().ifPresent(reason -> line(text, "not seen", reason));
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append("  %-9s %s%n".formatted(name, value).replace("\r\n", "\n"));
        }
    }
}
