// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.scenario.Scenario;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A scenario on its way down.
 *
 * @param scenario the scenario
 * @param choices the choices that make it, until its octets have been edited
 */
record Candidate(Scenario scenario, Optional<ChoiceSequence> choices) {

    /** The passes over choices. */
    static final List<Function<Candidate, Stream<Candidate>>> CHOICE_PASSES =
            ChoicePasses.ALL.stream().map(Candidate::ofChoicePass).toList();

    /** The passes over steps and octets. */
    static final List<Function<Candidate, Stream<Candidate>>> STEP_PASSES =
            StepPasses.ALL.stream().map(Candidate::ofStepPass).toList();

    ScenarioSize size() {
        return ScenarioSize.of(scenario);
    }

    /** Tells whether this may stand for another one: it observes something, and it is smaller. */
    boolean improves(Candidate other) {
        return (scenario.awaitsResponse() || !other.scenario.awaitsResponse())
                && !scenario.sent().isEmpty()
                && size().isBelow(other.size());
    }

    private static Function<Candidate, Stream<Candidate>> ofChoicePass(
            Function<ChoiceSequence, Stream<ChoiceSequence>> pass) {
        return from ->
                from.choices.map(pass).orElseGet(Stream::empty).map(simpler -> replay(from.scenario.name(), simpler));
    }

    private static Candidate replay(String name, ChoiceSequence sequence) {
        RecordingChoices used = new RecordingChoices(new ReplayedChoices(sequence));
        Scenario scenario = ScenarioGrammar.scenario(name, used);
        return new Candidate(scenario, Optional.of(used.sequence()));
    }

    private static Function<Candidate, Stream<Candidate>> ofStepPass(Function<Scenario, Stream<Scenario>> pass) {
        return from -> pass.apply(from.scenario).map(simpler -> new Candidate(simpler, Optional.empty()));
    }
}
