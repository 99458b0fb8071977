// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.scenario.Payload;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.Step;
import java.util.Comparator;
import java.util.List;

/**
 * How large a scenario is to a person who reads it; compared in the order of the components.
 *
 * @param octets octets sent, a placeholder counting as one
 * @param steps number of steps
 * @param timing number of pauses and paced sends
 * @param oddity how far the octets are from canonical ones
 */
record ScenarioSize(int octets, int steps, int timing, int oddity) implements Comparable<ScenarioSize> {

    private static final Comparator<ScenarioSize> ORDER = Comparator.comparingInt(ScenarioSize::octets)
            .thenComparingInt(ScenarioSize::steps)
            .thenComparingInt(ScenarioSize::timing)
            .thenComparingInt(ScenarioSize::oddity);

    static ScenarioSize of(Scenario scenario) {
        int octets = 0;
        int timing = 0;
        int oddity = 0;
        for (Step step : scenario.steps()) {
            timing += isTimed(step) ? 1 : 0;
            for (Payload.Part part :
                    step instanceof Step.SendBytes send ? send.bytes().parts() : noParts()) {
                String text = PayloadText.of(part);
                octets += text.length();
                oddity += text.chars().map(CanonicalOctets::oddity).sum();
            }
        }
        return new ScenarioSize(octets, scenario.steps().size(), timing, oddity);
    }

    private static List<Payload.Part> noParts() {
        return List.of();
    }

    private static boolean isTimed(Step step) {
        return step instanceof Step.Pause
                || (step instanceof Step.SendBytes send && send.pacing().segment() > 0);
    }

    boolean isBelow(ScenarioSize other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(ScenarioSize other) {
        return ORDER.compare(this, other);
    }
}
