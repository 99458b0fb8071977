// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz.probe;

import dev.schism.client.Waiting;
import dev.schism.oracle.rules.Judge;
import dev.schism.oracle.rules.Verdict;
import dev.schism.scenario.Pacing;
import dev.schism.scenario.Payload;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Judges runs together: groups of cases with equal outcomes, repetitions, and a canary behind a case. */
final class Relations {

    /** A plain request that shows whether the server is alive; the tag tells the judge. */
    static final Scenario CANARY = new Scenario(
            "canary",
            List.of("canary"),
            List.of(
                    new Step.SendBytes(
                            Payload.template("GET /{token} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n"), Pacing.WHOLE),
                    new Step.AwaitResponse(Duration.ofSeconds(2))));

    private static final CompletableFuture<List<Verdict>> NOTHING = CompletableFuture.completedFuture(List.of());

    private final Judge judge;
    private final CaseRuns runs;
    private final Waiting patient;

    Relations(Judge judge, CaseRuns runs, Waiting patient) {
        this.judge = judge;
        this.runs = runs;
        this.patient = patient;
    }

    /** Returns the results with the verdicts of the rules that relate runs; waits for the runs that it takes. */
    List<CaseResult> judge(List<CaseResult> results) {
        Map<String, CaseResult> bases = new HashMap<>();
        results.stream()
                .filter(one -> one.probeCase().isGroupBase())
                .forEach(one -> bases.put(one.probeCase().group().orElseThrow(), one));
        List<CompletableFuture<CaseResult>> all = new ArrayList<>();
        results.forEach(one -> all.add(verdicts(one, bases).thenApply(one::plus)));
        return all.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<List<Verdict>> verdicts(CaseResult one, Map<String, CaseResult> bases) {
        ProbeCase probeCase = one.probeCase();
        if (probeCase.kind() == ProbeCase.Kind.INNOCENT || probeCase.isOwn()) {
            return NOTHING;
        }
        return switch (probeCase.mainRule().id()) {
            case "RB-01" ->
                runs.run(CANARY, patient).thenApply(canary -> judge.judgeRelated(List.of(one.alone(), canary)));
            case ProbeCase.REPEATED -> repeated(one);
            default ->
                probeCase
                        .group()
                        .flatMap(group -> Optional.ofNullable(bases.get(group)))
                        .map(base -> compared(base, one))
                        .orElse(NOTHING);
        };
    }

    private CompletableFuture<List<Verdict>> repeated(CaseResult one) {
        return runs.alone(one.probeCase(), patient)
                .thenCombine(
                        runs.alone(one.probeCase(), patient),
                        (second, third) -> judge.judgeRelated(List.of(one.alone(), second, third)));
    }

    /** Where two runs seem to differ, both are run again without haste before that is believed. */
    private CompletableFuture<List<Verdict>> compared(CaseResult base, CaseResult one) {
        List<Verdict> hasty = judge.judgeRelated(List.of(base.alone(), one.alone()));
        if (hasty.stream().noneMatch(verdict -> Probe.isBad(verdict.result()))) {
            return CompletableFuture.completedFuture(hasty);
        }
        return runs.alone(base.probeCase(), patient)
                .thenCombine(
                        runs.alone(one.probeCase(), patient),
                        (first, other) -> judge.judgeRelated(List.of(first, other)));
    }
}
