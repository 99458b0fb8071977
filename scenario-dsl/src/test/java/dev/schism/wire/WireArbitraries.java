// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Octets as a server might send them, from regular to not at all. */
final class WireArbitraries {

    private static final String[] FRAGMENTS = {
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 100 Continue\r\n\r\n",
        "HTTP/1.0 404 Not Found\r\n",
        "HTTP/1.1 204 \r\n\r\n",
        "HTTP/1.1 304 N\n",
        "HTTP/1.1 101 S\r\n",
        "HTTP/1.",
        "Content-Length: 3\r\n",
        "Content-Length: 1, 1\r\n",
        "Content-Length: 4x\r\n",
        "Transfer-Encoding: chunked\r\n",
        "Transfer-Encoding: gzip\r\n",
        "A : b\r\n",
        " fold\r\n",
        "no colon\r\n",
        "\r\n",
        "\n",
        "\r",
        "0\r\n",
        "3\r\nabc\r\n",
        "2;x=\"y\"\r\nab",
        "5;\r\n",
        "zz\r\n",
        "abc"
    };

    private WireArbitraries() {}

    /** Fragments of responses in any order, with any octets between them. */
    static Arbitrary<Octets> received() {
        Arbitrary<Octets> fragment = Arbitraries.of(FRAGMENTS).map(Octets::latin1);
        return Arbitraries.frequencyOf(Tuple.of(12, fragment), Tuple.of(1, anyOctets()))
                .list()
                .ofMaxSize(14)
                .map(Octets::concat);
    }

    static Arbitrary<Octets> anyOctets() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(12).map(Octets::of);
    }

    static Arbitrary<List<String>> methods() {
        return Arbitraries.of("GET", "HEAD", "CONNECT", "POST").list().ofMaxSize(4);
    }

    /** Regular responses to requests that are not HEAD or CONNECT, one after the other. */
    static Arbitrary<Octets> wellFormed() {
        Arbitrary<String> interim = Arbitraries.of("", "", "HTTP/1.1 100 Continue\r\n\r\n");
        Arbitrary<String> message = Combinators.combine(
                        interim,
                        Arbitraries.of("200 OK", "404 Not Found", "500 ", "201 \u00E4"),
                        fields("X-"),
                        Arbitraries.oneOf(counted(), chunked()))
                .as((before, status, fields, body) -> before + "HTTP/1.1 " + status + "\r\n" + fields + body);
        return message.list().ofMinSize(1).ofMaxSize(5).map(all -> Octets.latin1(String.join("", all)));
    }

    private static Arbitrary<String> counted() {
        return content().map(content -> "Content-Length: " + content.length() + "\r\n\r\n" + content);
    }

    private static Arbitrary<String> chunked() {
        Arbitrary<String> chunk = Combinators.combine(
                        content().filter(content -> !content.isEmpty()), Arbitraries.of("", ";a", ";a=b", ";a=\"b c\""))
                .as((content, extension) ->
                        Integer.toHexString(content.length()) + extension + "\r\n" + content + "\r\n");
        return Combinators.combine(chunk.list().ofMaxSize(4), fields("T-"))
                .as((chunks, trailers) ->
                        "Transfer-Encoding: chunked\r\n\r\n" + String.join("", chunks) + "0\r\n" + trailers + "\r\n");
    }

    private static Arbitrary<String> content() {
        return Arbitraries.strings().withCharRange('\0', '\u00FF').ofMaxLength(40);
    }

    private static Arbitrary<String> fields(String prefix) {
        Arbitrary<String> name =
                Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(6);
        Arbitrary<String> value = Arbitraries.strings().withCharRange('!', '~').ofMaxLength(12);
        return Combinators.combine(name, Arbitraries.of("", " ", "\t "), value)
                .as((n, space, v) -> prefix + n + ":" + space + v + "\r\n")
                .list()
                .ofMaxSize(4)
                .map(lines -> String.join("", lines));
    }
}
