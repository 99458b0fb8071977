// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.oracle.Category;
import dev.schism.oracle.Signature;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTest {

    private static final Signature FOLD = signature(Category.OK, List.of("seen-fold"), "obs-fold");
    private static final Signature TARGET = signature(Category.OK, List.of("seen-target"), "target-absolute");
    private static final Signature REJECTED = signature(Category.STATUS_DIFFER, List.of("status:400-200"), "nul");

    @Test
    void sameDifferenceWithoutFurtherTraitExplains() {
        assertThat(Explanation.of(List.of(FOLD), signature(Category.OK, List.of("seen-fold"), "obs-fold", "nul")))
                .isTrue();
        assertThat(Explanation.of(List.of(FOLD), signature(Category.OK, List.of("seen-fold"), "nul")))
                .isFalse();
    }

    @Test
    void otherCategoryDoesNotExplain() {
        assertThat(Explanation.of(List.of(FOLD), signature(Category.STATUS_DIFFER, List.of("seen-fold"), "obs-fold")))
                .isFalse();
    }

    @Test
    void severalTogetherExplainTheirUnion() {
        Signature both =
                signature(Category.OK, List.of("seen-fold", "seen-target"), "target-absolute", "obs-fold", "pipelined");

        assertThat(Explanation.of(List.of(FOLD, TARGET), both)).isTrue();
        assertThat(Explanation.of(List.of(FOLD), both)).isFalse();
        assertThat(Explanation.of(List.of(FOLD, REJECTED), both)).isFalse();
    }

    @Test
    void unionNeedsTheCategory() {
        List<String> differences = List.of("status:400-200", "seen-fold");
        Signature both = signature(Category.STATUS_DIFFER, differences, "obs-fold", "nul");

        assertThat(Explanation.of(List.of(FOLD, REJECTED), both)).isTrue();
        assertThat(Explanation.of(List.of(FOLD, TARGET, REJECTED), signature(Category.OK, differences, "obs-fold")))
                .isFalse();
    }

    @Test
    void differenceInALaterResponseIsTheSame() {
        Signature later = signature(Category.OK, List.of("statuses:400-200"), "nul", "pipelined");

        assertThat(Explanation.of(List.of(REJECTED), later)).isTrue();
        assertThat(Explanation.of(List.of(REJECTED), signature(Category.OK, List.of("statuses:400-200"), "pipelined")))
                .isFalse();
        assertThat(Explanation.of(List.of(REJECTED), signature(Category.OK, List.of("statuses:501-200"), "nul")))
                .isFalse();
    }

    @Test
    void differenceInTheFirstResponseIsNotExplainedByALaterOne() {
        Signature later = signature(Category.OK, List.of("statuses:400-200"), "nul");

        assertThat(Explanation.of(List.of(later), REJECTED)).isFalse();
    }

    private static Signature signature(Category category, List<String> differences, String... traits) {
        return new Signature(category, differences, List.of(traits));
    }
}
