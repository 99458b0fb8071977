// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import dev.schism.oracle.rules.Verdict.Result;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a {@link Judgement} came to, in plain values: it can be stored, and read after the rule book has changed.
 * Immutable.
 *
 * @param profile how hard the judge was, such as {@code rfc}
 * @param overridden ids of the rules about which the project decided itself, in order
 * @param blame who is wrong
 * @param severity the severity of what was broken; low where nothing was
 * @param reasons the rules that tell why, at most one a side
 * @param reference ids of the rules that spoke about the reference, by the worst result of each
 * @param target the same about the target
 */
public record Ruling(
        String profile,
        List<String> overridden,
        Blame.Party blame,
        Severity severity,
        List<Reason> reasons,
        Map<Result, List<String>> reference,
        Map<Result, List<String>> target) {

    /**
     * A rule that tells why.
     *
     * @param side {@code reference} or {@code target}
     * @param rule id of the rule
     * @param result what it says about that side
     * @param level how strongly it binds
     * @param section where it stands, such as {@code 9112 §6.3}
     * @param requirement what it asks for, in our own words
     * @param actual what that side did
     * @param note what else there is to say; possibly empty
     */
    public record Reason(
            String side,
            String rule,
            Result result,
            Level level,
            String section,
            String requirement,
            String actual,
            String note) {

        static Reason of(String side, Verdict verdict) {
            Rule rule = verdict.rule();
            return new Reason(
                    side,
                    rule.id(),
                    verdict.result(),
                    rule.level(),
                    rule.section(),
                    rule.requirement(),
                    verdict.actual(),
                    verdict.note());
        }
    }

    /** Copies lists and maps. */
    public Ruling {
        overridden = List.copyOf(overridden);
        reasons = List.copyOf(reasons);
        reference = copy(reference);
        target = copy(target);
    }

    static Ruling of(Judgement judgement) {
        Blame blame = judgement.blame();
        List<Reason> reasons = new ArrayList<>();
        blame.ofReference().ifPresent(verdict -> reasons.add(Reason.of("reference", verdict)));
        blame.ofTarget().ifPresent(verdict -> reasons.add(Reason.of("target", verdict)));
        return new Ruling(
                judgement.profile().key(),
                List.copyOf(new TreeSet<>(judgement.overridden())),
                blame.party(),
                blame.severity(),
                reasons,
                byWorst(judgement.reference()),
                byWorst(judgement.target()));
    }

    /** Tells whether another ruling comes to the same: who is wrong, how gravely, and by which rules. */
    public boolean sameAs(Ruling other) {
        return blame == other.blame && severity == other.severity && rules().equals(other.rules());
    }

    /** Tells in few words who is wrong, by which rules, and how gravely. */
    public String line() {
        String why = rules().isEmpty() ? "" : ": " + String.join(", ", rules());
        return blame.words() + why + (blame.isBroken() ? " (" + severity.name().toLowerCase(Locale.ROOT) + ")" : "");
    }

    private List<String> rules() {
        return reasons.stream().map(Reason::rule).distinct().toList();
    }

    private static Map<Result, List<String>> byWorst(List<Verdict> verdicts) {
        Map<String, Result> worst = verdicts.stream()
                .collect(Collectors.toMap(
                        verdict -> verdict.rule().id(), Verdict::result, (a, b) -> a.compareTo(b) > 0 ? a : b));
        return worst.keySet().stream()
                .sorted()
                .collect(Collectors.groupingBy(worst::get, () -> new EnumMap<>(Result.class), Collectors.toList()));
    }

    private static Map<Result, List<String>> copy(Map<Result, List<String>> source) {
        Map<Result, List<String>> copy = new EnumMap<>(Result.class);
        source.forEach((result, rules) -> copy.put(result, List.copyOf(rules)));
        return Collections.unmodifiableMap(copy);
    }
}
