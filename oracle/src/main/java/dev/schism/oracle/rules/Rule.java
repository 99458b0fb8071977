// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One rule: what makes it speak, what it asks for, and which outcomes keep or break it. Immutable and thread-safe.
 *
 * <p>Its id is written once and never changes; a verdict, a baseline and a command line refer to it.
 */
public final class Rule {

    private final RuleDraft draft;
    private final Severity severity;

    Rule(RuleDraft draft) {
        this.draft = draft;
        this.severity = Severity.of(draft.flags);
    }

    /** Returns the id, such as {@code CL-02}. */
    public String id() {
        return draft.id;
    }

    /** Returns the part of HTTP/1.1 it is about. */
    public RuleClass ruleClass() {
        return RuleClass.valueOf(draft.id.substring(0, 2));
    }

    /** Returns how strongly it binds. */
    public Level level() {
        return draft.level;
    }

    /** Returns what it rests on. */
    public Basis basis() {
        return draft.basis;
    }

    /** Returns the section it comes from, such as {@code 9112 §6.3}; a dash where there is none. */
    public String section() {
        return draft.section;
    }

    /** Returns id, level and section in one line, such as {@code CL-02 MUST 9112 §6.3}. */
    public String citation() {
        return id() + " " + level() + " " + section();
    }

    /** Returns what makes it speak, in words. */
    public String trigger() {
        return draft.trigger;
    }

    /** Returns what it asks for, in our own words. */
    public String requirement() {
        return draft.requirement;
    }

    /** Returns the outcomes that keep it, the preferred ones first. */
    public List<String> conformant() {
        return texts(draft.conformant());
    }

    /** Returns the outcomes that keep it best. */
    public List<String> preferred() {
        return texts(draft.preferred);
    }

    /** Returns the outcomes that are let pass with a warning. */
    public List<String> tolerated() {
        return texts(draft.tolerated);
    }

    /** Returns outcomes that break it, as far as they have to be named. */
    public List<String> violating() {
        return texts(draft.violating);
    }

    /** Returns what it needs to be observed and why it matters. */
    public Set<Flag> flags() {
        return draft.flags;
    }

    /** Returns how much it matters that it is broken. */
    public Severity severity() {
        return severity;
    }

    /** Returns why no run of ours against one server can show whether it is kept; empty where one can. */
    public Optional<String> notObservable() {
        return draft.notObservable;
    }

    /** Tells whether only several runs together can show whether it is kept. */
    public boolean isRelational() {
        return draft.relational;
    }

    /** Tells whether it is about the response, whatever the request was. */
    boolean isAboutResponse() {
        return draft.aboutResponseFields || ruleClass() == RuleClass.ME;
    }

    /** Tells whether it is about fields of a response that no recipient acts upon. */
    boolean isAboutResponseFields() {
        return draft.aboutResponseFields;
    }

    /** Tells whether it is about how a connection ends, whatever was sent on it. */
    boolean isAboutConnectionEnd() {
        return draft.aboutConnectionEnd;
    }

    /** Tells whether it would rather have the request processed than refused. */
    boolean prefersAcceptance() {
        return draft.preferred.stream().anyMatch(pattern -> pattern.text().startsWith("ACC"));
    }

    /** Tells whether it names an outcome by which a request is not processed. */
    boolean namesRefusal() {
        return Stream.concat(draft.conformant().stream(), draft.tolerated.stream())
                .anyMatch(Pattern::refuses);
    }

    /** Tells whether it names several outcomes for a request, so that two servers may differ and both keep it. */
    boolean leavesChoice() {
        long outcomes = Stream.concat(draft.conformant().stream(), draft.tolerated.stream())
                .filter(pattern -> !pattern.inWords() && !pattern.text().startsWith("ANY"))
                .count();
        return outcomes > 1;
    }

    /** Returns how far it looks. */
    Reach reach() {
        return draft.reach;
    }

    OptionalInt find(Situation situation) {
        return draft.when.find(situation);
    }

    /** Tells whether what the rule speaks about can be why a request met with what it met. */
    boolean explains(Situation situation) {
        return draft.explains.test(situation);
    }

    /** Tells what the server did, as far as the rule is concerned. */
    String actual(Situation situation) {
        return draft.actual.apply(situation);
    }

    RuleDraft draft() {
        return draft;
    }

    private static List<String> texts(List<Pattern> patterns) {
        return patterns.stream().map(Pattern::text).toList();
    }

    /** Returns the id. */
    @Override
    public String toString() {
        return id();
    }
}
