// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz.probe;

import dev.schism.client.Endpoint;
import dev.schism.client.Runner;
import dev.schism.client.Waiting;
import dev.schism.oracle.rules.Judge;
import dev.schism.oracle.rules.Verdict;
import dev.schism.scenario.Scenario;
import dev.schism.wire.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/** Runs cases, a bounded number at once, and judges each by itself. */
final class CaseRuns {

    private static final String COMPARED = "compared";

    private final Runner runner;
    private final Endpoint endpoint;
    private final Judge judge;
    private final Semaphore room;
    private final AtomicLong tokens = new AtomicLong();

    CaseRuns(Runner runner, Endpoint endpoint, Judge judge, int inFlight) {
        this.runner = runner;
        this.endpoint = endpoint;
        this.judge = judge;
        this.room = new Semaphore(inFlight);
    }

    /** Runs cases and waits for all of them; results come in the order of the cases. */
    List<CaseResult> all(List<ProbeCase> cases, Waiting waiting) {
        List<CompletableFuture<CaseResult>> running = new ArrayList<>();
        for (ProbeCase one : cases) {
            room.acquireUninterruptibly();
            running.add(result(one, waiting).whenComplete((done, failed) -> room.release()));
        }
        return running.stream().map(CompletableFuture::join).toList();
    }

    /** Runs a case by itself. */
    CompletableFuture<Judge.Run> alone(ProbeCase one, Waiting waiting) {
        return start(one.scenario(), waiting, token(one));
    }

    /** Runs a scenario with a token of its own. */
    CompletableFuture<Judge.Run> run(Scenario scenario, Waiting waiting) {
        return start(scenario, waiting, token());
    }

    /** Returns a token that is no part of anything else that a case sends. */
    private String token() {
        return "probe%08d".formatted(tokens.incrementAndGet());
    }

    /** Runs that are compared with each other share a token, so that what comes back can be the same. */
    private String token(ProbeCase one) {
        return one.isCompared() ? COMPARED : token();
    }

    private CompletableFuture<Judge.Run> start(Scenario scenario, Waiting waiting, String token) {
        return runner.run(scenario, endpoint, waiting, token).thenApply(seen -> new Judge.Run(scenario, seen));
    }

    /** The hop to another thread keeps the runner's own from judging. */
    private CompletableFuture<CaseResult> result(ProbeCase one, Waiting waiting) {
        return start(one.scenario(), waiting, token(one)).thenComposeAsync(alone -> {
            if (!FollowUp.isPossible(one, alone.observation())) {
                return CompletableFuture.completedFuture(judged(one, alone, Optional.empty()));
            }
            return start(FollowUp.behind(one.scenario()), waiting, token())
                    .thenApplyAsync(followed -> judged(one, alone, Optional.of(followed)));
        });
    }

    private CaseResult judged(ProbeCase one, Judge.Run alone, Optional<Judge.Run> followed) {
        List<Verdict> verdicts = followed.map(this::ofCase).orElseGet(() -> ofAll(alone));
        return new CaseResult(one, alone, followed, verdicts, false);
    }

    private List<Verdict> ofAll(Judge.Run run) {
        return judge.judge(run.scenario(), run.observation());
    }

    /** What rules say about the request behind the case is left out, but for the one that is about nothing else. */
    private List<Verdict> ofCase(Judge.Run followed) {
        Observation seen = followed.observation();
        int behind = FollowUp.offset(seen);
        return ofAll(followed).stream()
                .filter(verdict ->
                        verdict.offset() < behind || verdict.rule().id().equals("RB-05"))
                .toList();
    }
}
