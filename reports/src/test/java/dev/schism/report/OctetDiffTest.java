// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.wire.Octets;
import java.util.BitSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class OctetDiffTest {

    @Test
    void marksNothingInEqualOctets() {
        assertThat(marked("a\nb\n", "a\nb\n")).isEqualTo("|");
    }

    @Test
    void marksWhatDiffersWithinALine() {
        assertThat(marked("HTTP/1.1 400 Bad Request\r\nA: b\r\n", "HTTP/1.1 200 OK\r\nA: b\r\n"))
                .isEqualTo("400 Bad Request|200 OK");
    }

    @Test
    void alignsLinesAfterAnInsertion() {
        assertThat(marked("a: 1\nc: 3\nd: 4\n", "a: 1\nb: 2\nc: 3\nd: 5\n")).isEqualTo("4|b: 2\n5");
    }

    @Test
    void marksAllWhereOneSideIsEmpty() {
        assertThat(marked("", "abc")).isEqualTo("|abc");
    }

    @Test
    void comparesBeginningAndEndOfWhatHasTooManyLines() {
        String lines = "\n".repeat(2000);

        assertThat(marked("a" + lines + "b", "x" + lines + "b")).isEqualTo("a|x");
    }

    /** What is not marked is the same text on both sides. */
    @Property(tries = 500)
    void leavesTheSameOnBothSides(
            @ForAll @CharRange(from = '\n', to = '\r') @StringLength(max = 30) String left,
            @ForAll @CharRange(from = '\n', to = '\r') @StringLength(max = 30) String right) {
        OctetDiff diff = OctetDiff.between(Octets.latin1(left), Octets.latin1(right));

        assertThat(without(left, diff.left())).isEqualTo(without(right, diff.right()));
    }

    private static String marked(String left, String right) {
        OctetDiff diff = OctetDiff.between(Octets.latin1(left), Octets.latin1(right));
        return only(left, diff.left()) + "|" + only(right, diff.right());
    }

    private static String only(String text, BitSet marked) {
        StringBuilder only = new StringBuilder();
        marked.stream().forEach(index -> only.append(text.charAt(index)));
        return only.toString();
    }

    private static String without(String text, BitSet marked) {
        BitSet rest = new BitSet();
        rest.set(0, text.length());
        rest.andNot(marked);
        return only(text, rest);
    }
}
