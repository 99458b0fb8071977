// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.scenario.Scenario;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Makes failing scenarios smaller: first by the choices that made them, where they are known, then step by step and
 * octet by octet, so that imported scenarios shrink too.
 *
 * <p>Candidates are made lazily and several are tried at once; of those that still fail the first in order is taken,
 * whatever the order in which they finish, so that the result depends only on what fails. Thread-safe.
 */
public final class Shrinker {

    private final ShrinkOptions options;
    private final LongSupplier nanoTime;

    /** Makes a shrinker. */
    public Shrinker(ShrinkOptions options) {
        this(options, System::nanoTime);
    }

    Shrinker(ShrinkOptions options, LongSupplier nanoTime) {
        this.options = options;
        this.nanoTime = nanoTime;
    }

    /**
     * Shrinks a scenario.
     *
     * @param start a scenario that fails
     * @param choices the choices with which {@link ScenarioGrammar#scenario} made it, where it did
     * @param stillFails tells whether a candidate fails in the same way; called with at most the window's number of
     *     candidates at once, besides those that an earlier success made pointless
     * @return the smallest scenario found; fails when {@code stillFails} does
     */
    public CompletableFuture<Shrunk> shrink(
            Scenario start,
            Optional<ChoiceSequence> choices,
            Function<Scenario, CompletableFuture<Boolean>> stillFails) {
        return shrink(start, choices, new Pace(Pace.FIRST_AHEAD, options::window, () -> false), stillFails);
    }

    /** Does the same beside others. */
    CompletableFuture<Shrunk> shrink(
            Scenario start,
            Optional<ChoiceSequence> choices,
            Pace pace,
            Function<Scenario, CompletableFuture<Boolean>> stillFails) {
        return new Descent(options, nanoTime, pace, new Candidate(start, choices), stillFails).start();
    }
}
