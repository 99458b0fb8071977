// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.client.Runner;
import dev.schism.servers.PlainAnswer;
import dev.schism.servers.PlainRequest;
import dev.schism.servers.Side;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches by plain requests whether both sides still answer as they did when they were calibrated, so that neither
 * silence nor what a server says in its new mood is taken for an answer to a scenario. Does not block. Thread-safe.
 */
final class LivenessProbe {

    /** Time between two plain requests while nothing is suspicious: 500 ms. */
    static final Duration PERIOD = Duration.ofMillis(500);

    /** Times a side is asked before it counts as changed: a busy server may miss one. */
    static final int ATTEMPTS = 3;

    /** Time before a side is asked again; the second time twice as long. */
    static final Duration SPACING = Duration.ofMillis(100);

    private final Runner runner;
    private final Side reference;
    private final Side target;
    private final Gate gate;
    private final AtomicInteger uneasy = new AtomicInteger();
    private @Nullable CompletableFuture<Void> underWay;
    private long lastGood;
    private @Nullable Change change;

    /** Makes one whose requests go through a gate. */
    LivenessProbe(Runner runner, Side reference, Side target, Gate gate) {
        this.runner = runner;
        this.reference = reference;
        this.target = target;
        this.gate = gate;
    }

    /**
     * Asks both sides, unless that is under way.
     *
     * @param scenarios number of scenarios started until now
     * @return completes when they have answered, or have not
     */
    synchronized CompletableFuture<Void> ask(long scenarios) {
        if (underWay == null || underWay.isDone()) {
            underWay = through(() -> ask(reference, 1).thenCombine(ask(target, 1), Answers::new))
                    .thenAccept(answers -> take(answers, scenarios));
        }
        return underWay;
    }

    /** Tells whether some plain request got another answer than it should, and is being repeated. */
    boolean isUneasy() {
        return uneasy.get() > 0;
    }

    /** Returns how a side has changed, once one has. */
    synchronized Optional<Change> change() {
        return Optional.ofNullable(change);
    }

    /** Asks the target now, whatever else is under way; tells whether it answers as it should. */
    CompletableFuture<Boolean> targetIsItself() {
        return through(() -> ask(target, 1)).thenApply(Optional::isEmpty);
    }

    /**
     * What the two sides said.
     *
     * @param reference the reference's answer where it was not as expected
     * @param target the target's answer where it was not as expected
     */
    private record Answers(Optional<PlainAnswer> reference, Optional<PlainAnswer> target) {}

    private synchronized void take(Answers answers, long scenarios) {
        if (change != null) {
            return;
        }
        if (answers.reference().isPresent()) {
            change = Change.ofReference(lastGood, scenarios, answers.reference().get());
        } else if (answers.target().isPresent()) {
            change = Change.ofTarget(lastGood, scenarios, answers.target().get());
        } else {
            lastGood = scenarios;
        }
    }

    /** Asks a side until it answers as expected, a number of times; returns what it says instead. */
    private CompletableFuture<Optional<PlainAnswer>> ask(Side side, int attempt) {
        return PlainRequest.ask(runner, side).thenCompose(answer -> {
            if (side.calibration().expects(answer)) {
                return CompletableFuture.completedFuture(Optional.empty());
            }
            if (attempt == ATTEMPTS) {
                return CompletableFuture.completedFuture(Optional.of(answer));
            }
            uneasy.incrementAndGet();
            return CompletableFuture.supplyAsync(() -> attempt + 1, later(attempt))
                    .thenCompose(next -> ask(side, next))
                    .whenComplete((done, failed) -> uneasy.decrementAndGet());
        });
    }

    private static Executor later(int attempt) {
        return CompletableFuture.delayedExecutor(attempt * SPACING.toMillis(), TimeUnit.MILLISECONDS);
    }

    private <T> CompletableFuture<T> through(Supplier<CompletableFuture<T>> work) {
        return gate.enter().thenCompose(entered -> work.get()).whenComplete((done, failed) -> gate.leave());
    }
}
