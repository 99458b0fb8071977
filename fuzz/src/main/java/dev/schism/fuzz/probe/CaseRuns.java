// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz.probe;

import dev.schism.client.Endpoint;
import dev.schism.client.Runner;
import dev.schism.client.Waiting;
import dev.schism.oracle.rules.Judge;
import dev.schism.oracle.rules.Verdict;
import dev.schism.scenario.Scenario;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/** Runs cases, a bounded number at once, and judges each by itself. */
final class CaseRuns {

    private final Runner runner;
    private final Endpoint endpoint;
    private final Semaphore room;
    private final AtomicLong tokens = new AtomicLong();
    private final Optional<Watch> watch;

    CaseRuns(Runner runner, Endpoint endpoint, int inFlight) {
        this(runner, endpoint, inFlight, Optional.empty());
    }

    /** Makes one that stops where the watch sees that the server has changed. */
    CaseRuns(Runner runner, Endpoint endpoint, int inFlight, Watch watch) {
        this(runner, endpoint, inFlight, Optional.of(watch));
    }

    private CaseRuns(Runner runner, Endpoint endpoint, int inFlight, Optional<Watch> watch) {
        this.watch = watch;
        this.runner = runner;
        this.endpoint = endpoint;
        this.room = new Semaphore(inFlight);
    }

    /**
     * Runs and judges cases and waits for all of them; results come in the order of the cases. Where the server changes
     * on the way, those alone that were there before it was last seen to be itself: what is under way while a server
     * dies is cut off, and breaks no rule by that.
     */
    List<CaseResult> all(List<ProbeCase> cases, Judge judge, Waiting waiting) {
        List<CompletableFuture<CaseResult>> running = new ArrayList<>();
        BitSet sure = new BitSet();
        for (ProbeCase one : cases) {
            room.acquireUninterruptibly();
            if (watch.filter(Watch::isDue).isPresent()) {
                BitSet done = done(running);
                if (!watch.get().ask(one.name())) {
                    room.release();
                    break;
                }
                sure = done;
            }
            CompletableFuture<CaseResult> result = result(one, judge, waiting);
            running.add(result);
            CompletableFuture<CaseResult> unusedRelease = result.whenComplete((done, failed) -> room.release());
        }
        List<CaseResult> seen = running.stream().map(CompletableFuture::join).toList();
        boolean changed = !cases.isEmpty()
                && watch.filter(one -> !one.ask(cases.get(cases.size() - 1).name()))
                        .isPresent();
        return changed ? before(seen, sure) : seen;
    }

    private static BitSet done(List<CompletableFuture<CaseResult>> running) {
        BitSet done = new BitSet();
        for (int i = 0; i < running.size(); i++) {
            done.set(i, running.get(i).isDone());
        }
        return done;
    }

    /** Returns the results that are sure, and tells the watch of the others. */
    private List<CaseResult> before(List<CaseResult> seen, BitSet sure) {
        List<CaseResult> before = new ArrayList<>();
        List<CaseResult> doubtful = new ArrayList<>();
        for (int i = 0; i < seen.size(); i++) {
            (sure.get(i) ? before : doubtful).add(seen.get(i));
        }
        watch.ifPresent(one -> one.underWay(doubtful));
        return before;
    }

    /** Runs a case by itself. */
    CompletableFuture<Judge.Run> alone(ProbeCase one, Waiting waiting) {
        return start(one.scenario(), waiting, token());
    }

    /** Runs a scenario with a token of its own. */
    CompletableFuture<Judge.Run> run(Scenario scenario, Waiting waiting) {
        return start(scenario, waiting, token());
    }

    /** Returns a token that is no part of anything else that a case sends. */
    private String token() {
        return "probe%08d".formatted(tokens.incrementAndGet());
    }

    private CompletableFuture<Judge.Run> start(Scenario scenario, Waiting waiting, String token) {
        return runner.run(scenario, endpoint, waiting, token).thenApply(seen -> new Judge.Run(scenario, seen));
    }

    /** The hop to another thread keeps the runner's own from judging. */
    private CompletableFuture<CaseResult> result(ProbeCase one, Judge judge, Waiting waiting) {
        return start(one.scenario(), waiting, token()).thenComposeAsync(alone -> {
            if (!FollowUp.isPossible(one, alone.observation())) {
                return CompletableFuture.completedFuture(judged(one, judge, alone, Optional.empty()));
            }
            return start(FollowUp.behind(one.scenario()), waiting, token())
                    .thenApplyAsync(followed -> judged(one, judge, alone, Optional.of(followed)));
        });
    }

    private static CaseResult judged(ProbeCase one, Judge judge, Judge.Run alone, Optional<Judge.Run> followed) {
        List<Verdict> verdicts = followed.map(run -> ofCase(judge, run))
                .orElseGet(() -> judge.judge(alone.scenario(), alone.observation()));
        List<Verdict> own = one.isVariant()
                ? verdicts.stream()
                        .filter(verdict -> one.rules().contains(verdict.rule()))
                        .toList()
                : verdicts;
        return new CaseResult(one, alone, followed, own, false);
    }

    /** What rules say about the request behind the case is left out, but for the one that is about nothing else. */
    private static List<Verdict> ofCase(Judge judge, Judge.Run followed) {
        int behind = FollowUp.offset(followed.observation());
        return judge.judge(followed.scenario(), followed.observation()).stream()
                .filter(verdict ->
                        verdict.offset() < behind || verdict.rule().id().equals("RB-05"))
                .toList();
    }
}
