// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.fuzz.SuspectShrinker.Shrinking;
import dev.schism.oracle.Divergence;
import dev.schism.oracle.Finding;
import dev.schism.oracle.cause.Cause;
import dev.schism.oracle.cause.JudgedDivergence;
import dev.schism.scenario.Scenario;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The closer look at a suspect: shrink it in haste, repeat what is left without haste, find out what it takes. Where
 * that slips into something else, it is done again with each step judged by itself, and in the end without haste.
 * Thread-safe.
 */
final class FollowUp {

    /** How a closer look can end. */
    enum Outcome {
        /** A divergence was kept. */
        KEPT,
        /** A known cause explains it, or it is made of several simpler ones. */
        EXPLAINED,
        /** It did not repeat. */
        QUARANTINED,
        /** A server was down meanwhile. */
        UNANSWERED,
        /** Something of ours failed. */
        FAILED
    }

    /** One closer look. */
    private record Look(Suspect suspect, Turn turn, SuspectShrinker shrinker) {}

    private final Pairs pairs;
    private final ShrinkOptions shrinking;
    private final Confirmation confirmation;
    private final Experiment experiment;
    private final CauseFinder causes;
    private final Suspects suspects;
    private final Findings findings;
    private final LivenessProbe liveness;
    private final Executor keeper;
    private final AtomicLong begun = new AtomicLong();

    FollowUp(
            Pairs pairs,
            CampaignOptions options,
            CauseFinder causes,
            Suspects suspects,
            Findings findings,
            LivenessProbe liveness,
            Executor keeper) {
        this.confirmation = new Confirmation(pairs, options.confirmations());
        this.pairs = pairs;
        this.shrinking = options.shrink();
        this.experiment = new Experiment(pairs, causes);
        this.causes = causes;
        this.suspects = suspects;
        this.findings = findings;
        this.liveness = liveness;
        this.keeper = keeper;
    }

    CompletableFuture<Outcome> look(Suspect suspect) {
        Turn turn = new Turn(begun.getAndIncrement(), suspect.cause().way().isOfWaiting());
        Look look =
                new Look(suspect, turn, new SuspectShrinker(pairs, shrinking, confirmation, causes, suspects, turn));
        return look.shrinker().inHaste(suspect).thenCompose(hasty -> end(look, hasty, () -> lookAgain(look)));
    }

    private CompletableFuture<Outcome> end(
            Look look, Shrinking shrinking, Supplier<CompletableFuture<Outcome>> slipped) {
        if (shrinking instanceof Shrinking.Left left) {
            return settle(look, left.divergence());
        }
        return shrinking instanceof Shrinking.Explained
                ? CompletableFuture.completedFuture(Outcome.EXPLAINED)
                : slipped.get();
    }

    /** Repeats the scenario without haste first, and judges each step of the shrinking by itself. */
    private CompletableFuture<Outcome> lookAgain(Look look) {
        Scenario scenario = look.suspect().scenario();
        return confirmation.repeat(scenario).thenCompose(repeats -> {
            if (Confirmation.isDown(repeats)) {
                return CompletableFuture.completedFuture(Outcome.UNANSWERED);
            }
            Optional<Divergence> confirmed = Confirmation.confirmed(repeats);
            return confirmed.isEmpty()
                    ? CompletableFuture.completedFuture(quarantine(look.suspect(), scenario, repeats))
                    : lookAgain(look, confirmed.get());
        });
    }

    private CompletableFuture<Outcome> lookAgain(Look look, Divergence confirmed) {
        Cause cause = causes.look(confirmed);
        return suspects.isExplained(cause, confirmed.signature())
                ? CompletableFuture.completedFuture(Outcome.EXPLAINED)
                : look.shrinker()
                        .stepByStep(confirmed.scenario(), cause)
                        .thenCompose(shrunk -> end(look, shrunk, () -> settle(look, confirmed)));
    }

    private Outcome quarantine(Suspect suspect, Scenario scenario, List<Finding> repeats) {
        findings.quarantine(Confirmation.quarantined(scenario, suspect.signature(), repeats));
        return Outcome.QUARANTINED;
    }

    /** Finds out what it takes, and keeps it unless it is made of simpler ones, which are looked at instead. */
    private CompletableFuture<Outcome> settle(Look look, Divergence divergence) {
        Cause cause = causes.look(divergence);
        if (suspects.isExplained(cause, divergence.signature())) {
            return CompletableFuture.completedFuture(Outcome.EXPLAINED);
        }
        return experiment.on(divergence, cause, look.turn()).thenCompose(found -> {
            if (!found.simpler().isEmpty()) {
                suspects.composed(cause);
                found.simpler()
                        .forEach(one ->
                                suspects.offer(look.suspect(), one.scenario(), one.signature(), causes.look(one)));
                return CompletableFuture.completedFuture(Outcome.EXPLAINED);
            }
            JudgedDivergence judged =
                    new JudgedDivergence(divergence, causes.judge().judge(divergence), found.neighbour());
            return keep(judged, look.suspect().seed());
        });
    }

    /** Keeps it if the target still answers plain requests: what one does that has changed is no answer. */
    private CompletableFuture<Outcome> keep(JudgedDivergence found, long seed) {
        return liveness.targetIsItself()
                .thenApplyAsync(itself -> itself ? findings.keep(found, seed) : Outcome.UNANSWERED, keeper);
    }
}
