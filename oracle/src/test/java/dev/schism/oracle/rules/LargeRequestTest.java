// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A quarter of a megabyte of anything is judged in time that grows with its length, not with the square of it. */
class LargeRequestTest {

    private static final int OCTETS = 1 << 18;
    private static final String POST = "POST / HTTP/1.1\r\nHost: h\r\n";

    static List<String> requests() {
        return List.of(
                POST + repeated("X-A: 1\n"),
                POST + repeated("X-A: 1\r\n"),
                POST + "X-A: 1\r\n" + repeated(" 2\r\n"),
                POST + repeated("nocolon\r\n"),
                POST + "X-A: " + repeated("\u00ff"),
                POST + "Content-Length: " + repeated("1") + "\r\n\r\n",
                POST + "Content-Length: " + repeated("1,") + "\r\n\r\n",
                POST + "Transfer-Encoding: chunked\r\n\r\n" + repeated("0"),
                POST + "Transfer-Encoding: chunked\r\n\r\n" + repeated("f") + "\r\n",
                POST + "Transfer-Encoding: chunked\r\n\r\n" + repeated("1\r\nx\r\n") + "0\r\n\r\n",
                POST + "Transfer-Encoding: chunked\r\n\r\n1" + repeated(";a=b") + "\r\nx\r\n0\r\n\r\n",
                POST + "Transfer-Encoding: chunked\r\n\r\n0\r\n" + repeated("X-T: 1\r\n") + "\r\n",
                repeated("\r\n"),
                repeated(POST + "\r\n"),
                "GET " + repeated("/%0d") + " HTTP/1.1\r\n\r\n",
                repeated("A"));
    }

    private static String repeated(String text) {
        return text.repeat(OCTETS / text.length());
    }

    @ParameterizedTest
    @MethodSource("requests")
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void isJudgedInTime(String text) {
        Sent sent = Sent.of(text);
        Judge judge = Judge.of(Profile.RFC);

        for (Stub stub : List.of(Stub.echo(), Stub.status(400).closing(), Stub.silent())) {
            assertThat(judge.judge(sent.scenario(), sent.observe(stub))).isNotEmpty();
        }
    }
}
