// SPDX-License-Identifier: Apache-2.0
package dev.schism.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schism.oracle.Category;
import dev.schism.oracle.Signature;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryNameTest {

    @Test
    void saysWhatDiffersAndBetweenWhom() {
        assertThat(EntryName.of(EntryFixture.SIGNATURE, "nginx", "netty"))
                .startsWith("status-400-200-end-fin-open-host-missing-")
                .endsWith("--nginx-vs-netty");
    }

    @Test
    void keepsApartWhatReadsTheSame() {
        Signature one = new Signature(Category.OK, List.of("a".repeat(300) + "1"), List.of());
        Signature other = new Signature(Category.OK, List.of("a".repeat(300) + "2"), List.of());

        assertThat(EntryName.of(one, "nginx", "netty")).isNotEqualTo(EntryName.of(other, "nginx", "netty"));
        assertThat(EntryName.of(one, "::1", "netty")).isNotEqualTo(EntryName.of(one, "[::1]", "netty"));
    }

    @Property(tries = 500)
    void isAlwaysValid(@ForAll List<String> differences, @ForAll String reference, @ForAll String target) {
        Signature signature = new Signature(Category.OK, differences, differences);

        assertThat(EntryName.of(signature, reference, target)).matches(EntryName::isValid);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", ".old-x", ".tmp-x", "-x", "a/b", "a\\b", "a\0", "ä", "a b"})
    void refusesNamesThatCouldLeaveTheDirectory(String name) {
        CorpusEntry entry = EntryFixture.entry();

        assertThat(EntryName.isValid(name)).isFalse();
        assertThatThrownBy(() -> new CorpusEntry(
                        name, entry.divergence(), entry.provenance(), Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name must be");
    }
}
