// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SignatureTest {

    private static final Signature ONE = new Signature(
            Category.STATUS_DIFFER, List.of("status:400-200", "end:fin-open"), List.of("version-1.0", "host-missing"));

    @Test
    void slugIsReadable() {
        assertThat(ONE.slug()).matches("status-400-200-end-fin-open-version-1-0-host-missing-[0-9a-f]{8}");
    }

    @Test
    void slugStaysTheSameFromReleaseToRelease() {
        assertThat(ONE.text()).isEqualTo("STATUS_DIFFER [status:400-200 end:fin-open] [version-1.0 host-missing]");
        assertThat(ONE.slug()).endsWith("-bde73016");
    }

    @Test
    void slugTellsApartWhatReadsAlike() {
        Signature dashed = new Signature(Category.STATUS_DIFFER, List.of("status-400-200"), List.of());
        Signature colon = new Signature(Category.STATUS_DIFFER, List.of("status:400-200"), List.of());

        assertThat(dashed.slug()).isNotEqualTo(colon.slug());
    }

    @Test
    void nothingNamedFallsBackToTheCategory() {
        assertThat(new Signature(Category.BOTH_REJECTED, List.of(), List.of()).slug())
                .startsWith("both-rejected-");
    }

    @Property(tries = 300)
    void slugIsADirectoryName(
            @ForAll Category category, @ForAll List<String> differences, @ForAll List<String> traits) {
        Signature signature = new Signature(category, differences, traits);

        assertThat(signature.slug())
                .matches("([a-z0-9][a-z0-9-]*-)?[0-9a-f]{8}")
                .hasSizeLessThanOrEqualTo(Signature.MAX_READABLE + 9);
    }

    @Test
    void sameDifferenceOverlooksTraits() {
        assertThat(ONE.sameDifference(new Signature(ONE.category(), ONE.differences(), List.of())))
                .isTrue();
        assertThat(ONE.sameDifference(new Signature(ONE.category(), List.of(), ONE.traits())))
                .isFalse();
        assertThat(ONE.sameDifference(new Signature(Category.OK, ONE.differences(), ONE.traits())))
                .isFalse();
    }
}
