// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.oracle.Trait;
import dev.schism.scenario.Scenario;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One greedy descent: pass after pass, the first candidate that still fails becomes the current one, and the pass goes
 * on where it was.
 *
 * <p>All state is touched by one thread at a time: whoever completes a trial while another thread is at work leaves the
 * work to it (see {@link #advance}).
 */
final class Descent {

    /** A candidate being tried, with its place. */
    private record Trial(Candidate candidate, int pass, int index, CompletableFuture<Boolean> result) {}

    /** Candidates that may be made for each one that may be tried: most are no improvement. */
    private static final int CONSIDERED_PER_TRIAL = 16;

    private final ShrinkOptions options;
    private final LongSupplier nanoTime;
    private final Pace pace;
    private final long started;
    private final Function<Scenario, CompletableFuture<Boolean>> stillFails;
    private final CompletableFuture<Shrunk> result = new CompletableFuture<>();
    private final AtomicInteger signals = new AtomicInteger();
    private final Deque<Trial> window = new ArrayDeque<>();
    private final Set<Scenario> tried = new HashSet<>();
    private final List<Scenario> way = new ArrayList<>();

    private Candidate current;
    private ScenarioSize currentSize;
    private Set<Trait> currentTraits;
    private List<Function<Candidate, Stream<Supplier<Candidate>>>> passes;
    private Round round;
    private boolean improvedInRound;
    private int ahead;
    private int trials;
    private int considered;

    Descent(
            ShrinkOptions options,
            LongSupplier nanoTime,
            Pace pace,
            Candidate start,
            Function<Scenario, CompletableFuture<Boolean>> stillFails) {
        this.options = options;
        this.nanoTime = nanoTime;
        this.pace = pace;
        this.ahead = pace.ahead();
        this.started = nanoTime.getAsLong();
        this.stillFails = stillFails;
        this.current = start;
        this.currentSize = start.size();
        this.currentTraits = start.traits();
        this.passes = start.choices().isPresent() ? Candidate.CHOICE_PASSES : Candidate.STEP_PASSES;
        this.round = new Round(passes, start, 0, 0);
        tried.add(start.scenario());
        way.add(start.scenario());
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
                nextRound();
            }
        }
    }

    /** Takes the results that are there, in the order of the candidates. */
    private void settle() {
        while (!window.isEmpty() && window.peekFirst().result().isDone()) {
            Trial trial = window.removeFirst();
            if (trial.result().join()) {
                accept(trial);
            } else {
                ahead = Math.min(options.window(), ahead + 1);
            }
        }
    }

    private void accept(Trial trial) {
        current = trial.candidate();
        way.add(current.scenario());
        currentSize = current.size();
        currentTraits = current.traits();
        improvedInRound = true;
        ahead = pace.ahead();
        // those behind were never judged: their answers are not waited for
        window.forEach(pointless -> tried.remove(pointless.candidate().scenario()));
        window.clear();
        round = new Round(passes, current, trial.pass(), trial.index());
    }

    private void fill() {
        while (mayTryAnother() && !exhausted() && round.hasNext()) {
            Candidate candidate = round.next();
            considered++;
            if (isNew(candidate) && candidate.improves(current, currentSize, currentTraits)) {
                tried.add(candidate.scenario());
                trials++;
                CompletableFuture<Boolean> answer = stillFails.apply(candidate.scenario());
                window.addLast(new Trial(candidate, round.pass(), round.index(), answer));
                CompletableFuture<Boolean> unused = answer.whenComplete((value, failure) -> advance());
            }
        }
    }

    /** One is always under way; further ones behind it may turn out pointless, so they only take room that is left. */
    private boolean mayTryAnother() {
        return window.isEmpty()
                || (window.size() < Math.min(ahead, options.window())
                        && pace.room().getAsInt() > 0);
    }

    /** Tells whether a candidate is another one, and was not tried yet; cheaper than to ask whether it is better. */
    private boolean isNew(Candidate candidate) {
        return !candidate.scenario().equals(current.scenario()) && !tried.contains(candidate.scenario());
    }

    private void nextRound() {
        if (!improvedInRound && passes == Candidate.STEP_PASSES) {
            finish(true);
            return;
        }
        if (!improvedInRound) {
            passes = Candidate.STEP_PASSES;
            current = new Candidate(current.scenario(), Optional.empty());
        }
        improvedInRound = false;
        round = new Round(passes, current, 0, 0);
    }

    private boolean exhausted() {
        return pace.enough().getAsBoolean()
                || trials >= options.maxCandidates()
                || considered >= options.maxCandidates() * CONSIDERED_PER_TRIAL
                || nanoTime.getAsLong() - started > options.maxTime().toNanos();
    }

    private void finish(boolean finished) {
        result.complete(new Shrunk(way, trials, finished));
    }
}
