// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import java.util.List;
import java.util.stream.Stream;

/** A rule that spoke about a situation, and what its patterns answered. */
final class Firing {

    private final Rule rule;
    private final int at;
    private final Situation situation;
    private final Answer preferred;
    private final Answer conformant;

    Firing(Rule rule, int at, Situation situation) {
        this.rule = rule;
        this.at = at;
        this.situation = situation;
        this.preferred = any(rule.draft().preferred);
        this.conformant = preferred.or(any(rule.draft().allowed));
    }

    Rule rule() {
        return rule;
    }

    int at() {
        return at;
    }

    Answer preferred() {
        return preferred;
    }

    Answer conformant() {
        return conformant;
    }

    Answer tolerated() {
        return any(rule.draft().tolerated);
    }

    Answer violating() {
        return any(rule.draft().violating);
    }

    /** Says what the rule excludes and the server did; empty where it did nothing of the kind. */
    String exceeded() {
        return rule.draft().violating.stream()
                .filter(pattern -> pattern.matches(situation, at) == Answer.YES)
                .findFirst()
                .map(pattern -> (rule.level() == Level.MAY ? "the licence ends at: " : "excluded: ") + pattern.text())
                .orElse("");
    }

    private Answer any(List<Pattern> patterns) {
        Answer answer = Answer.NO;
        for (Pattern pattern : patterns) {
            answer = answer.or(pattern.matches(situation, at));
        }
        return answer;
    }

    /** Tells whether the rule itself lets the server refuse in the way it did. */
    boolean letsRefuse() {
        return refuses(rule.draft().conformant()) || refuses(rule.draft().tolerated);
    }

    /** Tells whether the rule itself would rather have the server refuse in the way it did. */
    boolean prefersRefusal() {
        return refuses(rule.draft().preferred);
    }

    private boolean refuses(List<Pattern> patterns) {
        return patterns.stream()
                .anyMatch(pattern -> pattern.refuses() && pattern.coreMatches(situation, at) == Answer.YES);
    }

    /**
     * Tells whether another rule's refusal can satisfy this one: it speaks about the fate of the request, and what the
     * server did is nothing that it names itself.
     */
    boolean canBeExcused() {
        List<Pattern> all = Stream.concat(rule.draft().conformant().stream(), rule.draft().tolerated.stream())
                .toList();
        boolean aboutRequest = all.stream().anyMatch(pattern -> !pattern.inWords());
        return aboutRequest && all.stream().noneMatch(pattern -> pattern.coreMatches(situation, at) == Answer.YES);
    }
}
