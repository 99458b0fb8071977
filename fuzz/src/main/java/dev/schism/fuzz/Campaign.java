// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.client.Runner;
import dev.schism.client.Waiting;
import dev.schism.fuzz.CampaignResult.End;
import dev.schism.oracle.Oracle;
import dev.schism.oracle.rules.Judge;
import dev.schism.servers.Side;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Runs generated scenarios against a reference and a target, and confirms, shrinks and keeps what differs.
 *
 * <p>One campaign is one run. {@link #run} blocks; {@link #stop} may be called by any thread.
 */
public final class Campaign {

    /** Silence at the end of a confirmation in which something unexpected may still come. */
    public static final Duration CONFIRM_SETTLE = Duration.ofMillis(200);

    /** Time for a slow disk, once nothing else is waited for: 10 s. */
    private static final Duration KEEPING = Duration.ofSeconds(10);

    /** Threads that compare and decide; the runner's loops do the rest. */
    private static final int THREADS = 2;

    private static final AtomicInteger THREAD_NUMBER = new AtomicInteger();

    private final CampaignOptions options;
    private final Side reference;
    private final Side target;
    private final Runner runner;
    private final Comparing comparing;
    private final Judge judge;
    private final DivergenceSink sink;
    private final CampaignListener listener;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private volatile boolean stopped;

    /** Makes a campaign. */
    public Campaign(
            CampaignOptions options,
            Side reference,
            Side target,
            Runner runner,
            Oracle oracle,
            Judge judge,
            DivergenceSink sink,
            CampaignListener listener) {
        this(
                options,
                reference,
                target,
                runner,
                oracle::compare,
                judge,
                sink,
                listener,
                Clock.systemUTC(),
                System::nanoTime);
    }

    Campaign(
            CampaignOptions options,
            Side reference,
            Side target,
            Runner runner,
            Comparing comparing,
            Judge judge,
            DivergenceSink sink,
            CampaignListener listener,
            Clock clock,
            LongSupplier nanoTime) {
        this.options = options;
        this.reference = reference;
        this.target = target;
        this.runner = runner;
        this.comparing = comparing;
        this.judge = judge;
        this.sink = sink;
        this.listener = listener;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /**
     * Runs the campaign; returns when the budget is spent and what is pending is finished, or the grace time is over.
     * What fails of ours is told to the listener and counted, and the campaign goes on without it.
     */
    public CampaignResult run() {
        ExecutorService executor = Executors.newFixedThreadPool(THREADS, Campaign::thread);
        // Waits for the disk, so that the others need not.
        ExecutorService keeper = Executors.newSingleThreadExecutor(Campaign::thread);
        try {
            CampaignRun run = prepare(executor, keeper);
            End end = run.generate(options.budget(), () -> stopped);
            Duration generating = run.elapsed();
            End drained = run.drain(end);
            finish(keeper);
            return run.result(reference, target, drained, generating);
        } finally {
            executor.shutdownNow();
            keeper.shutdown();
        }
    }

    /** Lets what is being kept come to its end, so that it counts, and nothing be kept behind the result. */
    private static void finish(ExecutorService keeper) {
        keeper.shutdown();
        try {
            if (!keeper.awaitTermination(KEEPING.toNanos(), TimeUnit.NANOSECONDS)) {
                keeper.shutdownNow();
            }
        } catch (InterruptedException e) {
            keeper.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the making of new scenarios, as if the budget were spent. */
    public void stop() {
        stopped = true;
    }

    private CampaignRun prepare(ExecutorService executor, ExecutorService keeper) {
        Suspects suspects = new Suspects();
        Findings findings = new Findings(reference, target, options.seed(), clock, suspects, sink, listener);
        Capacity capacity = Capacity.of(options, reference, target);
        Waiting patience = Waiting.fixed(options.confirmQuiet(), CONFIRM_SETTLE);
        Pairs pairs = new Pairs(runner, comparing, reference, target, patience, executor, capacity);
        LivenessProbe liveness = new LivenessProbe(runner, reference, target, capacity.sentinels());
        CauseFinder causes = new CauseFinder(judge);
        FollowUp followUp = new FollowUp(pairs, options, causes, suspects, findings, liveness, keeper);
        return new CampaignRun(
                options, nanoTime, capacity.generation(), pairs, liveness, suspects, causes, followUp, findings);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "schism-campaign-" + THREAD_NUMBER.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
