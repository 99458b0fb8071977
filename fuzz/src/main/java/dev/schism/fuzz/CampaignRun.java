// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.fuzz.CampaignResult.End;
import dev.schism.oracle.Finding;
import dev.schism.oracle.Finding.Difference;
import dev.schism.oracle.Finding.Inconclusive;
import dev.schism.scenario.Scenario;
import dev.schism.servers.Side;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The state of one run of a campaign: one thread makes scenarios, completions do the rest. */
final class CampaignRun {

    /** Scenarios with a late answer that are run again at once; further ones stay without an answer. */
    static final int MAX_SLOW = 64;

    private static final long PROGRESS_NANOS = Duration.ofMillis(250).toNanos();
    private static final long LOOK_UP_MILLIS = 50;

    private final CampaignOptions options;
    private final LongSupplier nanoTime;
    private final long startedAt;
    private final Gate gate;
    private final Pairs pairs;
    private final LivenessProbe liveness;
    private final Suspects suspects;
    private final FollowUp followUp;
    private final Findings findings;
    private final Tally tally = new Tally();
    private final Outstanding outstanding = new Outstanding();
    private final AtomicInteger slow = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

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
            FollowUp followUp,
            Findings findings) {
        this.options = options;
        this.nanoTime = nanoTime;
        this.startedAt = nanoTime.getAsLong();
        this.gate = gate;
        this.pairs = pairs;
        this.liveness = liveness;
        this.suspects = suspects;
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
            if (stopped.getAsBoolean() || failure.get() != null || !enter()) {
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
                    && failure.get() == null
                    && checkLiveness().isEmpty()
                    && System.nanoTime() < deadline) {
                reportProgress();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        over = true;
        Throwable failed = failure.get();
        if (failed != null) {
            throw new CampaignException("campaign must be able to keep what it finds: " + failed, failed);
        }
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
                generating,
                elapsed(),
                liveness.change());
    }

    Duration elapsed() {
        return Duration.ofNanos(nanoTime.getAsLong() - startedAt);
    }

    private void start(long seed) {
        Scenario scenario = ScenarioGrammar.ofSeed(seed);
        track(pairs.run(scenario)
                .whenComplete((finding, failed) -> gate.leave())
                .thenAccept(finding -> judge(seed, scenario, finding)));
    }

    private void judge(long seed, Scenario scenario, Finding finding) {
        boolean late = finding instanceof Inconclusive unclear && unclear.reason() == Inconclusive.Reason.SLOW;
        if (late && slow.incrementAndGet() <= MAX_SLOW) {
            track(pairs.patiently(scenario)
                    .whenComplete((again, failed) -> slow.decrementAndGet())
                    .thenAccept(again -> settle(seed, again)));
            return;
        }
        if (late) {
            slow.decrementAndGet();
        }
        settle(seed, finding);
    }

    private void settle(long seed, Finding finding) {
        tally.add(finding);
        if (finding instanceof Difference difference) {
            suspects.offer(seed, difference.divergence().signature());
            lookCloser();
        } else if (finding instanceof Inconclusive unclear && unclear.reason() == Inconclusive.Reason.SERVER_DOWN) {
            suspectDown = true;
        }
    }

    private void lookCloser() {
        Optional<Suspect> next = over ? Optional.empty() : suspects.next(options.followUps());
        while (next.isPresent()) {
            Suspect suspect = next.get();
            track(followUp.look(suspect).thenAccept(outcome -> {
                suspects.done(suspect, outcome);
                lookCloser();
            }));
            next = suspects.next(options.followUps());
        }
    }

    /** Counts work as outstanding until it and everything it started in the same breath is done. */
    private void track(CompletableFuture<Void> work) {
        outstanding.begin();
        CompletableFuture<Void> unused = work.whenComplete((done, failed) -> {
            if (failed != null && !over) {
                failure.compareAndSet(null, failed);
            }
            outstanding.end();
        });
    }

    /** Waits for room; false where it was interrupted, or a side changed meanwhile. */
    private boolean enter() {
        CompletableFuture<Void> turn = gate.enter();
        try {
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
