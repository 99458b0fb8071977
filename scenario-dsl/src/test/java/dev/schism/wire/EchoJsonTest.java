// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EchoJsonTest {

    private static final String REST =
            "\"method\":\"GET\",\"target\":\"/\",\"version\":\"HTTP/1.1\",\"headers\":[],\"body\":\"\"";

    @Provide
    Arbitrary<EchoedRequest> echoes() {
        Arbitrary<String> text =
                Arbitraries.strings().withCharRange('\0', '\u00FF').ofMaxLength(12);
        Arbitrary<Octets> octets = text.map(Octets::latin1);
        Arbitrary<List<FieldLine>> section =
                Combinators.combine(text, text).as(FieldLine::new).list().ofMaxSize(4);
        return Combinators.combine(
                        text,
                        text,
                        text,
                        section,
                        octets,
                        section,
                        Arbitraries.integers().greaterOrEqual(0),
                        octets.optional())
                .as(EchoedRequest::new);
    }

    @Property
    void readsWhatItWrote(@ForAll("echoes") EchoedRequest echo) {
        assertThat(EchoJson.read(EchoJson.write(echo))).contains(echo);
    }

    @Property
    void writesAscii(@ForAll("echoes") EchoedRequest echo) {
        assertThat(EchoJson.write(echo).toLatin1().chars()).allMatch(c -> c >= 0x20 && c <= 0x7F);
    }

    @Property
    void neverThrows(@ForAll byte[] octets) {
        assertThat(EchoJson.read(Octets.of(octets))).isEmpty();
    }

    @Property
    void anEchoCutOffIsNone(@ForAll("echoes") EchoedRequest echo, @ForAll int anywhere) {
        Octets json = EchoJson.write(echo);

        assertThat(EchoJson.read(json.slice(0, Math.floorMod(anywhere, json.length()))))
                .isEmpty();
    }

    @Property
    void aDamagedEchoIsNoneOrAnother(@ForAll("echoes") EchoedRequest echo, @ForAll int anywhere, @ForAll byte octet) {
        byte[] json = EchoJson.write(echo).toByteArray();
        json[Math.floorMod(anywhere, json.length)] = octet;

        Optional<EchoedRequest> read = EchoJson.read(Octets.of(json));

        assertThat(read.map(EchoJson::write).flatMap(EchoJson::read)).isEqualTo(read);
    }

    @Test
    void writesTheContract() {
        EchoedRequest echo = new EchoedRequest(
                "GET",
                "/\u00E9",
                "HTTP/1.1",
                List.of(new FieldLine("Host", "a")),
                Octets.latin1("hello"),
                List.of(),
                1,
                Optional.of(Octets.latin1("GET")));

        assertThat(EchoJson.write(echo).toLatin1())
                .isEqualTo("{\"schism-echo\":1,\"method\":\"GET\",\"target\":\"/\\u00E9\",\"version\":\"HTTP/1.1\","
                        + "\"headers\":[[\"SG9zdA==\",\"YQ==\"]],\"body\":\"aGVsbG8=\",\"trailers\":[],\"ordinal\":1,"
                        + "\"raw\":\"R0VU\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"schism-echo\":1," + REST + "}",
                " \r\n{" + REST + ", \"schism-echo\" : 1 }\n",
                "{\"schism-echo\":1," + REST + ",\"more\":[{\"a\":[1]}],\"ordinal\":0}",
            })
    void readsWhatOtherServersWrite(String json) {
        assertThat(EchoJson.read(Octets.latin1(json)))
                .contains(new EchoedRequest(
                        "GET", "/", "HTTP/1.1", List.of(), Octets.EMPTY, List.of(), 0, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>\"schism-echo\"</html>",
                "[{\"schism-echo\":1}]",
                "{" + REST + "}",
                "{\"schism-echo\":1}",
                "{\"schism-echo\":2," + REST + "}",
                "{\"schism-echo\":\"1\"," + REST + "}",
                "{\"schism-echo\":1," + REST + "} x",
                "{\"schism-echo\":1," + REST + "}{}",
                "{\"schism-echo\":1," + REST + ",\"body\":\"\"}",
                "{\"schism-echo\":1," + REST + ",\"ordinal\":-1}",
                "{\"schism-echo\":1," + REST + ",\"ordinal\":1.5}",
                "{\"schism-echo\":1," + REST + ",\"ordinal\":99999999999}",
                "{\"schism-echo\":1," + REST + ",\"raw\":\"?\"}",
                "{\"schism-echo\":1," + REST + ",\"raw\":null}",
                "{\"schism-echo\":1," + REST + ",\"trailers\":[[\"YQ==\"]]}",
                "{\"schism-echo\":1," + REST + ",\"trailers\":[[\"YQ==\",\"YQ==\",\"YQ==\"]]}",
                "{\"schism-echo\":1," + REST + ",\"trailers\":[\"YQ==\"]}",
                "{\"schism-echo\":1," + REST + ",\"trailers\":{}}",
                "{\"schism-echo\":1,\"method\":\"\\u0100\",\"target\":\"/\",\"version\":\"\",\"headers\":[],\"body\":\"\"}",
                "{\"schism-echo\":1,\"method\":7,\"target\":\"/\",\"version\":\"\",\"headers\":[],\"body\":\"\"}",
            })
    void whatIsNoEchoIsEmpty(String json) {
        assertThat(EchoJson.read(Octets.latin1(json))).isEmpty();
    }

    @Test
    void boundsNesting() {
        String deep = "{\"schism-echo\":1," + REST + ",\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        assertThat(EchoJson.read(Octets.latin1(deep))).isEmpty();
    }

    @Test
    void refusesToWriteWhatStandsForNoOctet() {
        EchoedRequest echo =
                new EchoedRequest("G\u0100", "/", "HTTP/1.1", List.of(), Octets.EMPTY, List.of(), 0, Optional.empty());

        assertThatThrownBy(() -> EchoJson.write(echo))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("text must have only characters up to U+00FF: U+0100 at index 1");
    }
}
