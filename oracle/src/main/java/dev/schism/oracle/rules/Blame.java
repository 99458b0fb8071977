// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import dev.schism.oracle.Finding;
import dev.schism.oracle.rules.Verdict.Result;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who is wrong where two sides differ, and by which rule. Immutable.
 *
 * <p>The verdicts on both sides are weighed in this order; the first step that finds something decides:
 *
 * <ol>
 *   <li>Rules that do not bear on the difference are left out: what an intermediary forwards counts only where the
 *       sides understood the requests differently, the fields of a response only where they differ, and a refusal
 *       breaks no rule about something so usual that nobody refuses a request for it. Where the sides differ in nothing
 *       but what they show of a flawless request, and {@linkplain dev.schism.oracle.Departure one of them} shows what
 *       was sent, nothing is held against that one. Where they differ in nothing but the form of their responses, the
 *       rules about it decide first.
 *   <li>A rule that one side fails and the other does not: the side that fails it is wrong. Where each side fails one
 *       that the other keeps, both are. The form of responses is looked at only where nothing else decides.
 *   <li>A rule that both sides fail, each in its own way: both are wrong. Where they fail it in the same way, it does
 *       not explain the difference, and the search goes on; both are wrong in the end unless another rule separates
 *       them.
 *   <li>A recommendation, or the grammar alone, from which one side departs with a warning while the other is seen to
 *       keep it: the side that departs from it is wrong, but {@linkplain #isRecommendation() only by a recommendation}
 *       and one severity lower. A warning where the other side was not put to the test decides nothing, and neither
 *       does a close in place of the response that a rule asks for (RFC 9112 §9.5 lets a server close at any time).
 *   <li>Nothing is broken, and everything that bears on it was seen: both are allowed. Where it was not, nothing is
 *       decided.
 * </ol>
 *
 * @param party who is wrong
 * @param ofReference the verdict on the reference that tells why: the gravest that decides, or what the reference made
 *     of the rule that the target breaks; empty where there is none
 * @param ofTarget the same of the target
 */
public record Blame(Party party, Optional<Verdict> ofReference, Optional<Verdict> ofTarget) {

    /** Who can be wrong. */
    public enum Party {
        /** Only the target breaks a rule. */
        TARGET_WRONG,
        /** Only the reference breaks a rule. */
        REFERENCE_WRONG,
        /** Each side breaks a rule. */
        BOTH_WRONG,
        /** Neither side breaks a rule: the text leaves the choice. */
        BOTH_ALLOWED,
        /** Neither side is seen to break a rule, but not everything could be seen. */
        NOT_DECIDABLE;

        /** Returns it as people say it, such as {@code target wrong}. */
        public String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        /** Tells whether there is an answer. */
        public boolean isDecided() {
            return this != NOT_DECIDABLE;
        }

        /** Tells whether a rule was broken. */
        public boolean isBroken() {
            return this != BOTH_ALLOWED && this != NOT_DECIDABLE;
        }
    }

    /**
     * Puts the verdicts on two sides together.
     *
     * @param reference the verdicts on the reference
     * @param target the verdicts on the target, on the same scenario
     * @param finding the comparison of the two sides; an inconclusive one cannot be decided
     */
    public static Blame of(List<Verdict> reference, List<Verdict> target, Finding finding) {
        if (finding instanceof Finding.Inconclusive) {
            return new Blame(Party.NOT_DECIDABLE, Optional.empty(), Optional.empty());
        }
        return Weighing.of(reference, target, finding).blame();
    }

    /**
     * Returns the verdict that tells why: the one on the side that is wrong, the graver one where both are, the one on
     * the rule that leaves the choice, or the one that could not be given.
     */
    public Optional<Verdict> deciding() {
        return switch (party) {
            case REFERENCE_WRONG -> ofReference;
            case TARGET_WRONG -> ofTarget;
            case BOTH_ALLOWED, NOT_DECIDABLE -> ofTarget.or(() -> ofReference);
            case BOTH_WRONG ->
                Stream.of(ofTarget, ofReference).flatMap(Optional::stream).min(Weighing.GRAVEST);
        };
    }

    /** Tells whether a departure decides that is let pass with a warning: from a recommendation, or the grammar. */
    public boolean isRecommendation() {
        return party.isBroken()
                && deciding().filter(verdict -> verdict.result() == Result.WARN).isPresent();
    }

    /** Returns the severity of what was broken; low where nothing was. */
    public Severity severity() {
        Severity severity = deciding()
                .filter(verdict -> party.isBroken())
                .map(verdict -> verdict.rule().severity())
                .orElse(Severity.LOW);
        return isRecommendation() ? severity.lower() : severity;
    }

    /** Tells in few words who is wrong, by which rules, how strong they are and where they stand. */
    public String line() {
        String rules = Stream.of(ofTarget, ofReference)
                .flatMap(Optional::stream)
                .filter(verdict -> party == Party.BOTH_WRONG
                        || deciding().filter(verdict::equals).isPresent())
                .map(verdict -> verdict.rule().citation())
                .distinct()
                .collect(Collectors.joining("; "));
        String severity = party.isBroken() ? " (" + severity().name().toLowerCase(Locale.ROOT) + ")" : "";
        return party.words() + (rules.isEmpty() ? "" : ": " + rules) + severity;
    }

    /** Tells in one line who is wrong, by which rule and section, and what the rule asks for. */
    public String text() {
        return deciding()
                .map(verdict -> "%s: %s: %s"
                        .formatted(
                                party.words(),
                                verdict.rule().citation(),
                                verdict.rule().requirement()))
                .orElse(party.words());
    }
}
