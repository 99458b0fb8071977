// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.fuzz.CampaignResult.End;
import dev.schism.oracle.Divergence;
import dev.schism.oracle.Finding;
import dev.schism.oracle.Finding.Agreement;
import dev.schism.oracle.Finding.Difference;
import dev.schism.oracle.Finding.Inconclusive;
import dev.schism.oracle.cause.Way;
import dev.schism.scenario.Scenario;
import dev.schism.servers.Side;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.Observation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** The state of one run of a campaign: one thread makes scenarios, completions do the rest. */
final class CampaignRun {

    /** Scenarios that are to be looked at again before they count; with so many, no new ones are made. */
    static final int MAX_SLOW = 256;

    /** Repetitions of a scenario in which a connection was reset, in one of which the sides have to agree. */
    static final int RESET_REPEATS = 3;

    private static final long PROGRESS_NANOS = Duration.ofMillis(250).toNanos();
    private static final long LOOK_UP_MILLIS = 50;
    private static final long CALM_DOWN_NANOS = Duration.ofMillis(5).toNanos();

    private final CampaignOptions options;
    private final LongSupplier nanoTime;
    private final long startedAt;
    private final Gate gate;
    private final Pairs pairs;
    private final LivenessProbe liveness;
    private final Suspects suspects;
    private final CauseFinder causes;
    private final FollowUp followUp;
    private final Findings findings;
    private final Tally tally = new Tally();
    private final Outstanding outstanding = new Outstanding();
    private final AtomicInteger slow = new AtomicInteger();

    private long scenarios;
    private long nextProgress;
    private long nextLiveness;
    private volatile boolean suspectDown;
    private volatile boolean over;

    CampaignRun(
            CampaignOptions options,
            LongSupplier nanoTime,
            Gate gate,
            Pairs pairs,
            LivenessProbe liveness,
            Suspects suspects,
            CauseFinder causes,
            FollowUp followUp,
            Findings findings) {
        this.options = options;
        this.nanoTime = nanoTime;
        this.startedAt = nanoTime.getAsLong();
        this.gate = gate;
        this.pairs = pairs;
        this.liveness = liveness;
        this.suspects = suspects;
        this.causes = causes;
        this.followUp = followUp;
        this.findings = findings;
    }

    /** Makes scenarios until the budget is spent. */
    End generate(Budget budget, BooleanSupplier stopped) {
        liveness.ask(0).join();
        while (budget.spent(scenarios, elapsed()) < 1) {
            Optional<End> down = checkLiveness();
            if (down.isPresent()) {
                return down.get();
            }
            if (stopped.getAsBoolean() || !enter()) {
                return changed().orElse(End.STOPPED);
            }
            start(SeededChoices.scenarioSeed(options.seed(), scenarios++));
            reportProgress();
        }
        return End.BUDGET_SPENT;
    }

    /** Finishes what is pending within the grace time; tells whether the servers survived it. */
    End drain(End end) {
        finish(changed().isPresent() ? Duration.ZERO : options.grace());
        if (changed().isEmpty()) {
            liveness.ask(scenarios).join();
            liveness.ask(scenarios).join();
        }
        return changed().orElse(end);
    }

    private void finish(Duration grace) {
        long deadline = System.nanoTime() + grace.toNanos();
        try {
            while (!outstanding.awaitNone(Math.min(PROGRESS_NANOS, deadline - System.nanoTime()))
                    && checkLiveness().isEmpty()
                    && System.nanoTime() < deadline) {
                reportProgress();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        over = true;
        findings.progress(progress());
    }

    CampaignResult result(Side reference, Side target, End end, Duration generating) {
        return new CampaignResult(
                options,
                ScenarioGrammar.GENERATOR,
                reference.server().identity(),
                target.server().identity(),
                end,
                scenarios,
                tally.counts(),
                suspects.counts(),
                findings.quarantine(),
                findings.internalErrors(),
                generating,
                elapsed(),
                liveness.change());
    }

    Duration elapsed() {
        return Duration.ofNanos(nanoTime.getAsLong() - startedAt);
    }

    private void start(long seed) {
        Scenario scenario;
        try {
            scenario = ScenarioGrammar.ofSeed(seed);
        } catch (RuntimeException | Error e) {
            gate.leave();
            findings.failed(new CampaignError(seed, "generate", e));
            return;
        }
        track(
                seed,
                "compare",
                pairs.run(scenario)
                        .whenComplete((finding, failed) -> gate.leave())
                        .thenAccept(finding -> judge(seed, scenario, finding)));
    }

    private void judge(long seed, Scenario scenario, Finding finding) {
        int times = repeats(finding);
        if (times == 0 || isExplained(finding)) {
            settle(seed, finding);
            return;
        }
        slow.incrementAndGet();
        track(
                seed,
                "compare",
                pairs.patiently(scenario, times)
                        .whenComplete((again, failed) -> slow.decrementAndGet())
                        .thenAccept(again -> settle(seed, calmest(again))));
    }

    /**
     * Tells how often a finding has to be looked at again before it counts: once where haste may have made it, some
     * times where a reset may have destroyed an answer that was on its way (RFC 9112 §9.6), else not at all.
     */
    private static int repeats(Finding finding) {
        if (finding instanceof Difference difference
                && (isReset(difference.divergence().reference())
                        || isReset(difference.divergence().target()))) {
            return RESET_REPEATS;
        }
        return isOfHaste(finding) ? 1 : 0;
    }

    /** Tells whether a known cause explains a difference, so that it is of no use to look at it again. */
    private boolean isExplained(Finding finding) {
        return finding instanceof Difference difference
                && suspects.isExplained(
                        causes.glance(difference.divergence()),
                        difference.divergence().signature());
    }

    private static boolean isReset(Observation observation) {
        return observation.end() == ConnectionEnd.RST;
    }

    /** Returns the agreement among repetitions where there is one, else the last of them. */
    private static Finding calmest(List<Finding> repeats) {
        return repeats.stream()
                .filter(Agreement.class::isInstance)
                .findFirst()
                .orElseGet(() -> repeats.get(repeats.size() - 1));
    }

    /**
     * Tells whether more time may change a finding: a server answered after it had been taken to be waiting, or is
     * taken to be waiting now, which on a busy machine may be a mistake.
     */
    private static boolean isOfHaste(Finding finding) {
        if (finding instanceof Difference difference) {
            return Way.of(difference.divergence()).isOfWaiting();
        }
        return finding instanceof Inconclusive unclear && unclear.reason() == Inconclusive.Reason.SLOW;
    }

    private void settle(long seed, Finding finding) {
        tally.add(finding);
        if (finding instanceof Difference difference) {
            Divergence divergence = difference.divergence();
            suspects.offer(seed, divergence.signature(), causes.glance(divergence));
            lookCloser();
        } else if (finding instanceof Inconclusive unclear && unclear.reason() == Inconclusive.Reason.SERVER_DOWN) {
            suspectDown = true;
        }
    }

    private void lookCloser() {
        for (Optional<Suspect> next = next(); next.isPresent(); next = next()) {
            look(next.get());
        }
    }

    private Optional<Suspect> next() {
        return over ? Optional.empty() : suspects.next(options.followUps());
    }

    private void look(Suspect suspect) {
        CompletableFuture<FollowUp.Outcome> looked;
        try {
            looked = followUp.look(suspect);
        } catch (RuntimeException | Error e) {
            looked = CompletableFuture.failedFuture(e);
        }
        track(
                suspect.seed(),
                "look closer at",
                looked.whenComplete((outcome, failed) ->
                                suspects.done(suspect, failed == null ? outcome : FollowUp.Outcome.FAILED))
                        .handle((outcome, failed) -> {
                            lookCloser();
                            return failed;
                        })
                        .thenCompose(failed -> failed == null
                                ? CompletableFuture.completedFuture(null)
                                : CompletableFuture.failedFuture(failed)));
    }

    /** Counts work as outstanding until it and everything it started in the same breath is done. */
    private void track(long seed, String place, CompletableFuture<Void> work) {
        outstanding.begin();
        CompletableFuture<Void> unused = work.whenComplete((done, failed) -> {
            if (failed != null && !over) {
                Throwable cause =
                        failed instanceof CompletionException && failed.getCause() != null ? failed.getCause() : failed;
                findings.failed(new CampaignError(seed, place, cause));
            }
            outstanding.end();
        });
    }

    /** Waits for room; false where it was interrupted, or a side changed meanwhile. */
    private boolean enter() {
        try {
            // before the turn, since who is looked at again may need the same place
            while (slow.get() >= MAX_SLOW && checkLiveness().isEmpty()) {
                outstanding.awaitNone(CALM_DOWN_NANOS);
            }
            CompletableFuture<Void> turn = gate.enter();
            while (checkLiveness().isEmpty()) {
                try {
                    turn.get(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
                    return true;
                } catch (TimeoutException e) {
                    // looks at the servers again: what holds the places may be silence that has no end
                }
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** Asks the servers for a plain answer where it is time; makes nothing new while their answer is in doubt. */
    private Optional<End> checkLiveness() {
        long now = nanoTime.getAsLong();
        if (suspectDown || now >= nextLiveness) {
            nextLiveness = now + LivenessProbe.PERIOD.toNanos();
            suspectDown = false;
            CompletableFuture<Void> unused = liveness.ask(scenarios);
        }
        if (liveness.isUneasy()) {
            liveness.ask(scenarios).join();
        }
        return changed();
    }

    private Optional<End> changed() {
        return liveness.change().map(Change::end);
    }

    private void reportProgress() {
        long now = nanoTime.getAsLong();
        if (now >= nextProgress) {
            nextProgress = now + PROGRESS_NANOS;
            findings.progress(progress());
        }
    }

    private CampaignProgress progress() {
        double spent = Math.min(1, options.budget().spent(scenarios, elapsed()));
        return new CampaignProgress(scenarios, tally.counts(), suspects.counts(), elapsed(), spent);
    }
}
