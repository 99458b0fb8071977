// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz.probe;

import dev.schism.oracle.rules.Judge;
import dev.schism.oracle.rules.Rule;
import dev.schism.oracle.rules.RuleClass;
import dev.schism.oracle.rules.Verdict;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.Observation;
import dev.schism.wire.StepTrace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a server did about one case, and what the rules say about it.
 *
 * @param probeCase the case
 * @param alone the case by itself
 * @param followed the same with a request behind it, where the connection stayed open
 * @param verdicts the verdicts of all rules that are reported on and that speak
 * @param confirmed whether it was run again without haste
 */
public record CaseResult(
        ProbeCase probeCase, Judge.Run alone, Optional<Judge.Run> followed, List<Verdict> verdicts, boolean confirmed) {

    /** Rules that speak about nearly every response; they count in the cases that were chosen for them. */
    private static final Set<String> EVERYWHERE = Set.of(
            "RL-06", "RL-13", "KA-01", "KA-10", "KA-14", "KA-15", "KA-16", "TE-11", "VE-01", "HF-10", "RB-02", "RL-37",
            "RL-38");

    /** Rules about what a server says at once: being late breaks them. */
    private static final Set<String> AT_ONCE = Set.of("EX-01", "EX-06");

    /** Copies the list. */
    public CaseResult {
        verdicts = List.copyOf(verdicts);
    }

    /** Returns the run that shows most: the one with a request behind it, where there is one. */
    public Judge.Run shown() {
        return followed.orElse(alone);
    }

    /** Returns what was seen in {@link #shown}. */
    public Observation observation() {
        return shown().observation();
    }

    /** Returns the worst verdict of each rule that counts in this case, in the order of the verdicts. */
    public List<Verdict> counted() {
        Map<Rule, Verdict> worst = new LinkedHashMap<>();
        verdicts.stream()
                .filter(verdict -> counts(verdict.rule()))
                .forEach(verdict -> worst.merge(verdict.rule(), verdict, CaseResult::worse));
        return List.copyOf(worst.values());
    }

    private boolean counts(Rule rule) {
        if (probeCase.isOwn()) {
            return true;
        }
        boolean everywhere =
                rule.ruleClass() == RuleClass.ME || rule.ruleClass() == RuleClass.PX || EVERYWHERE.contains(rule.id());
        return !everywhere || probeCase.rules().contains(rule);
    }

    private static Verdict worse(Verdict one, Verdict other) {
        return other.result().compareTo(one.result()) > 0 ? other : one;
    }

    /**
     * Returns the result of the case: the worst failure or warning of what counts; else what the rules say that it was
     * chosen for, where a choice that the text leaves does not hide that a rule was kept. Not observable where no rule
     * that counts had anything to say.
     */
    public Verdict.Result result() {
        List<Verdict.Result> results = results(counted());
        for (Verdict.Result bad : List.of(Verdict.Result.FAIL, Verdict.Result.WARN)) {
            if (results.contains(bad)) {
                return bad;
            }
        }
        List<Verdict.Result> own = results(counted().stream()
                .filter(verdict -> probeCase.rules().contains(verdict.rule()))
                .toList());
        List<Verdict.Result> deciding = own.isEmpty() ? results : own;
        // where nobody said which rule it is about, one that was seen to be kept is what there is to say
        Stream<Verdict.Result> order = probeCase.isOwn() && own.isEmpty()
                ? Stream.of(Verdict.Result.PASS, Verdict.Result.INFO)
                : Stream.of(Verdict.Result.NOT_OBSERVABLE, Verdict.Result.PASS, Verdict.Result.INFO);
        return order.filter(deciding::contains).findFirst().orElse(Verdict.Result.NOT_OBSERVABLE);
    }

    private static List<Verdict.Result> results(List<Verdict> verdicts) {
        return verdicts.stream().map(Verdict::result).toList();
    }

    /** Tells whether the connection seemed open behind the case, and nothing that followed shows that it was. */
    boolean onlySeemsOpen() {
        if (followed.isEmpty()) {
            return alone.observation().end() == ConnectionEnd.OPEN;
        }
        return observation().steps().stream()
                .anyMatch(step -> step.outcome() == StepTrace.Outcome.CUT_SHORT
                        || step.outcome() == StepTrace.Outcome.NOT_REACHED);
    }

    /** Tells whether a failure or warning rests on nothing but that the server was slow to say that it goes on. */
    boolean blamesSilence() {
        boolean blamed = counted().stream()
                .anyMatch(verdict -> AT_ONCE.contains(verdict.rule().id()) && Probe.isBad(verdict.result()));
        return blamed && Probe.restsOnSilence(this);
    }

    /** Tells whether the server may have been too busy for a connection or an answer. */
    boolean isUnsettled() {
        boolean silent = observation().received().isEmpty() && observation().end() == ConnectionEnd.OPEN;
        boolean blamed = silent && Probe.isBad(result()) && !blamesSilence();
        return blamed || isUnsettled(alone.observation()) || isUnsettled(observation());
    }

    private static boolean isUnsettled(Observation seen) {
        return switch (seen.end()) {
            case REFUSED, CONNECT_TIMEOUT, FAILED -> true;
            case FIN, RST, OPEN -> seen.answeredAfterProbe();
        };
    }

    /** Returns the same result with further verdicts. */
    CaseResult plus(Collection<Verdict> more) {
        List<Verdict> all = new ArrayList<>(verdicts);
        all.addAll(more);
        return new CaseResult(probeCase, alone, followed, all, confirmed);
    }

    /** Returns the same result after it was run again without haste. */
    CaseResult asConfirmed() {
        return new CaseResult(probeCase, alone, followed, verdicts, true);
    }
}
