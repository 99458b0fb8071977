// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {

    @ParameterizedTest
    @CsvSource({"0,\\x00", "a,\\x0a", "a0,\\xa0", "202e,\\u{202e}", "2066,\\u{2066}", "5d0,\\u{5d0}"})
    @CsvSource({"feff,\\u{feff}", "d800,\\u{d800}", "ffff,\\u{ffff}", "2028,\\u{2028}", "e0001,\\u{e0001}"})
    void spellsOutWhatCannotBeSeen(String codePoint, String shown) {
        String text = Character.toString(Integer.parseInt(codePoint, 16));

        assertThat(Printable.of("a" + text + "b")).isEqualTo("a" + shown + "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain text", "\u00e9 \u4e16 \u00a7", "<b>&amp;\"'", "a\\b"})
    void keepsWhatCanBeSeen(String text) {
        assertThat(Printable.of(text)).isEqualTo(text);
    }

    @Test
    void keepsCharactersBeyondTheBasicPlane() {
        assertThat(Printable.of("\ud83d\ude00")).isEqualTo("\ud83d\ude00");
    }

    @Test
    void cutsWhatIsTooLong() {
        assertThat(Printable.of("x".repeat(2_005))).isEqualTo("x".repeat(2_000) + " … (5 more characters)");
        assertThat(Printable.of("abc\ud83d\ude00def", 4)).isEqualTo("abc\ud83d\ude00 … (3 more characters)");
    }

    @Property(tries = 500)
    void showsOnlyWhatIsVisible(@ForAll String text) {
        assertThat(Printable.of(text).chars()).allMatch(c -> c == ' ' || !Character.isISOControl(c));
        assertThat(Printable.of(text)).doesNotContainPattern("[\\p{Cf}\\p{Zl}\\p{Zp}]");
    }
}
