// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.client.Runner;
import dev.schism.client.Waiting;
import dev.schism.oracle.Finding;
import dev.schism.oracle.Oracle;
import dev.schism.scenario.Scenario;
import dev.schism.servers.Side;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Runs known scenarios again on both sides, without haste and as often as a campaign confirms, such as for a replay.
 *
 * <p>Thread-safe. Closing it ends its threads; what is under way then never completes.
 */
public final class Rerun implements AutoCloseable {

    private static final int THREADS = 2;

    private final ExecutorService executor;
    private final Pairs pairs;
    private final int times;

    private Rerun(ExecutorService executor, Pairs pairs, int times) {
        this.executor = executor;
        this.pairs = pairs;
        this.times = times;
    }

    /**
     * Makes a rerun.
     *
     * @param options how often and how patiently a scenario runs, and how many at once
     */
    public static Rerun between(Side reference, Side target, Runner runner, Oracle oracle, CampaignOptions options) {
        ExecutorService executor = Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, "schism-rerun");
            thread.setDaemon(true);
            return thread;
        });
        Waiting patience = Waiting.fixed(options.confirmQuiet(), Campaign.CONFIRM_SETTLE);
        Capacity capacity = Capacity.of(options, reference, target);
        Pairs pairs = new Pairs(runner, oracle::compare, reference, target, patience, executor, capacity);
        return new Rerun(executor, pairs, options.confirmations());
    }

    /** Runs a scenario; the finding is inconclusive where the repetitions do not agree. */
    public CompletableFuture<Finding> run(Scenario scenario) {
        return pairs.patiently(scenario, times).thenApply(Confirmation::together);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
