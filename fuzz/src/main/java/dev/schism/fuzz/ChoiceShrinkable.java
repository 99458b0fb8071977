// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.scenario.Scenario;
import java.util.stream.Stream;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingDistance;

/** A scenario that jqwik shrinks by the choices that made it. */
final class ChoiceShrinkable implements Shrinkable<Scenario> {

    private final ScenarioRule rule;
    private final ChoiceSequence sequence;
    private final Scenario scenario;

    private ChoiceShrinkable(ScenarioRule rule, ChoiceSequence sequence, Scenario scenario) {
        this.rule = rule;
        this.sequence = sequence;
        this.scenario = scenario;
    }

    static ChoiceShrinkable of(ScenarioRule rule, Choices choices) {
        RecordingChoices recording = new RecordingChoices(choices);
        Scenario scenario = rule.scenario(recording);
        return new ChoiceShrinkable(rule, recording.sequence(), scenario);
    }

    @Override
    public Scenario value() {
        return scenario;
    }

    @Override
    public Stream<Shrinkable<Scenario>> shrink() {
        return ChoicePasses.all(sequence)
                .map(shorter -> of(rule, new ReplayedChoices(shorter)))
                .filter(candidate -> candidate.distance().compareTo(distance()) < 0)
                .map(candidate -> candidate);
    }

    @Override
    public ShrinkingDistance distance() {
        return ShrinkingDistance.of(sequence.length(), sequence.sum());
    }

    @Override
    public String toString() {
        return scenario.toString();
    }
}
