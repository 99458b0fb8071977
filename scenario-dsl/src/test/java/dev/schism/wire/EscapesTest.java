// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscapesTest {

    @Property
    void unescapeInvertsEscape(@ForAll byte[] bytes) {
        Octets octets = Octets.of(bytes);

        String text = Escapes.escape(octets);

        assertThat(text.chars()).allMatch(c -> c >= 0x20 && c <= 0x7E);
        assertThat(Escapes.unescape(text)).isEqualTo(octets);
    }

    @Test
    void escapesWhatIsNotPrintable() {
        assertThat(Escapes.escape(Octets.latin1("a\r\n\t\\\0\u007F\u00E9~")))
                .isEqualTo("a\\r\\n\\t\\\\\\x00\\x7f\\xe9~");
    }

    @Test
    void readsHexadecimalDigitsOfBothCases() {
        assertThat(Escapes.unescape("\\xaB\\xFf")).isEqualTo(Octets.of((byte) 0xAB, (byte) 0xFF));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "ab\\q | escape must be one of \\r \\n \\t \\\\ \\xHH: '\\q' at column 3",
                "\\     | escape must be one of \\r \\n \\t \\\\ \\xHH: '\\' at column 1",
                "\\x1   | escape must have two hexadecimal digits after \\x: '\\x1' at column 1",
                "\\x1g  | escape must have two hexadecimal digits after \\x: '\\x1g' at column 1",
                "aé     | escape must be printable ASCII: 'é' at column 2",
            })
    void namesTheEscapeItCannotRead(String text, String message) {
        assertThatThrownBy(() -> Escapes.unescape(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
