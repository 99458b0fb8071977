// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.oracle.Trait;
import dev.schism.oracle.Traits;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.Step;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A scenario on its way down.
 *
 * @param scenario the scenario
 * @param choices the choices that make it, until its octets have been edited
 */
record Candidate(Scenario scenario, Optional<ChoiceSequence> choices) {

    /** The passes over choices. */
    static final List<Function<Candidate, Stream<Supplier<Candidate>>>> CHOICE_PASSES =
            ChoicePasses.ALL.stream().map(Candidate::ofChoicePass).toList();

    /** The passes over what is unusual, then over steps and octets. */
    static final List<Function<Candidate, Stream<Supplier<Candidate>>>> STEP_PASSES = Stream.concat(
                    Stream.<Function<Scenario, Stream<Supplier<Scenario>>>>of(Leaps::of, Repairs::of),
                    StepPasses.ALL.stream())
            .map(Candidate::ofStepPass)
            .toList();

    ScenarioSize size() {
        return ScenarioSize.of(scenario);
    }

    /** Tells whether it waits for a response before anything is sent: no server would answer, and it takes long. */
    static boolean awaitsNothing(Scenario scenario) {
        for (Step step : scenario.steps()) {
            if (step instanceof Step.SendBytes) {
                return false;
            }
            if (step instanceof Step.AwaitResponse) {
                return true;
            }
        }
        return false;
    }

    /**
     * Tells whether this may stand for another one of that size: it observes something, nothing is unusual in it that
     * is not in the other, and less is, or it is smaller.
     */
    boolean improves(Candidate other, ScenarioSize otherSize, Set<Trait> otherTraits) {
        if (scenario.sent().isEmpty() || (other.scenario.awaitsResponse() && !scenario.awaitsResponse())) {
            return false;
        }
        if (awaitsNothing(scenario) && !awaitsNothing(other.scenario)) {
            return false;
        }
        boolean smaller = otherSize.isAbove(scenario);
        if (!smaller && otherTraits.isEmpty()) {
            return false;
        }
        Set<Trait> traits = traits();
        return otherTraits.containsAll(traits) && (smaller || traits.size() < otherTraits.size());
    }

    Set<Trait> traits() {
        return Traits.of(scenario);
    }

    private static Function<Candidate, Stream<Supplier<Candidate>>> ofChoicePass(
            Function<ChoiceSequence, Stream<ChoiceSequence>> pass) {
        return from -> from.choices
                .map(pass)
                .orElseGet(Stream::empty)
                .map(simpler -> () -> replay(from.scenario.name(), simpler));
    }

    private static Candidate replay(String name, ChoiceSequence sequence) {
        RecordingChoices used = new RecordingChoices(new ReplayedChoices(sequence));
        Scenario scenario = ScenarioGrammar.scenario(name, used);
        return new Candidate(scenario, Optional.of(used.sequence()));
    }

    private static Function<Candidate, Stream<Supplier<Candidate>>> ofStepPass(
            Function<Scenario, Stream<Supplier<Scenario>>> pass) {
        return from -> pass.apply(from.scenario).map(simpler -> () -> new Candidate(simpler.get(), Optional.empty()));
    }
}
