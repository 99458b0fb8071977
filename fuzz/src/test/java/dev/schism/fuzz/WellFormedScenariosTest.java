// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.scenario.Bindings;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.Step;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WellFormedScenariosTest {

    private static final int COUNT = 10_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void nettyDecodesThemWithoutComplaint(long runSeed) {
        for (int index = 0; index < COUNT; index++) {
            Choices choices = new SeededChoices(SeededChoices.scenarioSeed(runSeed, index));
            Scenario scenario = ScenarioGrammar.wellFormed("g2", choices);

            NettyDecoding decoding = NettyDecoding.of(scenario.sent().fill(new Bindings("", 0, "")));

            assertThat(decoding.failures()).as(scenario.toString()).isEmpty();
            assertThat(decoding.complete()).as(scenario.toString()).isEqualTo(awaits(scenario));
            assertThat(decoding.methods()).as(scenario.toString()).hasSize(awaits(scenario));
        }
    }

    private static int awaits(Scenario scenario) {
        return (int) scenario.steps().stream()
                .filter(step -> step instanceof Step.AwaitResponse)
                .count();
    }
}
