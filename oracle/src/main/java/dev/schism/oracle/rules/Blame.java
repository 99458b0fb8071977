// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import dev.schism.oracle.Category;
import dev.schism.oracle.Divergence;
import dev.schism.oracle.Facet;
import dev.schism.oracle.Finding;
import dev.schism.oracle.rules.Verdict.Result;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who is wrong where two sides differ, and by which rule. Immutable.
 *
 * @param party who is wrong
 * @param deciding the verdict that decides it: the gravest one that the other side does not share; empty where none
 *     does
 */
public record Blame(Party party, Optional<Verdict> deciding) {

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
        NOT_DECIDABLE
    }

    /** Rules on fields of a response that no recipient acts upon. */
    private static final Set<String> ABOUT_RESPONSE_FIELDS = Set.of("ME-03", "ME-04", "ME-05", "ME-06", "ME-09");

    private static final Comparator<Verdict> GRAVEST = Comparator.<Verdict, Severity>comparing(
                    verdict -> verdict.rule().severity())
            .reversed()
            .thenComparing(verdict -> verdict.rule().level())
            .thenComparing(Verdict::message);

    /**
     * Puts the verdicts on two sides together.
     *
     * @param reference the verdicts on the reference
     * @param target the verdicts on the target, on the same scenario
     * @param finding the comparison of the two sides; an inconclusive one cannot be decided
     */
    public static Blame of(List<Verdict> reference, List<Verdict> target, Finding finding) {
        if (finding instanceof Finding.Inconclusive) {
            return new Blame(Party.NOT_DECIDABLE, Optional.empty());
        }
        List<Verdict> ofReference = relevant(reference, finding);
        List<Verdict> ofTarget = relevant(target, finding);
        Blame byRequest = byFailures(withoutResponseForm(ofReference), withoutResponseForm(ofTarget));
        if (byRequest.deciding().isPresent()) {
            return byRequest;
        }
        Blame byResponse = byFailures(ofReference, ofTarget);
        return byResponse.deciding().isPresent() ? byResponse : withoutFailures(ofReference, ofTarget);
    }

    /** Returns the severity of what was broken; low where nothing was. */
    public Severity severity() {
        boolean broken = party != Party.BOTH_ALLOWED && party != Party.NOT_DECIDABLE;
        return deciding.filter(verdict -> broken)
                .map(verdict -> verdict.rule().severity())
                .orElse(Severity.LOW);
    }

    /** Tells in one line who is wrong, by which rule and section, and what the rule asks for. */
    public String text() {
        String who = party.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return deciding.map(verdict -> "%s: %s %s %s: %s"
                        .formatted(
                                who,
                                verdict.rule().id(),
                                verdict.rule().level(),
                                verdict.rule().section(),
                                verdict.rule().requirement()))
                .orElse(who);
    }

    private static List<Verdict> relevant(List<Verdict> verdicts, Finding finding) {
        return verdicts.stream()
                .filter(verdict -> isRelevant(verdict.rule(), finding))
                .toList();
    }

    /**
     * What an intermediary forwards matters only where the two sides understood the requests differently, and the
     * fields of a response only where these differ.
     */
    private static boolean isRelevant(Rule rule, Finding finding) {
        Optional<Divergence> divergence = finding instanceof Finding.Difference difference
                ? Optional.of(difference.divergence())
                : Optional.empty();
        if (rule.flags().contains(Flag.PROXY)) {
            return divergence
                    .filter(one -> one.facets().stream().anyMatch(facet -> facet.facet() == Facet.REQUEST_SEEN))
                    .isPresent();
        }
        return !ABOUT_RESPONSE_FIELDS.contains(rule.id())
                || divergence
                        .filter(one -> one.category() == Category.HEADER_DIFFER)
                        .isPresent();
    }

    /** The form of a response seldom explains a difference, so that it decides last. */
    private static List<Verdict> withoutResponseForm(List<Verdict> verdicts) {
        return verdicts.stream()
                .filter(verdict -> verdict.rule().ruleClass() != RuleClass.ME)
                .toList();
    }

    private static Blame byFailures(List<Verdict> reference, List<Verdict> target) {
        List<Verdict> onlyReference = failuresNotIn(reference, target);
        List<Verdict> onlyTarget = failuresNotIn(target, reference);
        if (!onlyReference.isEmpty() && !onlyTarget.isEmpty()) {
            return new Blame(Party.BOTH_WRONG, gravest(Stream.concat(onlyTarget.stream(), onlyReference.stream())));
        }
        if (!onlyTarget.isEmpty()) {
            return new Blame(Party.TARGET_WRONG, gravest(onlyTarget.stream()));
        }
        if (!onlyReference.isEmpty()) {
            return new Blame(Party.REFERENCE_WRONG, gravest(onlyReference.stream()));
        }
        Optional<Verdict> shared = gravest(target.stream().filter(Blame::isFailure));
        return new Blame(shared.isPresent() ? Party.BOTH_WRONG : Party.NOT_DECIDABLE, shared);
    }

    private static Blame withoutFailures(List<Verdict> reference, List<Verdict> target) {
        boolean nothing = reference.isEmpty() || target.isEmpty();
        boolean unseen = Stream.concat(reference.stream(), target.stream())
                .anyMatch(verdict -> verdict.result() == Result.NOT_OBSERVABLE);
        if (nothing || unseen) {
            return new Blame(Party.NOT_DECIDABLE, Optional.empty());
        }
        Set<String> ofReference = ids(reference.stream());
        Optional<Verdict> leavesChoice = withoutResponseForm(target).stream()
                .filter(verdict -> ofReference.contains(verdict.rule().id()))
                .filter(verdict -> verdict.rule().conformant().size() > 1
                        || !verdict.rule().tolerated().isEmpty())
                .min(GRAVEST);
        return new Blame(Party.BOTH_ALLOWED, leavesChoice);
    }

    private static Set<String> ids(Stream<Verdict> verdicts) {
        return verdicts.map(verdict -> verdict.rule().id()).collect(Collectors.toSet());
    }

    private static List<Verdict> failuresNotIn(List<Verdict> verdicts, List<Verdict> others) {
        Set<String> shared = ids(others.stream().filter(Blame::isFailure));
        return verdicts.stream()
                .filter(Blame::isFailure)
                .filter(verdict -> !shared.contains(verdict.rule().id()))
                .toList();
    }

    private static boolean isFailure(Verdict verdict) {
        return verdict.result() == Result.FAIL;
    }

    private static Optional<Verdict> gravest(Stream<Verdict> verdicts) {
        return verdicts.min(GRAVEST);
    }
}
