// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.oracle.Divergence;
import dev.schism.oracle.Finding;
import dev.schism.oracle.cause.Cause;
import dev.schism.scenario.Scenario;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Makes a scenario that shows a difference smaller without that it slips into another one: who departs, how gravely
 * and, where a rule is broken, by which one is part of what has to stay. Thread-safe.
 */
final class SuspectShrinker {

    /**
     * Scenarios under way up to which further ones are tried ahead: with more, servers and processors are busy anyway.
     */
    private static final int AHEAD = 8;

    /** What a shrinking came to. */
    sealed interface Shrinking {

        /** What is left, repeated without haste. */
        record Left(Divergence divergence) implements Shrinking {}

        /** A known cause explains what was left on the way. */
        record Explained() implements Shrinking {}

        /** What is left, or what there was to begin with, does not show what is wanted. */
        record Slipped(List<Scenario> way) implements Shrinking {}
    }

    private final Pairs pairs;
    private final Shrinker shrinker;
    private final Confirmation confirmation;
    private final CauseFinder causes;
    private final Suspects suspects;
    private final Turn turn;

    SuspectShrinker(
            Pairs pairs,
            ShrinkOptions options,
            Confirmation confirmation,
            CauseFinder causes,
            Suspects suspects,
            Turn turn) {
        this.pairs = pairs;
        this.shrinker = new Shrinker(options, turn::nanos);
        this.turn = turn;
        this.confirmation = confirmation;
        this.causes = causes;
        this.suspects = suspects;
    }

    /**
     * Shrinks a suspect in haste, with the cause taken from what looks the same. Where that slips, it goes on from the
     * last one on the way that had not, with each step judged by itself.
     */
    CompletableFuture<Shrinking> inHaste(Suspect suspect) {
        Cause wanted = suspect.cause();
        return shrink(suspect.scenario(), wanted, this::hastily, glancing(suspect))
                .thenCompose(hasty -> hasty instanceof Shrinking.Slipped slipped
                        ? fromBeforeSlip(slipped, wanted)
                        : CompletableFuture.completedFuture(hasty));
    }

    /** Judges each step by itself, in haste first. */
    CompletableFuture<Shrinking> stepByStep(Scenario scenario, Cause wanted) {
        return shrink(scenario, wanted, this::hastily, causes::look)
                .thenCompose(hasty -> hasty instanceof Shrinking.Slipped
                        ? shrink(scenario, wanted, this::patiently, causes::look)
                        : CompletableFuture.completedFuture(hasty));
    }

    private CompletableFuture<Finding> hastily(Scenario scenario) {
        return pairs.followUp(scenario, turn);
    }

    private CompletableFuture<Finding> patiently(Scenario scenario) {
        long begun = System.nanoTime();
        return pairs.patiently(scenario).whenComplete((done, failed) -> turn.took(System.nanoTime() - begun));
    }

    /** What has all the traits of the suspect still is taken for it; what has fewer is judged. */
    private Function<Divergence, Cause> glancing(Suspect suspect) {
        return divergence ->
                divergence.signature().traits().equals(suspect.cause().traits())
                        ? suspect.cause()
                        : causes.glance(divergence);
    }

    private CompletableFuture<Shrinking> fromBeforeSlip(Shrinking.Slipped slipped, Cause wanted) {
        List<Scenario> way = slipped.way();
        return lastShowing(way, -1, way.size(), wanted)
                .thenCompose(last -> last < 0 || last == way.size() - 1
                        ? CompletableFuture.completedFuture(slipped)
                        : shrink(way.get(last), wanted, this::hastily, causes::look));
    }

    /**
     * Finds the last one that shows what is wanted, as do all before it, after one that does and before one that does
     * not.
     */
    private CompletableFuture<Integer> lastShowing(List<Scenario> way, int after, int before, Cause wanted) {
        if (before - after <= 1) {
            return CompletableFuture.completedFuture(after);
        }
        int middle = (after + before) / 2;
        return hastily(way.get(middle))
                .thenCompose(finding -> shown(finding, wanted, causes::look).isPresent()
                        ? lastShowing(way, middle, before, wanted)
                        : lastShowing(way, after, middle, wanted));
    }

    private CompletableFuture<Shrinking> shrink(
            Scenario scenario,
            Cause wanted,
            Function<Scenario, CompletableFuture<Finding>> run,
            Function<Divergence, Cause> judging) {
        AtomicBoolean explained = new AtomicBoolean();
        Predicate<Finding> stillShows = finding -> {
            Optional<Cause> shown = shown(finding, wanted, judging);
            if (shown.isPresent() && isExplained(shown.get(), finding)) {
                explained.set(true);
            }
            return shown.isPresent();
        };
        return run.apply(scenario).thenCompose(again -> {
            if (!stillShows.test(again)) {
                return CompletableFuture.completedFuture(new Shrinking.Slipped(List.of()));
            }
            return shrinker.shrink(
                            scenario,
                            Optional.empty(),
                            pace(explained),
                            candidate -> run.apply(candidate).thenApply(stillShows::test))
                    .thenCompose(shrunk -> explained.get()
                            ? CompletableFuture.completedFuture(new Shrinking.Explained())
                            : left(shrunk.way(), wanted));
        });
    }

    private boolean isExplained(Cause cause, Finding finding) {
        return Confirmation.difference(finding)
                .filter(divergence -> suspects.isExplained(cause, divergence.signature()))
                .isPresent();
    }

    /** To try further ones ahead costs nothing where all that it takes is to wait. */
    private Pace pace(AtomicBoolean explained) {
        return turn.waits()
                ? new Pace(AHEAD, () -> AHEAD, explained::get)
                : new Pace(Pace.FIRST_AHEAD, () -> AHEAD - pairs.followedUp(), explained::get);
    }

    /** Repeats without haste what is left, which is always judged by itself. */
    private CompletableFuture<Shrinking> left(List<Scenario> way, Cause wanted) {
        return confirmation
                .repeat(way.get(way.size() - 1))
                .thenApply(repeats -> Confirmation.confirmed(repeats)
                        .filter(left -> shown(left, wanted, causes::look).isPresent())
                        .<Shrinking>map(Shrinking.Left::new)
                        .orElseGet(() -> new Shrinking.Slipped(way)));
    }

    private static Optional<Cause> shown(Finding finding, Cause wanted, Function<Divergence, Cause> judging) {
        return Confirmation.difference(finding).flatMap(one -> shown(one, wanted, judging));
    }

    /** Returns the cause where it stands for the wanted one; asks the rule book last, since that takes longest. */
    private static Optional<Cause> shown(Divergence divergence, Cause wanted, Function<Divergence, Cause> judging) {
        return Optional.of(divergence)
                .filter(one -> Experiment.showsAs(one, wanted.way()))
                .filter(one -> wanted.traits().containsAll(one.signature().traits()))
                .map(judging)
                .filter(cause -> cause.standsFor(wanted));
    }
}
