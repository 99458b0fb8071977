// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.wire.Octets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class TraitsPropertyTest {

    private static final String HOST = "Host: a\r\n";

    @Property(tries = 300)
    void anyOctetsCanBeScanned(@ForAll @Size(max = 300) byte[] octets) {
        assertThat(Traits.of(Octets.of(octets))).doesNotContainNull();
    }

    @Property(tries = 500)
    void anyMixOfGrammarCanBeScanned(@ForAll("fragments") List<String> fragments) {
        assertThat(Traits.of(Octets.latin1(String.join("", fragments)))).doesNotContainNull();
    }

    @Property(tries = 300)
    void unrelatedHeaderChangesNothing(
            @ForAll("withHost") TraitExample example,
            @ForAll @AlphaChars @StringLength(min = 1, max = 12) String name,
            @ForAll @NumericChars @StringLength(max = 12) String value) {
        String more = example.unusual().replace(HOST, HOST + "X-" + name + ": " + value + "\r\n");

        assertThat(Traits.of(Octets.latin1(more))).isEqualTo(Traits.of(Octets.latin1(example.unusual())));
    }

    @Property(tries = 300)
    void paddingAndDigitsChangeNothing(
            @ForAll("withHost") TraitExample example,
            @ForAll @NumericChars @StringLength(max = 20) String digits,
            @ForAll @AlphaChars @StringLength(min = 1, max = 20) String host) {
        String other = example.unusual().replace(HOST, "Host:   " + host + digits + " \r\n");

        assertThat(Traits.of(Octets.latin1(other))).isEqualTo(Traits.of(Octets.latin1(example.unusual())));
    }

    @Provide
    Arbitrary<TraitExample> withHost() {
        return Arbitraries.of(TraitsTest.examples()
                .filter(example -> example.unusual().contains(HOST))
                .toList());
    }

    @Provide
    Arbitrary<List<String>> fragments() {
        return Arbitraries.of(
                        "GET",
                        " ",
                        "/",
                        "HTTP/1.1",
                        "\r\n",
                        "\n",
                        "\r",
                        ":",
                        "Host",
                        "Content-Length",
                        "5",
                        "-1",
                        ",",
                        "Transfer-Encoding",
                        "chunked",
                        "0",
                        ";",
                        "\t",
                        "\0",
                        "\u00FF",
                        "Connection: close\r\n")
                .list()
                .ofMaxSize(40);
    }
}
