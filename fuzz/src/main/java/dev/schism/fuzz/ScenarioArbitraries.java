// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.scenario.Scenario;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/**
 * jqwik's face of the {@link ScenarioGrammar}: with this module on the test class path, {@code @ForAll Scenario} works
 * as it stands, and {@code @Provide} methods can return one of these.
 *
 * <p>Scenarios come from sequences of choices and shrink by them, so that a falsified property ends with a few plain
 * octets. jqwik's seed reproduces a try. Thread-safe.
 */
public final class ScenarioArbitraries {

    private static final String NAME = "g2";

    private ScenarioArbitraries() {}

    /** Returns scenarios of which about half are malformed; their tags name what was done on purpose. */
    public static Arbitrary<Scenario> scenarios() {
        return of(choices -> ScenarioGrammar.scenario(NAME, choices));
    }

    /** Returns scenarios of well-formed requests only. */
    public static Arbitrary<Scenario> wellFormedScenarios() {
        return of(choices -> ScenarioGrammar.wellFormed(NAME, choices));
    }

    /** Returns scenarios with one or two malformations each, named by their tags. */
    public static Arbitrary<Scenario> malformedScenarios() {
        return of(choices -> ScenarioGrammar.malformed(NAME, choices));
    }

    private static Arbitrary<Scenario> of(ScenarioRule rule) {
        return Arbitraries.fromGenerator(random -> ChoiceShrinkable.of(rule, new SeededChoices(random.nextLong())));
    }
}
