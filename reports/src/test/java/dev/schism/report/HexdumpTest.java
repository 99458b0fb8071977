// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.wire.Octets;
import java.util.BitSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HexdumpTest {

    @Test
    void writesOffsetHexadecimalAndAscii() {
        assertThat(dump("GET / HTTP/1.1\r\n<b>\0\u007f\u00ff", new BitSet())).isEqualTo("""
                        0000  47 45 54 20 2f 20 48 54  54 50 2f 31 2e 31 0d 0a  GET / HTTP/1.1..
                        0010  3c 62 3e 00 7f ff                                 <b>...
                        """);
    }

    @Test
    void alignsShortLines() {
        for (int length = 1; length <= 16; length++) {
            assertThat(dump("x".repeat(length), new BitSet()).indexOf('x')).isEqualTo(56);
        }
    }

    @Test
    void writesNothingForNothing() {
        assertThat(Hexdump.of(Octets.EMPTY, new BitSet())).isEmpty();
    }

    @Test
    void marksRunsInBothColumns() {
        BitSet marked = new BitSet();
        marked.set(6, 9);

        assertThat(dump("abcdefghij", marked))
                .isEqualTo("0000  61 62 63 64 65 66 [67 68  69] 6a                    abcdef[ghi]j\n");
    }

    @Test
    void doesNotMarkTheEndOfALine() {
        BitSet marked = new BitSet();
        marked.set(15, 17);

        assertThat(dump("x".repeat(17), marked)).isEqualTo("""
                        0000  78 78 78 78 78 78 78 78  78 78 78 78 78 78 78 [78]  xxxxxxxxxxxxxxx[x]
                        0010  [78]                                                [x]
                        """);
    }

    private static String dump(String text, BitSet marked) {
        return Hexdump.of(Octets.latin1(text), marked).stream()
                .map(run -> run.marked() ? "[" + run.text() + "]" : run.text())
                .collect(Collectors.joining());
    }
}
