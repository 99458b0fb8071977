// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.oracle.Trait;
import dev.schism.oracle.Traits;
import dev.schism.scenario.Bindings;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.ScenarioText;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;

class ScenarioArbitrariesTest {

    @Property(tries = 200)
    void plainParametersAreProvided(@ForAll Scenario scenario) {
        assertThat(scenario.awaitsResponse()).isTrue();
        assertThat(ScenarioGrammar.productions()).containsAll(scenario.tags());
    }

    @Property(tries = 200)
    void wellFormedOnesHaveNoMalformation(@ForAll("wellFormed") Scenario scenario) {
        assertThat(scenario.tags()).doesNotContainAnyElementsOf(ScenarioGrammar.malformations());
        assertThat(NettyDecoding.of(scenario.sent().fill(new Bindings("", 0, "")))
                        .failures())
                .isEmpty();
    }

    @Property(tries = 200)
    void malformedOnesNameTheirMalformations(@ForAll("malformed") Scenario scenario) {
        assertThat(scenario.tags()).containsAnyElementsOf(ScenarioGrammar.malformations());
    }

    @Property(tries = 200)
    void recordedChoicesReplay(@ForAll long seed) {
        Scenario scenario = ScenarioGrammar.ofSeed(seed);

        assertThat(ScenarioGrammar.scenario(scenario.name(), new ReplayedChoices(ScenarioGrammar.choicesOf(seed))))
                .isEqualTo(scenario);
    }

    @Property(tries = 500)
    void textRoundTrips(@ForAll Scenario scenario) {
        assertThat(ScenarioText.read(ScenarioText.write(scenario))).isEqualTo(scenario);
    }

    @Example
    void bothKindsOccur() {
        Set<Boolean> wellFormed = new HashSet<>();
        RandomGenerator<Scenario> generator = ScenarioArbitraries.scenarios().generator(1000);
        generator.stream(new Random(1))
                .limit(100)
                .forEach(next -> wellFormed.add(next.value().tags().isEmpty()));

        assertThat(wellFormed).containsExactlyInAnyOrder(true, false);
    }

    @Example
    void jqwikShrinksThemByTheirChoices() {
        Shrinkable<Scenario> start = firstFolded();

        Scenario shrunk = shrinkToFold(start);

        assertThat(Traits.of(shrunk)).contains(Trait.OBS_FOLD);
        assertThat(shrunk.tags()).hasSize(1);
        assertThat(ScenarioSize.of(shrunk).octets())
                .isLessThan(ScenarioSize.of(start.value()).octets())
                .isLessThan(80);
    }

    private static Shrinkable<Scenario> firstFolded() {
        return ScenarioArbitraries.scenarios().generator(1000).stream(new Random(3))
                .filter(next -> next.value().tags().equals(List.of("folded-value"))
                        && Traits.of(next.value()).contains(Trait.OBS_FOLD)
                        && ScenarioSize.of(next.value()).octets() > 300)
                .findFirst()
                .orElseThrow();
    }

    private static Scenario shrinkToFold(Shrinkable<Scenario> start) {
        Shrinkable<Scenario> current = start;
        while (true) {
            var next = current.shrink()
                    .filter(candidate -> Traits.of(candidate.value()).contains(Trait.OBS_FOLD))
                    .findFirst();
            if (next.isEmpty()) {
                return current.value();
            }
            current = next.get();
        }
    }

    @Provide
    Arbitrary<Scenario> wellFormed() {
        return ScenarioArbitraries.wellFormedScenarios();
    }

    @Provide
    Arbitrary<Scenario> malformed() {
        return ScenarioArbitraries.malformedScenarios();
    }
}
