// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.scenario.Scenario;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A production more changes nothing where it does not fire: draws are keyed by name. */
class ProductionsTest {

    private static final String EXTRA = "extra";
    private static final int SEEDS = 4_000;
    private static final Productions ALL = Productions.ALL;

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.5, 1})
    void malformationMoreChangesOnlyWhereItFires(double place) {
        Productions more =
                new Productions(with(ALL.malformations(), new Extra(1), place), ALL.variations(), ALL.arrangements());

        checkOnlyWhereItFires(more);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 40})
    void heavyMalformationChangesOnlyWhereItFires(int weight) {
        Productions more =
                new Productions(with(ALL.malformations(), new Extra(weight), 0), ALL.variations(), ALL.arrangements());

        checkOnlyWhereItFires(more);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1})
    void variationMoreChangesOnlyWhereItFires(double place) {
        Productions more =
                new Productions(ALL.malformations(), with(ALL.variations(), new Extra(90), place), ALL.arrangements());

        checkOnlyWhereItFires(more);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1})
    void arrangementMoreChangesOnlyWhereItFires(double place) {
        Productions more =
                new Productions(ALL.malformations(), ALL.variations(), with(ALL.arrangements(), new Extra(90), place));

        checkOnlyWhereItFires(more);
    }

    @Test
    void orderMeansNothingToASeed() {
        Productions turned =
                new Productions(turned(ALL.malformations()), turned(ALL.variations()), turned(ALL.arrangements()));

        for (long seed = 0; seed < SEEDS; seed++) {
            List<String> tags = scenario(turned, seed).tags();

            assertThat(tags)
                    .containsExactlyInAnyOrderElementsOf(scenario(ALL, seed).tags());
        }
    }

    @Test
    void recordedChoicesReplayWhateverProductionsThereAre() {
        Productions more = new Productions(
                with(ALL.malformations(), new Extra(40), 0),
                with(ALL.variations(), new Extra(2000), 0.5),
                with(ALL.arrangements(), new Extra(2000), 1));
        ConnectionGrammar grammar = new ConnectionGrammar(more);

        for (long seed = 0; seed < SEEDS; seed++) {
            RecordingChoices recording = new RecordingChoices(new SeededChoices(seed));
            Scenario scenario = grammar.scenario("g2", recording);

            assertThat(grammar.scenario("g2", new ReplayedChoices(recording.sequence())))
                    .isEqualTo(scenario);
        }
    }

    @Test
    void weightsAreSharesOfAlternatives() {
        List<Extra> alternatives = List.of(new Extra(1), new Extra("heavy", 3));
        long heavy = Stream.iterate(0L, seed -> seed + 1)
                .limit(40_000)
                .filter(seed -> new SeededChoices(seed).oneOf(alternatives).weight() == 3)
                .count();

        assertThat(heavy).isBetween(29_500L, 30_500L);
    }

    @Test
    void namesHaveSeedsOfTheirOwn() {
        Stream<Integer> hashes = ALL.ids().stream().map(String::hashCode);

        assertThat(hashes).doesNotHaveDuplicates();
    }

    private static void checkOnlyWhereItFires(Productions more) {
        int fired = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            Scenario scenario = scenario(more, seed);
            if (scenario.tags().contains(EXTRA)) {
                fired++;
            } else {
                assertThat(scenario).isEqualTo(scenario(ALL, seed));
            }
        }
        assertThat(fired).isPositive();
    }

    private static Scenario scenario(Productions productions, long seed) {
        return new ConnectionGrammar(productions).scenario("g2", new SeededChoices(seed));
    }

    private static <T> List<T> with(List<T> list, T extra, double place) {
        List<T> more = new ArrayList<>(list);
        more.add((int) (place * list.size()), extra);
        return more;
    }

    private static <T> List<T> turned(List<T> list) {
        List<T> turned = new ArrayList<>(list);
        Collections.reverse(turned);
        return turned;
    }

    /** Fires as any kind of production. */
    private record Extra(String name, int weight) implements Malformation, Variation, Arrangement {

        Extra(int weight) {
            this(EXTRA, weight);
        }

        @Override
        public boolean fits(List<RequestDraft> drafts) {
            return true;
        }

        @Override
        public void apply(RequestDraft draft, Choices choices) {
            draft.target = "/extra" + choices.below(1000);
        }

        @Override
        public void apply(List<RequestDraft> drafts, Choices choices) {
            RequestDraft draft = drafts.get(0);
            apply(draft, choices);
            draft.productions.add(this);
        }
    }
}
