// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.scenario.Scenario;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.providers.ArbitraryProvider;
import net.jqwik.api.providers.TypeUsage;

/** Tells jqwik where scenarios come from; found through {@link java.util.ServiceLoader}. Thread-safe. */
public final class ScenarioArbitraryProvider implements ArbitraryProvider {

    /** Makes a provider; called by jqwik. */
    public ScenarioArbitraryProvider() {}

    @Override
    public boolean canProvideFor(TypeUsage targetType) {
        return targetType.isOfType(Scenario.class);
    }

    @Override
    public Set<Arbitrary<?>> provideFor(TypeUsage targetType, SubtypeProvider subtypeProvider) {
        return Set.of(ScenarioArbitraries.scenarios());
    }
}
