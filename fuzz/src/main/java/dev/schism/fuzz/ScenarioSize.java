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

    /** Tells whether a scenario is smaller than this; looks at single octets only where nothing else decides. */
    boolean isAbove(Scenario scenario) {
        int sent =
                scenario.sent().parts().stream().mapToInt(ScenarioSize::length).sum();
        return sent == octets ? of(scenario).isBelow(this) : sent < octets;
    }

    private static int length(Payload.Part part) {
        return part instanceof Payload.Part.Literal literal ? literal.octets().length() : 1;
    }

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
                oddity += oddity(text);
            }
        }
        return new ScenarioSize(octets, scenario.steps().size(), timing, oddity);
    }

    /** A loop and no stream: this is done for each candidate of each shrinking. */
    private static int oddity(String text) {
        int oddity = 0;
        for (int i = 0; i < text.length(); i++) {
            oddity += CanonicalOctets.oddity(text.charAt(i));
        }
        return oddity;
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
