// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.client.Runner;
import dev.schism.client.Waiting;
import dev.schism.oracle.Finding;
import dev.schism.scenario.Scenario;
import dev.schism.servers.Side;
import dev.schism.wire.Observation;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Runs scenarios on both sides at once and compares what came back. Thread-safe. */
final class Pairs {

    private final Runner runner;
    private final Comparing comparing;
    private final Side reference;
    private final Side target;
    private final Waiting patience;
    private final Executor executor;
    private final Gate patientGate;
    private final Gate followUpGate;
    private final Gate waitingGate;
    private final boolean shared;
    /** Starts high, so that a token is never a part of something else. */
    private final AtomicLong tokens = new AtomicLong(100_000_000);

    private final Remembered remembered = new Remembered();
    private final AtomicInteger followedUp = new AtomicInteger();

    Pairs(
            Runner runner,
            Comparing comparing,
            Side reference,
            Side target,
            Waiting patience,
            Executor executor,
            Capacity capacity) {
        this.runner = runner;
        this.comparing = comparing;
        this.reference = reference;
        this.target = target;
        this.patience = patience;
        this.executor = executor;
        this.followUpGate = capacity.followUps();
        this.waitingGate = capacity.waiting();
        this.shared = capacity.isShared();
        this.patientGate = capacity.patient();
    }

    /** Runs a scenario with the waiting of the calibrations; the caller has made room. */
    CompletableFuture<Finding> run(Scenario scenario) {
        return run(
                scenario,
                reference.calibration().waiting(),
                target.calibration().waiting());
    }

    /**
     * Does the same as soon as there is room for another one that follows something up, unless that was done lately.
     */
    CompletableFuture<Finding> followUp(Scenario scenario, Turn turn) {
        return remembered.get(scenario, () -> followUpAnew(scenario, turn));
    }

    private CompletableFuture<Finding> followUpAnew(Scenario scenario, Turn turn) {
        followedUp.incrementAndGet();
        Gate gate = turn.waits() ? waitingGate : followUpGate;
        return through(gate, shared ? 0 : turn.order(), () -> timed(turn, () -> run(scenario)))
                .whenComplete((done, failed) -> followedUp.decrementAndGet());
    }

    private static CompletableFuture<Finding> timed(Turn turn, Supplier<CompletableFuture<Finding>> run) {
        long begun = System.nanoTime();
        return run.get().whenComplete((done, failed) -> turn.took(System.nanoTime() - begun));
    }

    /** Returns the number of scenarios that are being followed up just now, or wait for room. */
    int followedUp() {
        return followedUp.get();
    }

    /** Runs a scenario without haste and without half-closing, as soon as there is room. */
    CompletableFuture<Finding> patiently(Scenario scenario) {
        return through(patientGate, 0, () -> run(scenario, patience, patience));
    }

    /** Runs a scenario patiently a number of times, side by side. */
    CompletableFuture<List<Finding>> patiently(Scenario scenario, int times) {
        List<CompletableFuture<Finding>> runs =
                IntStream.range(0, times).mapToObj(run -> patiently(scenario)).toList();
        return CompletableFuture.allOf(runs.toArray(CompletableFuture[]::new))
                .thenApply(done -> runs.stream().map(CompletableFuture::join).toList());
    }

    private CompletableFuture<Finding> run(Scenario scenario, Waiting referenceWaiting, Waiting targetWaiting) {
        String token = "token" + tokens.incrementAndGet();
        CompletableFuture<Observation> expected =
                runner.run(scenario, reference.server().endpoint(), referenceWaiting, token);
        CompletableFuture<Observation> actual =
                runner.run(scenario, target.server().endpoint(), targetWaiting, token);
        return expected.thenCombineAsync(actual, (there, here) -> comparing.compare(scenario, there, here), executor);
    }

    /** Goes through a gate; the hop to the executor keeps completions from running within completions. */
    private CompletableFuture<Finding> through(Gate gate, long order, Supplier<CompletableFuture<Finding>> work) {
        return gate.enter(order)
                .thenComposeAsync(entered -> work.get(), executor)
                .whenComplete((done, failed) -> gate.leave());
    }
}
