// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RequestScannerTest {

    private static final String NEXT = "LAST / HTTP/1.1\r\n\r\n";

    static Stream<Arguments> requests() {
        return Stream.of(
                arguments("", List.of()),
                arguments("\r\n\r\n", List.of()),
                arguments("GE", List.of()),
                arguments("GET ", List.of("GET")),
                arguments("GET\t", List.of("GET")),
                arguments("GET\r\n", List.of("GET")),
                arguments(" GET / HTTP/1.1\r\n\r\n", List.of()),
                arguments("GET / HTTP/1.1\r\nHost: x\r\n", List.of("GET")),
                arguments("\r\n\nHEAD / HTTP/1.1\r\n\r\n" + NEXT, List.of("HEAD", "LAST")),
                arguments("get / HTTP/1.1\n\n" + NEXT, List.of("get", "LAST")),
                arguments("P / HTTP/1.1\r\nContent-Length: 3\r\n\r\nA B" + NEXT, List.of("P", "LAST")),
                arguments("P / HTTP/1.1\r\ncontent-length : 3, 9\r\n\r\nA B" + NEXT, List.of("P", "LAST")),
                arguments(
                        "P / HTTP/1.1\r\nContent-Length: x\r\nContent-Length: 3\r\n\r\nA B" + NEXT,
                        List.of("P", "LAST")),
                arguments("P / HTTP/1.1\r\nContent-Length:\r\n 3\r\n\r\nA B" + NEXT, List.of("P", "LAST")),
                arguments("P / HTTP/1.1\r\nContent-Length: 999\r\n\r\n" + NEXT, List.of("P")),
                arguments("P / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n" + NEXT, List.of("P")),
                arguments("P / HTTP/1.1\r\nno colon\r\n\r\n" + NEXT, List.of("P", "LAST")),
                arguments(chunked("3;a=b\r\nA B\r\n0\r\nT: x\r\n\r\n"), List.of("P", "LAST")),
                arguments(chunked("3\nA B\n0\n\n"), List.of("P", "LAST")),
                arguments("P / HTTP/1.1\r\nTransfer-Encoding: xchunked\r\n\r\n" + NEXT, List.of("P", "LAST")),
                arguments("P / HTTP/1.1\r\nTransfer-Encoding: chunked-not\r\n\r\n" + NEXT, List.of("P", "LAST")),
                arguments(
                        "P / HTTP/1.1\r\nTransfer-Encoding: gzip,\u000bCHUNKED ;q=1\r\n\r\n3\r\nA B\r\n0\r\n\r\n"
                                + NEXT,
                        List.of("P", "LAST")),
                arguments(chunked("3\r\nA B0\r\n\r\n"), List.of("P", "LAST")),
                arguments(chunked(" 3\r\nA B\r\n000\r\n\r\n"), List.of("P", "LAST")),
                arguments(chunked("x\r\n"), List.of("P")),
                arguments(chunked("FFFFFFFFFFFFFFFFFF\r\n"), List.of("P")),
                arguments(chunked("0\r\nX: y\r\n"), List.of("P")),
                arguments(
                        "P / HTTP/1.1\r\nTransfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n" + NEXT, List.of("P", "LAST")),
                arguments("P / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n" + NEXT, List.of("P", "LAST")));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void tellsTheMethods(String sent, List<String> methods) {
        assertThat(RequestScanner.methods(Octets.latin1(sent))).isEqualTo(methods);
    }

    static Stream<Arguments> ends() {
        String post = "POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\n";
        String chunked = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
        return Stream.of(
                arguments("", false),
                arguments("GET ", false),
                arguments("GET / HTTP/1.1\r\n", false),
                arguments("GET / HTTP/1.1\r\nA: b\r\n", false),
                arguments(NEXT, true),
                arguments("\r\n" + NEXT, true),
                arguments(NEXT + "\r\n", false),
                arguments(NEXT + " ", false),
                arguments(NEXT + "G", false),
                arguments(NEXT + NEXT, true),
                arguments(post + "ab", false),
                arguments(post + "abc", true),
                arguments(post + "abcd", false),
                arguments(chunked + "3\r\nabc\r\n", false),
                arguments(chunked + "3\r\nabc\r\n0\r\n", false),
                arguments(chunked + "3\r\nabc\r\n0\r\n\r\n", true),
                arguments(chunked + "0\r\nA: b\r\n\r\n", true),
                arguments(chunked + "x\r\n\r\n", false));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void tellsWhetherARequestEndsAtTheEnd(String sent, boolean ends) {
        assertThat(RequestScanner.endsWithRequest(Octets.latin1(sent))).isEqualTo(ends);
    }

    @Property
    void neverThrows(@ForAll byte[] sent) {
        assertThat(RequestScanner.methods(Octets.of(sent))).hasSizeLessThanOrEqualTo(sent.length);
    }

    @Property
    void tellsAllMethodsOfAPipeline(
            @ForAll @Size(max = 8) List<@AlphaChars @StringLength(min = 1, max = 9) String> methods,
            @ForAll byte[] content) {
        StringBuilder sent = new StringBuilder();
        for (String method : methods) {
            sent.append(method).append(" / HTTP/1.1\r\nContent-Length: ").append(content.length);
            sent.append("\r\n\r\n").append(Octets.of(content).toLatin1());
        }

        assertThat(RequestScanner.methods(Octets.latin1(sent.toString()))).isEqualTo(methods);
    }

    @Test
    void isLinearInHostileOctets() {
        List<Octets> hostile = List.of(
                Octets.latin1("\r\n".repeat(1 << 20)),
                Octets.latin1("G".repeat(1 << 21)),
                Octets.latin1("G \n\n".repeat(1 << 19)),
                Octets.latin1("G / HTTP/1.1\r\n" + "transfer-encoding: x\r\n y\r\n".repeat(1 << 16)),
                Octets.latin1(chunked("1\r\nx\r\n".repeat(1 << 18))));

        for (Octets octets : hostile) {
            assertTimeout(
                    Duration.ofSeconds(20),
                    () -> RequestScanner.methods(octets),
                    "octets must be scanned in linear time");
        }
        assertThat(RequestScanner.methods(hostile.get(2))).isEqualTo(Collections.nCopies(1 << 19, "G"));
    }

    private static String chunked(String body) {
        return "P / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: Chunked\r\n\r\n" + body + NEXT;
    }
}
