// SPDX-License-Identifier: Apache-2.0
package dev.schism.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Builds a scenario step by step; reads like the wire. Not thread-safe. */
public final class ScenarioBuilder {

    private final String name;
    private final List<String> tags = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();

    ScenarioBuilder(String name) {
        this.name = name;
    }

    /** Adds a tag. */
    public ScenarioBuilder tag(String tag) {
        tags.add(tag);
        return this;
    }

    /** Adds a step. */
    public ScenarioBuilder step(Step step) {
        steps.add(step);
        return this;
    }

    /** Awaits the next final response. */
    public ScenarioBuilder await(Duration timeout) {
        return step(new Step.AwaitResponse(timeout));
    }

    /** Makes the scenario. */
    public Scenario build() {
        return new Scenario(name, tags, steps);
    }
}
