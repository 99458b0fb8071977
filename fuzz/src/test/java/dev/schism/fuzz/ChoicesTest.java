// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.api.CannedFuzzedDataProvider;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChoicesTest {

    @Test
    void sameSeedGivesSameChoices() {
        assertThat(draw(new SeededChoices(7), 100)).isEqualTo(draw(new SeededChoices(7), 100));
        assertThat(draw(new SeededChoices(7), 100)).isNotEqualTo(draw(new SeededChoices(8), 100));
    }

    @Test
    void sequenceOfASeedNeverChanges() {
        assertThat(draw(new SeededChoices(1), 8)).containsExactly(566, 745, 971, 444, 444, 762, 877, 523);
    }

    @Test
    void seededChoicesSpreadEvenly() {
        int[] counts = new int[10];
        Choices choices = new SeededChoices(3);

        IntStream.range(0, 100_000).forEach(i -> counts[choices.below(10)]++);

        assertThat(IntStream.of(counts)).allMatch(count -> count > 9_600 && count < 10_400);
    }

    @Test
    void scenarioSeedsAreRandomAccess() {
        List<Long> seeds = IntStream.range(0, 10_000)
                .mapToObj(i -> SeededChoices.scenarioSeed(5, i))
                .toList();

        assertThat(seeds).doesNotHaveDuplicates();
        assertThat(SeededChoices.scenarioSeed(5, 77)).isEqualTo(seeds.get(77));
        assertThat(SeededChoices.scenarioSeed(6, 77)).isNotEqualTo(seeds.get(77));
    }

    @Test
    void recordedChoicesReplay() {
        RecordingChoices recording = new RecordingChoices(new SeededChoices(9));
        List<Integer> drawn = draw(recording, 200);

        assertThat(draw(new ReplayedChoices(recording.sequence()), 200)).isEqualTo(drawn);
        assertThat(recording.boundAt(199)).isEqualTo(1000);
        assertThatThrownBy(() -> recording.boundAt(200)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void replayClampsAndEndsWithZero() {
        Choices choices = new ReplayedChoices(ChoiceSequence.of(5, 5));

        assertThat(choices.below(10)).isEqualTo(5);
        assertThat(choices.below(3)).isEqualTo(2);
        assertThat(choices.below(3)).isZero();
    }

    @Test
    void zeroIsTheSimplestChoice() {
        Choices zero = new ReplayedChoices(ChoiceSequence.of());

        assertThat(zero.chance(99)).isFalse();
        assertThat(zero.more(99)).isFalse();
        assertThat(zero.between(3, 9)).isEqualTo(3);
        assertThat(zero.pick(List.of("a", "b"))).isEqualTo("a");
    }

    @Test
    void chanceFollowsThePercentage() {
        Choices choices = new SeededChoices(4);

        long hits = IntStream.range(0, 100_000).filter(i -> choices.chance(30)).count();

        assertThat(hits).isBetween(29_000L, 31_000L);
        assertThat(choices.chance(0)).isFalse();
        assertThat(choices.chance(100)).isTrue();
    }

    @Test
    void providerGivesChoicesWithinBounds() {
        Choices choices = new ProviderChoices(CannedFuzzedDataProvider.create(List.of(2, 4)));

        assertThat(choices.below(5)).isEqualTo(2);
        assertThat(choices.below(5)).isEqualTo(4);
    }

    @Test
    void refusesBoundsAndChoicesOutOfRange() {
        assertThatThrownBy(() -> new SeededChoices(1).below(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bound must be positive: 0");
        assertThatThrownBy(() -> new ReplayedChoices(ChoiceSequence.of(1)).below(-1))
                .hasMessage("bound must be positive: -1");
        assertThatThrownBy(() -> ChoiceSequence.of(3, -1)).hasMessage("choice must not be negative: -1");
    }

    private static List<Integer> draw(Choices choices, int count) {
        return IntStream.range(0, count).mapToObj(i -> choices.below(1000)).toList();
    }
}
