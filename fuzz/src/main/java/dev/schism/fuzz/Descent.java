// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.scenario.Scenario;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * One greedy descent: pass after pass, the first candidate that still fails becomes the current one, and the pass goes
 * on where it was.
 *
 * <p>All state is touched by one thread at a time: whoever completes a trial while another thread is at work leaves the
 * work to it (see {@link #advance}).
 */
final class Descent {

    /** A candidate being tried; {@code index} is its place in the pass. */
    private record Trial(Candidate candidate, int index, CompletableFuture<Boolean> result) {}

    private final ShrinkOptions options;
    private final LongSupplier nanoTime;
    private final long started;
    private final Function<Scenario, CompletableFuture<Boolean>> stillFails;
    private final CompletableFuture<Shrunk> result = new CompletableFuture<>();
    private final AtomicInteger signals = new AtomicInteger();
    private final Deque<Trial> window = new ArrayDeque<>();
    private final Set<Scenario> tried = new HashSet<>();

    private Candidate current;
    private List<Function<Candidate, Stream<Candidate>>> passes;
    private int pass;
    private boolean improvedInRound;
    private Iterator<Candidate> stream;
    private int index;

    Descent(
            ShrinkOptions options,
            LongSupplier nanoTime,
            Candidate start,
            Function<Scenario, CompletableFuture<Boolean>> stillFails) {
        this.options = options;
        this.nanoTime = nanoTime;
        this.started = nanoTime.getAsLong();
        this.stillFails = stillFails;
        this.current = start;
        this.passes = start.choices().isPresent() ? Candidate.CHOICE_PASSES : Candidate.STEP_PASSES;
        this.stream = passes.get(0).apply(start).iterator();
        tried.add(start.scenario());
    }

    CompletableFuture<Shrunk> start() {
        advance();
        return result;
    }

    /** Goes on as far as possible; a completion that comes meanwhile makes the thread at work go round again. */
    private void advance() {
        if (signals.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            try {
                work();
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
            seen = signals.addAndGet(-seen);
        } while (seen != 0);
    }

    private void work() {
        while (!result.isDone()) {
            settle();
            fill();
            if (!window.isEmpty()) {
                if (!window.peekFirst().result().isDone()) {
                    return;
                }
            } else if (exhausted()) {
                finish(false);
            } else {
                nextPass();
            }
        }
    }

    /** Takes the results that are there, in the order of the candidates. */
    private void settle() {
        while (!window.isEmpty() && window.peekFirst().result().isDone()) {
            Trial trial = window.removeFirst();
            if (trial.result().join()) {
                accept(trial);
            }
        }
    }

    private void accept(Trial trial) {
        current = trial.candidate();
        improvedInRound = true;
        window.clear();
        // what stood after the accepted edit stands at the same place in the new stream
        restart(trial.index());
    }

    private void restart(int from) {
        stream = passes.get(pass).apply(current).iterator();
        index = 0;
        while (index < from && stream.hasNext()) {
            stream.next();
            index++;
        }
    }

    private void fill() {
        while (window.size() < options.window() && !exhausted() && stream.hasNext()) {
            Candidate candidate = stream.next();
            int at = index++;
            if (candidate.improves(current) && tried.add(candidate.scenario())) {
                CompletableFuture<Boolean> answer = stillFails.apply(candidate.scenario());
                window.addLast(new Trial(candidate, at, answer));
                answer.whenComplete((value, failure) -> advance());
            }
        }
    }

    private void nextPass() {
        if (pass + 1 < passes.size()) {
            pass++;
        } else if (improvedInRound) {
            pass = 0;
            improvedInRound = false;
        } else if (passes == Candidate.CHOICE_PASSES) {
            passes = Candidate.STEP_PASSES;
            current = new Candidate(current.scenario(), Optional.empty());
            pass = 0;
        } else {
            finish(true);
            return;
        }
        restart(0);
    }

    private boolean exhausted() {
        return tried.size() > options.maxCandidates()
                || nanoTime.getAsLong() - started > options.maxTime().toNanos();
    }

    private void finish(boolean finished) {
        result.complete(new Shrunk(current.scenario(), tried.size() - 1, finished));
    }
}
