// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz.probe;

import dev.schism.oracle.rules.Rule;
import dev.schism.oracle.rules.RuleClass;
import dev.schism.oracle.rules.Verdict;
import dev.schism.wire.ServerIdentity;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a probe found about one server.
 *
 * @param server the server
 * @param cases the result of each case that ran
 * @param notes what calibration met and no rule judges, a sentence each
 * @param failure why there is no result to rely on, such as that the server died; empty where there is one
 * @param elapsed time the probe took
 */
public record ProbeResult(
        ServerIdentity server, List<CaseResult> cases, List<String> notes, Optional<String> failure, Duration elapsed) {

    /** Copies the lists. */
    public ProbeResult {
        cases = List.copyOf(cases);
        notes = List.copyOf(notes);
    }

    /**
     * A rule that was broken or nearly so, and where.
     *
     * @param rule the rule
     * @param result the worst that it said
     * @param cases names of the cases in which it said so
     * @param example the verdict of the first of them
     */
    public record Deviation(Rule rule, Verdict.Result result, List<String> cases, Verdict example) {

        /** Copies the list. */
        public Deviation {
            cases = List.copyOf(cases);
        }
    }

    /** Counts verdicts by the class of their rule: in each case one for each rule that counts in it. */
    public Map<RuleClass, Map<Verdict.Result, Long>> tally() {
        Map<RuleClass, Map<Verdict.Result, Long>> tally = new EnumMap<>(RuleClass.class);
        cases.stream()
                .flatMap(one -> one.counted().stream())
                .forEach(verdict -> tally.computeIfAbsent(
                                verdict.rule().ruleClass(), key -> new EnumMap<>(Verdict.Result.class))
                        .merge(verdict.result(), 1L, Long::sum));
        return tally;
    }

    /** Returns the rules that failed or warned anywhere, failures first, then by id. */
    public List<Deviation> deviations() {
        return Stream.of(Verdict.Result.FAIL, Verdict.Result.WARN)
                .flatMap(result -> deviations(result).stream())
                .toList();
    }

    private List<Deviation> deviations(Verdict.Result result) {
        Map<String, Map<String, Verdict>> found = new TreeMap<>();
        for (CaseResult one : cases) {
            one.verdicts().stream()
                    .filter(verdict -> verdict.result() == result)
                    .forEach(verdict -> found.computeIfAbsent(verdict.rule().id(), key -> new LinkedHashMap<>())
                            .putIfAbsent(one.probeCase().name(), verdict));
        }
        return found.values().stream()
                .map(byCase -> {
                    Verdict example = byCase.values().iterator().next();
                    return new Deviation(example.rule(), result, List.copyOf(byCase.keySet()), example);
                })
                .toList();
    }

    /** Returns the worst result of any verdict; empty where there is none. */
    public Optional<Verdict.Result> worst() {
        return cases.stream()
                .flatMap(one -> one.verdicts().stream())
                .map(Verdict::result)
                .max(Comparator.naturalOrder());
    }
}
