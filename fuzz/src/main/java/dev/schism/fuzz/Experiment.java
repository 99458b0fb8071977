// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.oracle.Divergence;
import dev.schism.oracle.Finding;
import dev.schism.oracle.Finding.Agreement;
import dev.schism.oracle.Finding.Difference;
import dev.schism.oracle.Traits;
import dev.schism.oracle.cause.Cause;
import dev.schism.oracle.cause.Way;
import dev.schism.scenario.Scenario;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Finds out what a difference takes by taking away what is unusual, one thing at a time. Thread-safe. */
final class Experiment {

    /** Most repairs that are tried on one scenario. */
    static final int MAX_REPAIRS = 64;

    private final Pairs pairs;
    private final CauseFinder causes;

    /** What the sides do about a repaired scenario. */
    private record Trial(Scenario scenario, Finding finding) {}

    Experiment(Pairs pairs, CauseFinder causes) {
        this.pairs = pairs;
        this.causes = causes;
    }

    /**
     * What was found.
     *
     * @param neighbour the nearest scenario in which the sides agree
     * @param others what differs in the others
     */
    record Result(Optional<Scenario> neighbour, List<Divergence> others, CauseFinder causes) {

        /**
         * Returns what a difference is made of: what differs in another way once something was taken away, one of each,
         * unless it is graver than all of them, so that none of them can stand for it.
         */
        List<Divergence> parts(Cause whole) {
            List<Divergence> parts = new ArrayList<>();
            List<Cause> found = new ArrayList<>();
            for (Divergence other : others) {
                Cause cause = causes.glance(other);
                if (!cause.standsFor(whole) && found.stream().noneMatch(cause::sameCore)) {
                    parts.add(other);
                    found.add(cause);
                }
            }
            boolean graver = found.stream()
                    .noneMatch(part -> part.blame().party().isBroken() == whole.blame().party().isBroken()
                            && part.blame().severity().compareTo(whole.blame().severity()) >= 0);
            return graver ? List.of() : parts;
        }
    }

    static boolean showsAs(Divergence divergence, Way wanted) {
        return Way.of(divergence).key().equals(wanted.key());
    }

    CompletableFuture<Result> on(Scenario scenario) {
        List<CompletableFuture<Trial>> trials = repairs(scenario).stream()
                .map(repaired -> pairs.followUp(repaired).thenApply(finding -> new Trial(repaired, finding)))
                .toList();
        return CompletableFuture.allOf(trials.toArray(CompletableFuture[]::new))
                .thenApply(done -> result(
                        scenario, trials.stream().map(CompletableFuture::join).toList()));
    }

    /** Returns repairs that take something unusual away and bring nothing unusual in. */
    private static List<Scenario> repairs(Scenario scenario) {
        Set<String> traits = new HashSet<>(Traits.names(scenario));
        Set<Scenario> tried = new HashSet<>(Set.of(scenario));
        return Repairs.of(scenario)
                .map(Supplier::get)
                .filter(repaired -> repaired.awaitsResponse() && !repaired.sent().isEmpty())
                .filter(repaired -> tried.add(repaired) && traits.containsAll(Traits.names(repaired)))
                .limit(MAX_REPAIRS)
                .toList();
    }

    private Result result(Scenario scenario, List<Trial> trials) {
        Optional<Scenario> neighbour = trials.stream()
                .filter(trial -> trial.finding() instanceof Agreement)
                .map(Trial::scenario)
                .min(Comparator.comparingInt(agreeing -> TextDistance.between(scenario, agreeing)));
        List<Divergence> others = trials.stream()
                .map(Trial::finding)
                .filter(Difference.class::isInstance)
                .map(finding -> ((Difference) finding).divergence())
                .filter(other -> other.signature().traits().size()
                        < Traits.names(scenario).size())
                .toList();
        return new Result(neighbour, others, causes);
    }
}
