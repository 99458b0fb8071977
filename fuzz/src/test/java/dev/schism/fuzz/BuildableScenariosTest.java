// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.schism.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the choices are, the grammar makes a scenario: no seed breaks a run. */
class BuildableScenariosTest {

    private static final int SCENARIOS_A_RUN = 8_400;

    private static final List<ScenarioRule> RULES = List.of(
            choices -> ScenarioGrammar.scenario("g2", choices),
            choices -> ScenarioGrammar.wellFormed("g2", choices),
            choices -> ScenarioGrammar.malformed("g2", choices));

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                1,
                2,
                3,
                42,
                106,
                -1,
                7263123940269607910L,
                -7263123940269607910L,
                0x9E3779B97F4A7C15L,
                Long.MIN_VALUE,
                Long.MAX_VALUE
            })
    void everySeedOfARunMakesAScenario(long runSeed) {
        checkRun(runSeed, SCENARIOS_A_RUN);
    }

    @Test
    void everySeedOfARunThatNobodyTriedMakesAScenario() {
        checkRun(new Random().nextLong(), SCENARIOS_A_RUN);
    }

    @Test
    void seedsThatOnceBrokeARunMakeScenarios() {
        checkSeed(SeededChoices.scenarioSeed(7263123940269607910L, 1280));
        checkSeed(SeededChoices.scenarioSeed(1, 30_496));
    }

    @ParameterizedTest
    @MethodSource
    void extremeChoicesMakeAScenario(Choices choices) {
        for (ScenarioRule rule : RULES) {
            checkRule(rule, choices);
        }
    }

    static Stream<Named<Choices>> extremeChoicesMakeAScenario() {
        return Stream.of(
                Named.of("least", bound -> 0),
                Named.of("greatest", bound -> bound - 1),
                Named.of("middle", bound -> bound / 2),
                Named.of("least and greatest", alternating(0)),
                Named.of("greatest and least", alternating(1)),
                Named.of("none", new ReplayedChoices(ChoiceSequence.of())),
                Named.of("one", new ReplayedChoices(ChoiceSequence.of(Integer.MAX_VALUE))),
                Named.of("a million", new ReplayedChoices(ChoiceSequence.of(new int[1_000_000]))));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anySequenceOfNumbersMakesAScenario(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 4_000; i++) {
            ChoiceSequence sequence = sequence(random);
            for (ScenarioRule rule : RULES) {
                assertThatCode(() -> checkRule(rule, new ReplayedChoices(sequence)))
                        .as("seed %d, sequence %s", seed, sequence)
                        .doesNotThrowAnyException();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kindsOfRequests")
    void everyTwoMalformationsGoIntoEveryKindOfRequestInEitherOrder(Supplier<RequestDraft> kind) {
        long seed = 0;
        for (Malformation first : Productions.ALL.malformations()) {
            for (Malformation second : Productions.ALL.malformations()) {
                seed++;
                checkPair(kind.get(), first, second, new SeededChoices(seed), "choices of " + seed);
            }
            checkPair(kind.get(), first, first, bound -> 0, "least");
            checkPair(kind.get(), first, first, bound -> bound - 1, "greatest");
        }
    }

    @ParameterizedTest
    @MethodSource("kindsOfRequests")
    void everyVariationGoesIntoEveryKindOfRequestBeforeEveryMalformation(Supplier<RequestDraft> kind) {
        long seed = 0;
        for (Variation variation : Productions.ALL.variations()) {
            for (Malformation malformation : Productions.ALL.malformations()) {
                RequestDraft draft = kind.get();
                Choices choices = new SeededChoices(seed++);
                variation.apply(draft, choices);
                draft.productions.add(variation);
                checkPair(draft, malformation, malformation, choices, variation.id() + " before");
            }
        }
    }

    static Stream<Named<Supplier<RequestDraft>>> kindsOfRequests() {
        return Stream.of(
                kind("no field", draft -> {}),
                kind("a host", draft -> draft.host()),
                kind("content", draft -> draft.length()),
                kind("no content", draft -> draft.add(RequestDraft.CONTENT_LENGTH, "0")),
                kind("chunks", draft -> draft.coding()),
                kind("only a last chunk", draft -> {
                    draft.coding();
                    draft.chunks.remove(0);
                    draft.trailers.add(new FieldDraft("X-T", ""));
                }),
                kind("connect", draft -> {
                    draft.method = "CONNECT";
                    draft.target = "example.test:80";
                }));
    }

    private static Named<Supplier<RequestDraft>> kind(String name, Consumer<RequestDraft> change) {
        return Named.of(name, () -> {
            RequestDraft draft = new RequestDraft();
            change.accept(draft);
            return draft;
        });
    }

    private static void checkPair(
            RequestDraft draft, Malformation first, Malformation second, Choices choices, String how) {
        try {
            List<RequestDraft> drafts = new ArrayList<>(List.of(draft));
            ConnectionGrammar.malform(first, draft, choices, drafts);
            ConnectionGrammar.malform(second, draft, choices, drafts);
            RoundTrips.checkUsable(new ConnectionGrammar(Productions.ALL).assemble("g2", choices, drafts));
        } catch (RuntimeException e) {
            String pair = first.id() + " then " + second.id();
            throw new AssertionError(pair + " must make a scenario (" + how + "): " + e.getMessage(), e);
        }
    }

    private static void checkRun(long runSeed, int count) {
        for (int index = 0; index < count; index++) {
            try {
                checkSeed(SeededChoices.scenarioSeed(runSeed, index));
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("scenario %d of run seed %d must be one: %s".formatted(index, runSeed, e), e);
            }
        }
    }

    private static void checkSeed(long seed) {
        Scenario scenario = ScenarioGrammar.ofSeed(seed);
        RoundTrips.checkUsable(scenario);
        RoundTrips.check(scenario);
    }

    private static void checkRule(ScenarioRule rule, Choices choices) {
        Scenario scenario = rule.scenario(choices);
        RoundTrips.checkUsable(scenario);
        assertThat(ScenarioGrammar.productions()).containsAll(scenario.tags());
    }

    private static Choices alternating(int first) {
        int[] count = {first};
        return bound -> count[0]++ % 2 == 0 ? 0 : bound - 1;
    }

    private static ChoiceSequence sequence(Random random) {
        int length = random.nextBoolean() ? random.nextInt(12) : random.nextInt(300);
        int bound = List.of(2, 100, 256, Integer.MAX_VALUE).get(random.nextInt(4));
        return ChoiceSequence.of(
                IntStream.range(0, length).map(i -> random.nextInt(bound)).toArray());
    }
}
