// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz.probe;

import dev.schism.scenario.Scenario;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A scenario that somebody brings along to have a server judged by.
 *
 * @param scenario the scenario
 * @param origin where it is from, such as a file, for people
 */
public record OwnScenario(Scenario scenario, String origin) {

    /** Makes cases of scenarios, in their order; where names are equal, the later ones get a number. */
    public static List<ProbeCase> cases(List<OwnScenario> scenarios) {
        Set<String> names = new HashSet<>();
        scenarios.forEach(one -> names.add(one.scenario().name()));
        Set<String> taken = new HashSet<>();
        List<ProbeCase> cases = new ArrayList<>();
        for (OwnScenario one : scenarios) {
            Scenario named = one.scenario();
            for (int i = 2; !taken.add(named.name()); i++) {
                named = renamed(one.scenario(), i, names);
            }
            cases.add(ProbeCase.own(named, one.origin()));
        }
        return List.copyOf(cases);
    }

    /** Returns it under a name with a number behind, unless another one has that name of its own. */
    private static Scenario renamed(Scenario scenario, int number, Set<String> names) {
        String suffix = "-" + number;
        String name = scenario.name();
        String cut = name.substring(0, Math.min(name.length(), Scenario.MAX_NAME - suffix.length()));
        String numbered = cut + suffix;
        return names.contains(numbered) ? scenario : new Scenario(numbered, scenario.tags(), scenario.steps());
    }
}
