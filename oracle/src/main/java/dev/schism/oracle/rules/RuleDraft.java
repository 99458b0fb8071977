// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** A rule while it is written down: the sentences and patterns, in the order in which a person reads them. */
final class RuleDraft {

    final String id;
    final Level level;
    final String section;
    final List<Pattern> preferred = new ArrayList<>();
    final List<Pattern> allowed = new ArrayList<>();
    final List<Pattern> tolerated = new ArrayList<>();
    final List<Pattern> violating = new ArrayList<>();
    Basis basis;
    Set<Flag> flags = Set.of();
    String trigger = "";
    String requirement = "";
    Trigger when = situation -> OptionalInt.empty();
    Optional<String> notObservable = Optional.empty();
    boolean relational;
    boolean aboutResponseFields;
    boolean aboutConnectionEnd;
    Reach reach = Reach.OCTETS;
    Function<Situation, String> actual = situation -> situation.outcome().text();
    Predicate<Situation> explains = situation -> true;

    private RuleDraft(String id, Level level, String section) {
        this.id = id;
        this.level = level;
        this.section = section;
        this.basis = switch (level) {
            case MUST, SHOULD, MAY -> Basis.STATED;
            case GRAMMAR -> Basis.ABNF;
            case POLICY -> Basis.ENGINEERING;
        };
    }

    static RuleDraft must(String id, String section) {
        return new RuleDraft(id, Level.MUST, section);
    }

    static RuleDraft should(String id, String section) {
        return new RuleDraft(id, Level.SHOULD, section);
    }

    static RuleDraft may(String id, String section) {
        return new RuleDraft(id, Level.MAY, section);
    }

    static RuleDraft grammar(String id, String section) {
        return new RuleDraft(id, Level.GRAMMAR, section);
    }

    static RuleDraft policy(String id, String section) {
        return new RuleDraft(id, Level.POLICY, section);
    }

    /** Says that a definition binds here, not a sentence with a BCP 14 word. */
    RuleDraft byDefinition() {
        basis = Basis.DEFINITION;
        return this;
    }

    RuleDraft flags(Flag first, Flag... rest) {
        flags = Set.copyOf(EnumSet.of(first, rest));
        return this;
    }

    RuleDraft when(String text, Trigger condition) {
        trigger = text;
        when = condition;
        return this;
    }

    RuleDraft requires(String text) {
        requirement = text;
        return this;
    }

    RuleDraft prefers(String... outcomes) {
        add(preferred, outcomes);
        return this;
    }

    RuleDraft prefers(String text, Condition condition) {
        preferred.add(Pattern.that(text, condition));
        return this;
    }

    RuleDraft allows(String... outcomes) {
        add(allowed, outcomes);
        return this;
    }

    RuleDraft allows(String text, Condition condition) {
        allowed.add(Pattern.that(text, condition));
        return this;
    }

    /** Names an outcome in words by which the server does not process the request. */
    RuleDraft allowsRefusal(String text, Condition condition) {
        allowed.add(new Pattern(text, condition, (situation, at) -> Answer.YES, true, true));
        return this;
    }

    /** Names outcomes that keep this rule, but are no reason for another one to be let off. */
    RuleDraft allowsForItself(String... outcomes) {
        for (String outcome : outcomes) {
            allowed.add(PatternNotation.parse(outcome).excusingNothing());
        }
        return this;
    }

    /** Names outcomes that get a warning where nothing better matches. */
    RuleDraft tolerates(String... outcomes) {
        add(tolerated, outcomes);
        return this;
    }

    /** Names outcomes that get a warning, and are no reason for another rule to be let off. */
    RuleDraft toleratesForItself(String... outcomes) {
        for (String outcome : outcomes) {
            tolerated.add(PatternNotation.parse(outcome).excusingNothing());
        }
        return this;
    }

    RuleDraft tolerates(String text, Condition condition) {
        tolerated.add(Pattern.that(text, condition));
        return this;
    }

    RuleDraft forbids(String... outcomes) {
        add(violating, outcomes);
        return this;
    }

    RuleDraft forbids(String text, Condition condition) {
        violating.add(Pattern.that(text, condition));
        return this;
    }

    /**
     * Says where the rule can be why a request met with what it met. A rule that has servers accept something usual is
     * broken by every refusal that no other rule explains, whatever the reason; to blame a server by it would be a
     * wrong answer.
     */
    RuleDraft explainsOnly(Predicate<Situation> where) {
        explains = where;
        return this;
    }

    /** Says that it is about fields of a response that no recipient acts upon. */
    RuleDraft aboutResponseFields() {
        aboutResponseFields = true;
        return this;
    }

    /** Says that it is about how a connection ends, whatever was sent on it. */
    RuleDraft aboutConnectionEnd() {
        aboutConnectionEnd = true;
        return this;
    }

    /** Says how far it looks; where a rule that looks nearer finds fault with the same request, it says no more. */
    RuleDraft reaches(Reach how) {
        reach = how;
        return this;
    }

    /** Says what the server did in other words than those of the outcome. */
    RuleDraft tells(Function<Situation, String> words) {
        actual = words;
        return this;
    }

    RuleDraft notObservable(String reason) {
        notObservable = Optional.of(reason);
        return this;
    }

    /** Says that only several runs together show whether the rule is kept. */
    RuleDraft relatesRuns(String text) {
        trigger = text;
        relational = true;
        return this;
    }

    List<Pattern> conformant() {
        List<Pattern> all = new ArrayList<>(preferred);
        all.addAll(allowed);
        return all;
    }

    private static void add(List<Pattern> patterns, String... outcomes) {
        for (String outcome : outcomes) {
            patterns.add(PatternNotation.parse(outcome));
        }
    }
}
