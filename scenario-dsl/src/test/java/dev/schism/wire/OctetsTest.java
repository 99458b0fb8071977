// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OctetsTest {

    @Property
    void everyEncodingRoundTrips(@ForAll byte[] bytes) {
        Octets octets = Octets.of(bytes);

        assertThat(octets.toByteArray()).isEqualTo(bytes);
        assertThat(Octets.fromBase64(octets.toBase64())).isEqualTo(octets);
        assertThat(Octets.latin1(octets.toLatin1())).isEqualTo(octets);
        assertThat(Octets.drain(octets.buffer())).isEqualTo(octets);
    }

    @Property
    void slicesEqualCopies(@ForAll byte[] bytes, @ForAll @IntRange(max = 40) int a, @ForAll @IntRange(max = 40) int b) {
        int from = Math.min(bytes.length, Math.min(a, b));
        int to = Math.min(bytes.length, Math.max(a, b));
        Octets slice = Octets.of(bytes).slice(from, to);

        assertThat(slice).isEqualTo(Octets.copyOf(bytes, from, to));
        assertThat(slice).hasSameHashCodeAs(Octets.copyOf(bytes, from, to));
        assertThat(slice.toBase64()).isEqualTo(Octets.copyOf(bytes, from, to).toBase64());
    }

    @Property
    void orderIsThatOfUnsignedOctets(@ForAll byte[] a, @ForAll byte[] b) {
        assertThat(Integer.signum(Octets.of(a).compareTo(Octets.of(b))))
                .isEqualTo(Integer.signum(Arrays.compareUnsigned(a, b)));
        assertThat(Octets.of(a).equals(Octets.of(b))).isEqualTo(Arrays.equals(a, b));
    }

    @Property
    void partsJoinToTheWhole(@ForAll byte[] bytes, @ForAll @IntRange(max = 40) int at) {
        Octets whole = Octets.of(bytes);
        Octets head = whole.slice(0, Math.min(at, bytes.length));
        Octets tail = whole.slice(head.length(), bytes.length);

        assertThat(head.plus(tail)).isEqualTo(whole);
        assertThat(Octets.concat(List.of(head, tail))).isEqualTo(whole);
        assertThat(whole.startsWith(tail, head.length())).isTrue();
    }

    @Test
    void findsOctetsAndSequences() {
        Octets octets = Octets.latin1("xabcabcab").slice(1, 9);

        assertThat(octets.indexOf('c', 0)).isEqualTo(2);
        assertThat(octets.indexOf('c', 3)).isEqualTo(5);
        assertThat(octets.indexOf('x', 0)).isEqualTo(-1);
        assertThat(octets.indexOf(Octets.latin1("cab"), 3)).isEqualTo(5);
        assertThat(octets.indexOf(Octets.latin1("abc"), 4)).isEqualTo(-1);
        assertThat(octets.startsWith(Octets.latin1("abc"), 7)).isFalse();
    }

    @Test
    void doesNotSeeLaterChangesOfItsSource() {
        byte[] bytes = {1, 2};
        Octets octets = Octets.of(bytes);
        bytes[0] = 9;
        octets.toByteArray()[1] = 9;

        assertThat(octets).isEqualTo(Octets.of((byte) 1, (byte) 2));
        assertThat(octets.buffer().isReadOnly()).isTrue();
    }

    @Test
    void drainConsumesTheBuffer() {
        ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2, 3}, 1, 2);

        assertThat(Octets.drain(buffer)).isEqualTo(Octets.of((byte) 2, (byte) 3));
        assertThat(buffer.hasRemaining()).isFalse();
    }

    @Test
    void refusesCharactersThatAreNoOctets() {
        assertThatThrownBy(() -> Octets.latin1("aĀ"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("text must have only characters up to U+00FF: U+0100 at index 1");
    }

    @Test
    void refusesIndexesOutside() {
        Octets octets = Octets.latin1("abc").slice(0, 1);

        assertThatThrownBy(() -> octets.at(1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> octets.slice(0, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
