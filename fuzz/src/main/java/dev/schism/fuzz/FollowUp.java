// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.oracle.Divergence;
import dev.schism.oracle.Finding;
import dev.schism.oracle.Finding.Difference;
import dev.schism.oracle.Finding.Inconclusive;
import dev.schism.oracle.Oracle;
import dev.schism.oracle.Signature;
import dev.schism.scenario.Scenario;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The closer look at a suspect: repeat it, shrink it, repeat what is left. Thread-safe. */
final class FollowUp {

    /** How a closer look can end. */
    enum Outcome {
        /** A divergence was kept. */
        KEPT,
        /** It is a divergence that was kept before. */
        EXPLAINED,
        /** It did not repeat. */
        QUARANTINED,
        /** A server was down meanwhile. */
        UNANSWERED
    }

    private final Pairs pairs;
    private final Shrinker shrinker;
    private final int confirmations;
    private final Suspects suspects;
    private final Findings findings;
    private final LivenessProbe liveness;

    FollowUp(Pairs pairs, CampaignOptions options, Suspects suspects, Findings findings, LivenessProbe liveness) {
        this.pairs = pairs;
        this.shrinker = new Shrinker(options.shrink());
        this.confirmations = options.confirmations();
        this.suspects = suspects;
        this.findings = findings;
        this.liveness = liveness;
    }

    CompletableFuture<Outcome> look(Suspect suspect) {
        Scenario scenario = ScenarioGrammar.ofSeed(suspect.seed());
        return repeat(scenario).thenCompose(repeats -> {
            Optional<Divergence> confirmed = confirmed(repeats);
            if (repeats.stream().anyMatch(FollowUp::isDown)) {
                return CompletableFuture.completedFuture(Outcome.UNANSWERED);
            }
            if (confirmed.isEmpty()) {
                findings.quarantine(quarantined(scenario, suspect.signature(), repeats));
                return CompletableFuture.completedFuture(Outcome.QUARANTINED);
            }
            return suspects.isExplained(confirmed.get().signature())
                    ? CompletableFuture.completedFuture(Outcome.EXPLAINED)
                    : shrink(suspect, confirmed.get()).thenCompose(this::keep);
        });
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

    /**
     * Shrinks in haste, which is right nearly always and ten times as fast; where what is left does not repeat without
     * haste, or where haste shows something else, shrinks without haste.
     */
    private CompletableFuture<Divergence> shrink(Suspect suspect, Divergence confirmed) {
        if (!suspect.signature().sameDifference(confirmed.signature())) {
            return shrink(suspect, confirmed, pairs::patiently).thenApply(shrunk -> shrunk.orElse(confirmed));
        }
        return shrink(suspect, confirmed, pairs::followUp)
                .thenCompose(hasty -> hasty.isPresent()
                        ? CompletableFuture.completedFuture(hasty.get())
                        : shrink(suspect, confirmed, pairs::patiently).thenApply(shrunk -> shrunk.orElse(confirmed)));
    }

    private CompletableFuture<Optional<Divergence>> shrink(
            Suspect suspect, Divergence confirmed, Function<Scenario, CompletableFuture<Finding>> run) {
        Signature wanted = confirmed.signature();
        Optional<ChoiceSequence> choices = Optional.of(ScenarioGrammar.choicesOf(suspect.seed()));
        return shrinker.shrink(
                        confirmed.scenario(),
                        choices,
                        candidate -> run.apply(candidate).thenApply(finding -> shows(finding, wanted)))
                .thenCompose(shrunk -> pairs.patiently(shrunk.scenario(), confirmations))
                .thenApply(repeats -> confirmed(repeats).filter(left -> isSame(left.signature(), wanted)));
    }

    private static boolean shows(Finding finding, Signature wanted) {
        return finding instanceof Difference difference
                && isSame(difference.divergence().signature(), wanted);
    }

    /** A smaller scenario must not bring in an oddity of its own, or it might differ for another reason. */
    private static boolean isSame(Signature signature, Signature wanted) {
        return Explanation.isSame(signature, wanted);
    }

    /** Keeps it if the target still answers plain requests: what one does that has changed is no answer. */
    private CompletableFuture<Outcome> keep(Divergence divergence) {
        return liveness.targetIsItself().thenApply(itself -> {
            if (!itself) {
                return Outcome.UNANSWERED;
            }
            return findings.keep(divergence) ? Outcome.KEPT : Outcome.EXPLAINED;
        });
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
