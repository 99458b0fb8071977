// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.schism.scenario.Bindings;
import dev.schism.scenario.Payload;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.Step;
import dev.schism.wire.Octets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScenarioGrammarTest {

    private static final int MANY = 40_000;
    private static final Set<String> MALFORMATIONS = Set.copyOf(ScenarioGrammar.malformations());
    private static final Bindings NO_BINDINGS = new Bindings("", 0, "");

    @Test
    void sameSeedGivesSameScenarios() {
        assertThat(scenarios(1, 500))
                .containsExactlyElementsOf(scenarios(1, 500).toList());
        assertThat(scenarios(1, 500).map(Scenario::steps))
                .isNotEqualTo(scenarios(2, 500).map(Scenario::steps));
    }

    @Test
    void recordedChoicesMakeTheSameScenario() {
        LongStream.range(0, 2_000).forEach(seed -> {
            Choices replayed = new ReplayedChoices(ScenarioGrammar.choicesOf(seed));

            assertThat(ScenarioGrammar.scenario(ScenarioGrammar.nameOf(seed), replayed))
                    .isEqualTo(ScenarioGrammar.ofSeed(seed));
        });
    }

    @Test
    void productionNamesAreUniqueAndMany() {
        assertThat(ScenarioGrammar.productions())
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(120)
                .allMatch(id -> id.matches("[a-z0-9]+(-[a-z0-9]+)*"));
    }

    @Test
    void aboutHalfIsWellFormed() {
        long wellFormed = scenarios(4, MANY)
                .filter(scenario -> malformations(scenario).isEmpty())
                .count();

        assertThat((double) wellFormed / MANY).isCloseTo(0.5, within(0.02));
    }

    @Test
    void everyScenarioAwaitsAndSends() {
        scenarios(5, MANY).forEach(scenario -> {
            assertThat(scenario.awaitsResponse()).isTrue();
            assertThat(scenario.sent().fill(NO_BINDINGS).length()).isBetween(1, 300_000);
            assertThat(malformations(scenario).size()).isBetween(0, 2);
            assertThat(scenario.sent().parts())
                    .filteredOn(Payload.Part.Filled.class::isInstance)
                    .as("the token is to be seen once")
                    .hasSizeLessThan(2);
        });
    }

    @Test
    void allKindsOfStepsOccur() {
        List<Scenario> scenarios = scenarios(6, MANY).toList();

        assertThat(scenarios.stream()
                        .flatMap(scenario -> scenario.steps().stream())
                        .map(Step::keyword))
                .contains("send", "await", "pause", "half-close");
        assertThat(scenarios)
                .anyMatch(scenario -> scenario.steps().stream()
                        .anyMatch(step -> step instanceof Step.SendBytes send
                                && send.pacing().segment() == 1));
    }

    @Test
    void waitsAreShortAndFew() {
        scenarios(9, MANY).forEach(scenario -> {
            Duration waits =
                    scenario.steps().stream().map(ScenarioGrammarTest::wait).reduce(Duration.ZERO, Duration::plus);

            assertThat(waits).isLessThan(Duration.ofMillis(300));
        });
    }

    @Test
    void noneAwaitsAnEarlyAnswerWhereThatOfAnotherRequestMayCome() {
        scenarios(10, MANY).forEach(scenario -> {
            List<Step> steps = scenario.steps();
            int early = IntStream.range(0, steps.size())
                    .filter(i -> steps.get(i) instanceof Step.WaitForResponse)
                    .findFirst()
                    .orElse(steps.size());

            assertThat(steps.subList(early, steps.size()).stream()
                            .dropWhile(step -> !(step instanceof Step.AwaitResponse))
                            .noneMatch(step -> step instanceof Step.SendBytes))
                    .as(scenario.toString())
                    .isTrue();
        });
    }

    private static Duration wait(Step step) {
        return step instanceof Step.Pause pause
                ? pause.duration()
                : step instanceof Step.WaitForResponse wait ? wait.timeout() : Duration.ZERO;
    }

    @Test
    void noChoiceMakesThePlainestRequest() {
        Scenario plainest = ScenarioGrammar.wellFormed("g2", new ReplayedChoices(ChoiceSequence.of()));

        assertThat(plainest.sent().fill(NO_BINDINGS))
                .isEqualTo(Octets.latin1("GET / HTTP/1.1\r\nHost: example.test\r\n\r\n"));
        assertThat(plainest.steps()).hasSize(2);
    }

    @Test
    void nameTellsTheSeed() {
        assertThat(ScenarioGrammar.nameOf(255)).isEqualTo("g2-00000000000000ff");
        assertThat(ScenarioGrammar.ofSeed(-1).name()).isEqualTo("g2-ffffffffffffffff");
    }

    @Test
    void generatesFasterThanConnectionsAreMade() {
        scenarios(7, MANY).forEach(scenario -> {});
        long started = System.nanoTime();
        long octets = scenarios(8, MANY)
                .mapToLong(scenario -> scenario.sent().fill(NO_BINDINGS).length())
                .sum();
        double microsEach = (System.nanoTime() - started) / 1000.0 / MANY;

        System.out.printf("grammar: %.2f us and %d octets a scenario%n", microsEach, octets / MANY);
        assertThat(microsEach).as("a loose bound: a live connection costs 50").isLessThan(100);
    }

    private static List<String> malformations(Scenario scenario) {
        return scenario.tags().stream().filter(MALFORMATIONS::contains).toList();
    }

    private static List<List<Step>> steps(long runSeed) {
        return scenarios(runSeed, 500).map(Scenario::steps).toList();
    }

    private static Stream<Scenario> scenarios(long runSeed, int count) {
        return LongStream.range(0, count)
                .mapToObj(index -> ScenarioGrammar.ofSeed(SeededChoices.scenarioSeed(runSeed, index)));
    }
}
