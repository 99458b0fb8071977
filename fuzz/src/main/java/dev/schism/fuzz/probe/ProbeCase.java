// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz.probe;

import dev.schism.oracle.rules.Rule;
import dev.schism.oracle.rules.RuleBook;
import dev.schism.scenario.Scenario;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A scenario of the catalogue and what its tags say about it. Immutable and thread-safe.
 *
 * @param scenario the scenario; its tags are the rules it exercises, the kind, and marks for the engine
 * @param note what it shows, in a sentence
 * @param rules the rules it exercises, the main one first; an innocent neighbour keeps clear of the main one
 * @param kind how it relates to its main rule
 */
public record ProbeCase(Scenario scenario, String note, List<Rule> rules, Kind kind) {

    /** Tag of a case behind which a request may follow on the same connection. */
    static final String FOLLOW_UP = "follow-up";

    /** What the tag of a group of cases with equal outcomes starts with. */
    static final String GROUP = "group-";

    /** Tag of the case with which the others of its group are compared. */
    static final String GROUP_BASE = "group-base";

    /** The rule whose cases are run several times. */
    static final String REPEATED = "RB-03";

    private static final Pattern RULE_ID = Pattern.compile("[A-Z]{2}-[0-9]{2}");

    /** How a case relates to its main rule. */
    public enum Kind {
        /** It shows what the rule is about. */
        CANONICAL,
        /** The rule speaks, but just so, or in an unusual way. */
        BOUNDARY,
        /** It looks alike, and the rule does not speak. */
        INNOCENT,
        /** It is none of the catalogue: whatever any rule says about it counts. */
        OWN;

        /** Returns the tag, such as {@code canonical}. */
        public String tag() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Copies the list. */
    public ProbeCase {
        rules = List.copyOf(rules);
        if (rules.isEmpty() && kind != Kind.OWN) {
            throw new IllegalArgumentException("rules must not be empty: " + scenario.name());
        }
    }

    /**
     * Reads what the tags of a scenario say.
     *
     * @throws IllegalArgumentException when they name no rule, a rule that does not exist, or not exactly one kind
     */
    static ProbeCase of(Scenario scenario, String note) {
        List<Rule> rules = scenario.tags().stream()
                .filter(tag -> RULE_ID.matcher(tag).matches())
                .map(RuleBook::rule)
                .toList();
        List<Kind> kinds = Arrays.stream(Kind.values())
                .filter(kind -> kind != Kind.OWN)
                .filter(kind -> scenario.tags().contains(kind.tag()))
                .toList();
        if (kinds.size() != 1) {
            throw new IllegalArgumentException(
                    "tags must have one of canonical, boundary, innocent: " + scenario.name() + " " + kinds);
        }
        return new ProbeCase(scenario, note, rules, kinds.get(0));
    }

    /**
     * Takes a scenario that is not of the catalogue. Tags that name rules say what it was made for, {@code follow-up}
     * lets a request follow, and other tags have no meaning here.
     */
    static ProbeCase own(Scenario scenario, String note) {
        List<Rule> rules = RuleBook.rules().stream()
                .filter(rule -> scenario.tags().contains(rule.id()))
                .toList();
        return new ProbeCase(scenario, note, rules, Kind.OWN);
    }

    /** Tells whether it is none of the catalogue. */
    boolean isOwn() {
        return kind == Kind.OWN;
    }

    /** Returns the name, such as {@code cl-02-two-lines}. */
    public String name() {
        return scenario.name();
    }

    /** Returns the rule it was chosen for. */
    public Rule mainRule() {
        return rules.get(0);
    }

    /** Tells whether a request may follow it on the same connection. */
    boolean mayBeFollowed() {
        return scenario.tags().contains(FOLLOW_UP);
    }

    /** Returns the group whose cases have the same outcome. */
    Optional<String> group() {
        return scenario.tags().stream()
                .filter(tag -> tag.startsWith(GROUP) && !tag.equals(GROUP_BASE))
                .findFirst();
    }

    /**
     * Tells whether it differs from another case in nothing that may matter. What rules say about the octets, they say
     * in that case; here a server that answers early would be judged by how far we got.
     */
    boolean isVariant() {
        return !isOwn() && group().isPresent() && !isGroupBase();
    }

    /** Tells whether the others of its group are compared with it. */
    boolean isGroupBase() {
        return !isOwn() && scenario.tags().contains(GROUP_BASE);
    }
}
