// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.oracle.Divergence;
import dev.schism.oracle.Finding;
import dev.schism.oracle.Finding.Difference;
import dev.schism.oracle.Finding.Inconclusive;
import dev.schism.oracle.Oracle;
import dev.schism.oracle.Signature;
import dev.schism.oracle.cause.Cause;
import dev.schism.oracle.cause.JudgedDivergence;
import dev.schism.scenario.Scenario;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

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

    /**
     * Scenarios under way up to which further ones are tried ahead: with more, servers and processors are busy anyway.
     */
    private static final int AHEAD = 8;

    private final Pairs pairs;
    private final Shrinker shrinker;
    private final Experiment experiment;
    private final int confirmations;
    private final CauseFinder causes;
    private final Suspects suspects;
    private final Findings findings;
    private final LivenessProbe liveness;
    private final Executor keeper;

    FollowUp(
            Pairs pairs,
            CampaignOptions options,
            CauseFinder causes,
            Suspects suspects,
            Findings findings,
            LivenessProbe liveness,
            Executor keeper) {
        this.pairs = pairs;
        this.shrinker = new Shrinker(options.shrink(), System::nanoTime, () -> AHEAD - pairs.followedUp());
        this.experiment = new Experiment(pairs, causes);
        this.confirmations = options.confirmations();
        this.causes = causes;
        this.suspects = suspects;
        this.findings = findings;
        this.liveness = liveness;
        this.keeper = keeper;
    }

    CompletableFuture<Outcome> look(Suspect suspect) {
        return shrunk(suspect.scenario(), suspect.cause(), pairs::followUp, glancing(suspect))
                .thenCompose(hasty -> hasty.isPresent() ? settle(suspect, hasty.get()) : lookAgain(suspect));
    }

    /** What has all the traits of the suspect still is taken for it; what has fewer is judged. */
    private Function<Divergence, Cause> glancing(Suspect suspect) {
        return divergence ->
                divergence.signature().traits().equals(suspect.cause().traits())
                        ? suspect.cause()
                        : causes.glance(divergence);
    }

    /** Repeats the scenario without haste first, and judges each step of the shrinking by itself. */
    private CompletableFuture<Outcome> lookAgain(Suspect suspect) {
        Scenario scenario = suspect.scenario();
        return repeat(scenario).thenCompose(repeats -> {
            if (repeats.stream().anyMatch(FollowUp::isDown)) {
                return CompletableFuture.completedFuture(Outcome.UNANSWERED);
            }
            Optional<Divergence> confirmed = confirmed(repeats);
            if (confirmed.isEmpty()) {
                findings.quarantine(quarantined(scenario, suspect.signature(), repeats));
                return CompletableFuture.completedFuture(Outcome.QUARANTINED);
            }
            Cause cause = causes.look(confirmed.get());
            if (suspects.isExplained(cause, confirmed.get().signature())) {
                return CompletableFuture.completedFuture(Outcome.EXPLAINED);
            }
            return shrunk(scenario, cause, pairs::followUp, causes::look)
                    .thenCompose(hasty -> hasty.isPresent()
                            ? CompletableFuture.completedFuture(hasty)
                            : shrunk(scenario, cause, pairs::patiently, causes::look))
                    .thenCompose(shrunk -> settle(suspect, shrunk.orElse(confirmed.get())));
        });
    }

    /**
     * Shrinks a scenario and repeats what is left without haste; empty where that does not show what is wanted. The
     * difference may not slip meanwhile: who departs, how gravely and, where a rule is broken, by which one is part of
     * what has to stay. In haste that is taken from what looks the same; what is left is always judged by itself.
     */
    private CompletableFuture<Optional<Divergence>> shrunk(
            Scenario scenario,
            Cause wanted,
            Function<Scenario, CompletableFuture<Finding>> run,
            Function<Divergence, Cause> judging) {
        return run.apply(scenario)
                .thenCompose(again -> shows(again, wanted, judging)
                        ? shrinker.shrink(
                                        scenario,
                                        Optional.empty(),
                                        candidate -> run.apply(candidate)
                                                .thenApply(finding -> shows(finding, wanted, judging)))
                                .thenCompose(shrunk -> repeat(shrunk.scenario()))
                                .thenApply(
                                        repeats -> confirmed(repeats).filter(left -> shows(left, wanted, causes::look)))
                        : CompletableFuture.completedFuture(Optional.empty()));
    }

    private static boolean shows(Finding finding, Cause wanted, Function<Divergence, Cause> judging) {
        return finding instanceof Difference difference && shows(difference.divergence(), wanted, judging);
    }

    /** Asks the rule book last, since that takes longest. */
    private static boolean shows(Divergence divergence, Cause wanted, Function<Divergence, Cause> judging) {
        return Experiment.showsAs(divergence, wanted.way())
                && wanted.traits().containsAll(divergence.signature().traits())
                && judging.apply(divergence).standsFor(wanted);
    }

    /** Finds out what it takes, and keeps it unless it is made of simpler ones, which are looked at instead. */
    private CompletableFuture<Outcome> settle(Suspect suspect, Divergence divergence) {
        Cause cause = causes.look(divergence);
        if (suspects.isExplained(cause, divergence.signature())) {
            return CompletableFuture.completedFuture(Outcome.EXPLAINED);
        }
        return experiment.on(divergence, cause).thenCompose(found -> {
            if (!found.simpler().isEmpty()) {
                found.simpler()
                        .forEach(one -> suspects.offer(suspect, one.scenario(), one.signature(), causes.look(one)));
                return CompletableFuture.completedFuture(Outcome.EXPLAINED);
            }
            JudgedDivergence judged =
                    new JudgedDivergence(divergence, causes.judge().judge(divergence), found.neighbour());
            return keep(judged, suspect.seed());
        });
    }

    /** Keeps it if the target still answers plain requests: what one does that has changed is no answer. */
    private CompletableFuture<Outcome> keep(JudgedDivergence found, long seed) {
        return liveness.targetIsItself()
                .thenApplyAsync(itself -> itself ? findings.keep(found, seed) : Outcome.UNANSWERED, keeper);
    }

    /**
     * Repeats a scenario; where the repetitions differ from each other, once more and once more often, because a server
     * that has just started may be silent for longer than a confirmation waits.
     */
    private CompletableFuture<List<Finding>> repeat(Scenario scenario) {
        return pairs.patiently(scenario, confirmations).thenCompose(repeats -> {
            boolean agree =
                    repeats.stream().map(FollowUp::difference).distinct().count() == 1;
            return agree ? CompletableFuture.completedFuture(repeats) : pairs.patiently(scenario, confirmations + 1);
        });
    }

    private static Optional<Signature> difference(Finding finding) {
        return finding instanceof Difference difference
                ? Optional.of(difference.divergence().signature())
                : Optional.empty();
    }

    private static boolean isDown(Finding finding) {
        return finding instanceof Inconclusive unclear && unclear.reason() == Inconclusive.Reason.SERVER_DOWN;
    }

    private static Optional<Divergence> confirmed(List<Finding> repeats) {
        Finding first = repeats.get(0);
        Finding all = repeats.size() == 1 ? first : Oracle.confirm(first, repeats.subList(1, repeats.size()));
        return all instanceof Difference difference ? Optional.of(difference.divergence()) : Optional.empty();
    }

    private static Quarantined quarantined(Scenario scenario, Signature signature, List<Finding> repeats) {
        long shown = repeats.stream()
                .filter(repeat -> repeat instanceof Difference difference
                        && difference.divergence().signature().sameDifference(signature))
                .count();
        return new Quarantined(scenario, signature, (int) shown, repeats.size());
    }
}
