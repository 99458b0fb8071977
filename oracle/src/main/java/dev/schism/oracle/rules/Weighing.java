// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import dev.schism.oracle.Category;
import dev.schism.oracle.Departure;
import dev.schism.oracle.Divergence;
import dev.schism.oracle.Facet;
import dev.schism.oracle.FacetDifference;
import dev.schism.oracle.Finding;
import dev.schism.oracle.rules.Blame.Party;
import dev.schism.oracle.rules.Verdict.Result;
import dev.schism.wire.Octets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Weighs the verdicts on two sides against each other, as {@link Blame} tells.
 *
 * @param reference the verdicts on the reference that bear on the difference
 * @param target the verdicts on the target that bear on the difference
 * @param isPuzzling whether something happened for a reason that no rule tells: a refusal of what nobody refuses,
 *     requests that the sides understood differently, or responses of which one is malformed
 * @param isOfForm whether the sides differ in nothing but the form of their responses
 * @param sent all octets that were sent
 */
record Weighing(List<Verdict> reference, List<Verdict> target, boolean isPuzzling, boolean isOfForm, Octets sent) {

    /** The gravest verdict first. */
    static final Comparator<Verdict> GRAVEST = Comparator.<Verdict, Result>comparing(Verdict::result)
            .reversed()
            .thenComparing(verdict -> verdict.rule().severity(), Comparator.reverseOrder())
            .thenComparing(verdict -> verdict.rule().level())
            .thenComparing(Verdict::message);

    static Weighing of(List<Verdict> reference, List<Verdict> target, Finding finding) {
        Optional<Divergence> divergence = finding instanceof Finding.Difference difference
                ? Optional.of(difference.divergence())
                : Optional.empty();
        int last = Math.min(lastMessage(reference), lastMessage(target));
        List<Verdict> ofReference = relevant(upTo(last, reference), divergence, Category.REFERENCE_TIMEOUT);
        List<Verdict> ofTarget = relevant(upTo(last, target), divergence, Category.TARGET_TIMEOUT);
        Departure departure = divergence.map(Departure::ofAll).orElse(Departure.UNKNOWN);
        return new Weighing(
                heldAgainst(ofReference, departure == Departure.TARGET),
                heldAgainst(ofTarget, departure == Departure.REFERENCE),
                differs(divergence, Facet.REQUEST_SEEN)
                        || differs(divergence, Facet.RESPONSE_FORM)
                        || Stream.concat(ofReference.stream(), ofTarget.stream())
                                .anyMatch(verdict -> Standing.isIncidental(verdict) && Standing.isFailure(verdict)),
                divergence.filter(Weighing::isOfForm).isPresent(),
                divergence.map(one -> one.reference().sent()).orElse(Octets.EMPTY));
    }

    /** A side that alone shows what was sent is not why the sides differ, whatever else it does wrong. */
    private static List<Verdict> heldAgainst(List<Verdict> verdicts, boolean aloneFaithful) {
        List<Verdict> telling = without(Standing::isIncidental, verdicts);
        return aloneFaithful
                ? without(verdict -> Standing.isFailure(verdict) || verdict.result() == Result.WARN, telling)
                : telling;
    }

    /** Tells whether the responses agree but for their form, and what it does to the content of one. */
    private static boolean isOfForm(Divergence divergence) {
        Category category = divergence.category();
        return (category.isAccepted() || category == Category.BODY_DIFFER)
                && divergence.facets().stream().anyMatch(one -> one.facet() == Facet.RESPONSE_FORM)
                && divergence.facets().stream()
                        .map(FacetDifference::facet)
                        .allMatch(facet -> facet == Facet.RESPONSE_FORM || !facet.matters());
    }

    private static int lastMessage(List<Verdict> verdicts) {
        return verdicts.stream().mapToInt(Verdict::message).max().orElse(0);
    }

    /** What one side did about a request that the other never came to does not tell the two apart. */
    private static List<Verdict> upTo(int last, List<Verdict> verdicts) {
        return verdicts.stream().filter(verdict -> verdict.message() <= last).toList();
    }

    private static List<Verdict> without(Predicate<Verdict> unwanted, List<Verdict> verdicts) {
        return verdicts.stream().filter(unwanted.negate()).toList();
    }

    Blame blame() {
        Weighing byRequest = withoutResponseForm();
        return byForm().or(() -> byRequest.separated(Weighing::failures))
                .or(byRequest::failedDifferently)
                .or(() -> separated(Weighing::failures))
                .or(this::failedDifferently)
                .or(() -> byRequest.separated(byRequest::departures))
                .or(() -> separated(this::departures))
                .or(this::failedAlike)
                .orElseGet(this::withoutFailures);
    }

    private static List<Verdict> relevant(
            List<Verdict> verdicts, Optional<Divergence> divergence, Category ownTimeout) {
        return verdicts.stream()
                .filter(verdict -> isRelevant(verdict.rule(), divergence, ownTimeout))
                .toList();
    }

    private static boolean differs(Optional<Divergence> divergence, Facet facet) {
        return divergence
                .filter(one -> one.facets().stream().anyMatch(other -> other.facet() == facet))
                .isPresent();
    }

    private static boolean isRelevant(Rule rule, Optional<Divergence> divergence, Category ownTimeout) {
        if (rule.flags().contains(Flag.PROXY)) {
            return differs(divergence, Facet.REQUEST_SEEN);
        }
        if (rule.isAboutConnectionEnd()) {
            return divergence.isEmpty() || showsInEnds(divergence.get(), ownTimeout);
        }
        return !rule.isAboutResponseFields()
                || divergence
                        .filter(one -> one.category() == Category.HEADER_DIFFER)
                        .isPresent();
    }

    /**
     * Tells whether how a side ends its connections shows in the difference: the sides differ in nothing but their
     * ends, or this side's response did not end in time.
     */
    private static boolean showsInEnds(Divergence divergence, Category ownTimeout) {
        boolean ends = divergence.facets().stream().anyMatch(one -> one.facet() == Facet.CONNECTION_END);
        return divergence.category() == ownTimeout || (ends && Category.ACCEPTED.contains(divergence.category()));
    }

    /** Where nothing but the form of responses differs, the rules about it decide first. */
    private Optional<Blame> byForm() {
        return isOfForm
                ? new Weighing(responseForm(reference), responseForm(target), isPuzzling, true, sent)
                        .separated(Weighing::failures)
                : Optional.empty();
    }

    private static List<Verdict> responseForm(List<Verdict> verdicts) {
        return verdicts.stream()
                .filter(verdict -> verdict.rule().ruleClass() == RuleClass.ME)
                .toList();
    }

    /** The form of a response seldom explains a difference, so that it decides last. */
    private Weighing withoutResponseForm() {
        return new Weighing(withoutResponseForm(reference), withoutResponseForm(target), isPuzzling, isOfForm, sent);
    }

    private static List<Verdict> withoutResponseForm(List<Verdict> verdicts) {
        return verdicts.stream()
                .filter(verdict -> verdict.rule().ruleClass() != RuleClass.ME)
                .toList();
    }

    /** What one side did wrong and the other did not. */
    private interface Separation {
        Stream<Verdict> between(List<Verdict> verdicts, List<Verdict> others);
    }

    private Optional<Blame> separated(Separation separation) {
        Optional<Verdict> ofReference = separation.between(reference, target).min(GRAVEST);
        Optional<Verdict> ofTarget = separation.between(target, reference).min(GRAVEST);
        if (ofReference.isPresent() && ofTarget.isPresent()) {
            return Optional.of(new Blame(Party.BOTH_WRONG, ofReference, ofTarget));
        }
        if (ofTarget.isPresent()) {
            return Optional.of(new Blame(Party.TARGET_WRONG, counterpart(ofTarget.get(), reference), ofTarget));
        }
        return ofReference.map(
                verdict -> new Blame(Party.REFERENCE_WRONG, Optional.of(verdict), counterpart(verdict, target)));
    }

    /** Finds what the other side made of the rule that decides. */
    private static Optional<Verdict> counterpart(Verdict verdict, List<Verdict> others) {
        return others.stream().filter(Standing.sameRule(verdict)).min(GRAVEST);
    }

    private static Stream<Verdict> failures(List<Verdict> verdicts, List<Verdict> others) {
        Set<String> shared = Standing.ids(others.stream().filter(Standing::isFailure));
        return verdicts.stream()
                .filter(Standing::isFailure)
                .filter(verdict -> !shared.contains(verdict.rule().id()));
    }

    private Stream<Verdict> departures(List<Verdict> verdicts, List<Verdict> others) {
        return verdicts.stream()
                .filter(verdict -> verdict.result() == Result.WARN && verdict.ground() == Ground.RULE)
                .filter(verdict -> verdicts.stream().noneMatch(other -> permits(other, verdict)))
                .filter(verdict -> verdicts.stream().noneMatch(other -> Standing.asksFor(other, verdict)))
                .filter(verdict -> isKept(verdict, others));
    }

    /** Tells whether a permission about the same line may cover what departs from the grammar. */
    private boolean permits(Verdict permission, Verdict departure) {
        return permission.rule().level() == Level.MAY
                && permission.rule().ruleClass() == RuleClass.LN
                && departure.rule().level() == Level.GRAMMAR
                && permission.ground() == Ground.RULE
                && permission.result() != Result.FAIL
                && permission.result() != Result.WARN
                && isSameLine(permission.offset(), departure.offset());
    }

    private boolean isSameLine(int one, int other) {
        int from = Math.min(one, other);
        int to = Math.min(Math.max(one, other), sent.length());
        return from <= to && sent.slice(from, to).indexOf(Octets.latin1("\n"), 0) < 0;
    }

    /**
     * Tells whether the other side was seen to keep the rule wherever it spoke; whoever closes in place of a refusal
     * refuses as well.
     */
    private static boolean isKept(Verdict verdict, List<Verdict> others) {
        List<Verdict> same = others.stream().filter(Standing.sameRule(verdict)).toList();
        return same.stream().anyMatch(Standing::keeps)
                && same.stream().allMatch(other -> Standing.keeps(other) || other.result() == Result.INFO);
    }

    private Optional<Blame> failedDifferently() {
        return shared((one, other) -> !one.actual().equals(other.actual()));
    }

    private Optional<Blame> failedAlike() {
        return shared((one, other) -> true);
    }

    /** What two verdicts of one rule on one request have to be. */
    private interface Pair {
        boolean test(Verdict one, Verdict other);
    }

    private Optional<Blame> shared(Pair pair) {
        return target.stream()
                .filter(Standing::isFailure)
                .sorted(GRAVEST)
                .flatMap(one -> reference.stream()
                        .filter(Standing::isFailure)
                        .filter(Standing.sameRule(one))
                        .filter(other -> other.message() == one.message())
                        .filter(other -> pair.test(one, other))
                        .map(other -> new Blame(Party.BOTH_WRONG, Optional.of(other), Optional.of(one))))
                .findFirst();
    }

    private Blame withoutFailures() {
        // what a server may do with a request says nothing about the form of its response
        Optional<Blame> choice = isOfForm ? Optional.empty() : choice();
        if (choice.isPresent()) {
            return choice.get();
        }
        Optional<Verdict> ofReference = unseen(reference, target);
        Optional<Verdict> ofTarget = unseen(target, reference);
        boolean nothing = reference.isEmpty() || target.isEmpty();
        boolean open = nothing || isPuzzling || isTornApart() || ofReference.isPresent() || ofTarget.isPresent();
        Party party = open ? Party.NOT_DECIDABLE : Party.BOTH_ALLOWED;
        return new Blame(party, ofReference, ofTarget);
    }

    /** Tells whether one side refused, by no rule that names it, what the other processed. */
    private boolean isTornApart() {
        return refusedAlone(reference, target) || refusedAlone(target, reference);
    }

    private static boolean refusedAlone(List<Verdict> verdicts, List<Verdict> others) {
        return others.stream()
                .filter(verdict -> Standing.processed(verdict) == Answer.YES)
                .map(Verdict::message)
                .distinct()
                .map(index -> verdicts.stream()
                        .filter(verdict -> verdict.message() == index)
                        .toList())
                .anyMatch(same -> !same.isEmpty()
                        && same.stream().allMatch(verdict -> Standing.processed(verdict) == Answer.NO)
                        && same.stream().noneMatch(Standing::licensesRefusal));
    }

    /** Finds a verdict that could have been otherwise, had everything been seen. */
    private static Optional<Verdict> unseen(List<Verdict> verdicts, List<Verdict> others) {
        return verdicts.stream()
                .filter(Standing::isOpen)
                .filter(verdict -> verdict.rule().notObservable().isEmpty())
                .filter(verdict -> !neitherSeen(verdict, others))
                .min(GRAVEST);
    }

    /** A connection that stayed open while we looked, on either side, does not tell the sides apart. */
    private static boolean neitherSeen(Verdict verdict, List<Verdict> others) {
        return verdict.rule().ruleClass() == RuleClass.KA
                && others.stream()
                        .filter(Standing.sameRule(verdict))
                        .filter(other -> other.message() == verdict.message())
                        .anyMatch(other -> other.result() == Result.NOT_OBSERVABLE);
    }

    /** Finds a rule by whose words either side may do with a request what it did, each in its own way. */
    private Optional<Blame> choice() {
        return withoutResponseForm(target).stream()
                .filter(Standing::isSatisfied)
                .filter(verdict -> verdict.rule().leavesChoice())
                .sorted(Comparator.comparing((Verdict verdict) -> verdict.rule().level() != Level.MAY)
                        .thenComparing(GRAVEST))
                .flatMap(one -> reference.stream()
                        .filter(Standing::isSatisfied)
                        .filter(Standing.sameRule(one))
                        .filter(other -> other.message() == one.message())
                        .filter(other -> !Standing.fate(other).equals(Standing.fate(one)))
                        .map(other -> new Blame(Party.BOTH_ALLOWED, Optional.of(other), Optional.of(one))))
                .findFirst();
    }
}
