// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.scenario.Scenario;
import dev.schism.scenario.ScenarioJson;
import dev.schism.scenario.ScenarioText;

/** What holds for every scenario that something here makes. */
final class RoundTrips {

    private RoundTrips() {}

    /** Checks that it can be written and read, as text and as JSON. */
    static void check(Scenario scenario) {
        assertThat(ScenarioText.read(ScenarioText.write(scenario))).isEqualTo(scenario);
        assertThat(ScenarioJson.read(ScenarioJson.write(scenario))).isEqualTo(scenario);
    }

    /** Checks that it sends something and awaits something, without which nothing is observed. */
    static void checkUsable(Scenario scenario) {
        assertThat(scenario.sent().isEmpty()).as("sends nothing").isFalse();
        assertThat(scenario.awaitsResponse()).as("awaits something").isTrue();
    }
}
