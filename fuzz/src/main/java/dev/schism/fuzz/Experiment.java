// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.oracle.Divergence;
import dev.schism.oracle.Finding;
import dev.schism.oracle.Finding.Agreement;
import dev.schism.oracle.Finding.Difference;
import dev.schism.oracle.Trait;
import dev.schism.oracle.Traits;
import dev.schism.oracle.cause.Cause;
import dev.schism.oracle.cause.Way;
import dev.schism.scenario.Scenario;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Finds out what a difference takes by taking away what is unusual, one thing at a time. Thread-safe. */
final class Experiment {

    /** Most repairs that are tried on one scenario. */
    static final int MAX_REPAIRS = 64;
    /** Most repairs out of which those are chosen. */
    static final int MAX_CONSIDERED = 256;

    private static final Set<String> HEAD = Set.of(Trait.METHOD_HEAD.key());

    private final Pairs pairs;
    private final CauseFinder causes;

    /** What the sides do about a repaired scenario, and the traits that it no longer has. */
    private record Trial(Scenario scenario, Set<String> removed, Finding finding) {}

    /** A repaired scenario, and the traits that it no longer has. */
    private record Repaired(Scenario scenario, Set<String> removed) {

        /** Returns it unless something unusual is in it that was not there. */
        static Optional<Repaired> of(Scenario repaired, List<String> traits) {
            List<String> left = Traits.names(repaired);
            if (!traits.containsAll(left)) {
                return Optional.empty();
            }
            Set<String> removed = new HashSet<>(traits);
            left.forEach(removed::remove);
            return Optional.of(new Repaired(repaired, removed));
        }
    }

    Experiment(Pairs pairs, CauseFinder causes) {
        this.pairs = pairs;
        this.causes = causes;
    }

    /**
     * What was found.
     *
     * @param neighbour the nearest scenario in which the sides agree
     * @param simpler divergences that stand for the one that was looked at; empty where it stands for itself
     */
    record Result(Optional<Scenario> neighbour, List<Divergence> simpler) {}

    static boolean showsAs(Divergence divergence, Way wanted) {
        return Way.of(divergence).key().equals(wanted.key());
    }

    CompletableFuture<Result> on(Divergence divergence, Cause cause, Turn turn) {
        Scenario scenario = divergence.scenario();
        List<CompletableFuture<Trial>> trials = repairs(scenario).stream()
                .map(repaired -> pairs.followUp(repaired.scenario(), turn)
                        .thenApply(finding -> new Trial(repaired.scenario(), repaired.removed(), finding)))
                .toList();
        return CompletableFuture.allOf(trials.toArray(CompletableFuture[]::new))
                .thenApply(done -> result(
                        divergence,
                        cause,
                        trials.stream().map(CompletableFuture::join).toList()));
    }

    /** Returns repairs that bring nothing unusual in, first those that take something unusual away. */
    private static List<Repaired> repairs(Scenario scenario) {
        List<String> traits = Traits.names(scenario);
        Set<Scenario> tried = new HashSet<>(Set.of(scenario));
        return Repairs.of(scenario)
                .map(Supplier::get)
                .filter(repaired -> repaired.awaitsResponse() && !Candidate.awaitsNothing(repaired))
                .filter(repaired -> !repaired.sent().isEmpty() && tried.add(repaired))
                .flatMap(repaired -> Repaired.of(repaired, traits).stream())
                .limit(MAX_CONSIDERED)
                .sorted(Comparator.comparing(repaired -> repaired.removed().isEmpty()))
                .limit(MAX_REPAIRS)
                .toList();
    }

    private Result result(Divergence divergence, Cause cause, List<Trial> trials) {
        List<Trial> agreeing = trials.stream()
                .filter(trial -> trial.finding() instanceof Agreement)
                .toList();
        Optional<Scenario> neighbour = agreeing.stream()
                .map(Trial::scenario)
                .min(Comparator.comparingInt(one -> TextDistance.between(divergence.scenario(), one)));
        Optional<Divergence> without = withLess(cause, trials).or(() -> withoutBystander(cause, trials, agreeing));
        List<Divergence> apart = without.isPresent() ? List.of() : apart(cause, trials);
        if (!apart.isEmpty()) {
            return new Result(neighbour, apart);
        }
        if (without.isPresent()) {
            return new Result(neighbour, List.of(without.get()));
        }
        List<Divergence> hidden = hidden(cause, trials);
        if (!hidden.isEmpty()) {
            return new Result(neighbour, hidden);
        }
        List<Divergence> parts = agreeing.isEmpty() ? parts(cause, trials) : List.of();
        return new Result(neighbour, parts.size() > 1 ? parts : List.of());
    }

    /** Finds what stands for the whole with fewer traits, as there is where the shrinking had to end early. */
    private Optional<Divergence> withLess(Cause whole, List<Trial> trials) {
        return trials.stream()
                .filter(trial -> !trial.removed().isEmpty())
                .sorted(Comparator.comparingInt((Trial trial) -> trial.removed().size())
                        .reversed())
                .flatMap(trial -> difference(trial).stream())
                .filter(other -> showsAs(other, whole.way()))
                .filter(other -> causes.glance(other).standsFor(whole))
                .findFirst();
    }

    /**
     * Finds the same difference without traits that it neither needs nor follows from: without them the sides differ in
     * the same way, or in one that they hide, with them and without another trait they agree. A rule about a bystander
     * is broken, but it is not why the sides differ.
     */
    private static Optional<Divergence> withoutBystander(Cause cause, List<Trial> trials, List<Trial> agreeing) {
        return trials.stream()
                .filter(trial -> !trial.removed().isEmpty())
                .filter(trial -> difference(trial)
                        .filter(other ->
                                showsAs(other, cause.way()) || Way.of(other).isHiddenBy(cause.way()))
                        .isPresent())
                .filter(trial -> agreeing.stream()
                        .anyMatch(other ->
                                !other.removed().isEmpty() && Collections.disjoint(other.removed(), trial.removed())))
                .max(Comparator.comparingInt(trial -> trial.removed().size()))
                .flatMap(Experiment::difference);
    }

    /**
     * Returns two differences that have nothing to do with each other: without a trait the fates of the request still
     * differ in the same way, and without another one they do not, but something else does. A rule about the one is
     * broken, but it is not why the fates differ.
     */
    private static List<Divergence> apart(Cause cause, List<Trial> trials) {
        for (Trial same : cause.way().isExchange() ? trials : List.<Trial>of()) {
            for (Trial other : trials) {
                if (!same.removed().isEmpty()
                        && !other.removed().isEmpty()
                        && Collections.disjoint(same.removed(), other.removed())
                        && difference(same)
                                .filter(one -> showsAs(one, cause.way()))
                                .isPresent()
                        && difference(other)
                                .filter(one -> !Way.of(one).isExchange())
                                .isPresent()) {
                    return Stream.of(same, other)
                            .flatMap(trial -> difference(trial).stream())
                            .toList();
                }
            }
        }
        return List.of();
    }

    /**
     * Returns what a difference hides, one of each: without something that keeps one side from accepting, the other
     * side does the same as before. What a side refuses for a reason of its own, or waits for, tells nothing about the
     * other. Nor does HEAD, which only changes how a response is read. One of them at least is no less grave.
     */
    private List<Divergence> hidden(Cause whole, List<Trial> trials) {
        List<Divergence> hidden = new ArrayList<>();
        List<Cause> found = new ArrayList<>();
        for (Trial trial : trials) {
            Optional<Divergence> other = difference(trial).filter(one -> isHidden(trial, one, whole.way()));
            Optional<Cause> part = other.map(causes::glance);
            if (part.isPresent() && found.stream().noneMatch(part.get()::sameCore)) {
                hidden.add(other.get());
                found.add(part.get());
            }
        }
        return found.stream().anyMatch(part -> part.isAsGraveAs(whole)) ? hidden : List.of();
    }

    private static boolean isHidden(Trial trial, Divergence divergence, Way whole) {
        boolean readOtherwise = trial.removed().equals(HEAD) && !showsAs(divergence, whole);
        return readOtherwise
                || (!trial.removed().isEmpty() && Way.of(divergence).isHiddenBy(whole));
    }

    /**
     * Returns what a difference is made of: what differs in another way once something was taken away, one of each,
     * unless it is graver than all of them, so that none of them can stand for it. Where both sides refuse, each for a
     * reason of its own, nothing is graver than the reasons.
     */
    private List<Divergence> parts(Cause whole, List<Trial> trials) {
        List<Divergence> parts = new ArrayList<>();
        List<Cause> found = new ArrayList<>();
        for (Trial trial : trials) {
            Optional<Divergence> other =
                    difference(trial).filter(one -> !trial.removed().isEmpty());
            Optional<Cause> part = other.map(causes::glance);
            if (part.isPresent()
                    && !part.get().standsFor(whole)
                    && found.stream().noneMatch(part.get()::sameCore)) {
                parts.add(other.get());
                found.add(part.get());
            }
        }
        boolean graver = !whole.way().isRefusal() && found.stream().noneMatch(part -> part.isAsGraveAs(whole));
        return graver ? List.of() : parts;
    }

    private static Optional<Divergence> difference(Trial trial) {
        return trial.finding() instanceof Difference difference
                ? Optional.of(difference.divergence())
                : Optional.empty();
    }
}
