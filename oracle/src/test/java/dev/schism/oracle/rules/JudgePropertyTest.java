// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.oracle.rules.Verdict.Result;
import dev.schism.wire.Octets;
import dev.schism.wire.request.Message;
import dev.schism.wire.request.Reading;
import dev.schism.wire.request.RequestReading;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is sent and answered, there are readings and verdicts, never an exception. */
class JudgePropertyTest {

    private static final List<Stub> STUBS = List.of(
            Stub.echo(),
            Stub.status(400).closing(),
            Stub.statuses(200, 400, 500),
            Stub.silent(),
            Stub.silent().closing(),
            Stub.raw("garbage").resetting());

    @Property(tries = 500)
    void readingsCoverWhatWasSent(@ForAll("requests") String text) {
        List<Reading> readings = RequestReading.readings(Octets.latin1(text));

        assertThat(readings).hasSizeBetween(1, RequestReading.MAX_READINGS);
        for (Reading reading : readings) {
            int at = 0;
            for (Message message : reading.messages()) {
                assertThat(message.start()).isEqualTo(at);
                assertThat(message.end()).isBetween(message.start(), text.length());
                at = message.end();
            }
        }
    }

    @Property(tries = 300)
    void verdictsPointIntoWhatWasSent(@ForAll("requests") String text) {
        Sent sent = Sent.of(text);
        for (Stub stub : STUBS) {
            for (Verdict verdict : Judge.of(Profile.STRICT_SECURITY).judge(sent.scenario(), sent.observe(stub))) {
                assertThat(verdict.offset()).isBetween(0, text.length());
                assertThat(verdict.text()).contains(verdict.rule().id());
            }
        }
    }

    @Property(tries = 300)
    void nothingThatNeedsAnEchoPassesWithoutOne(@ForAll("requests") String text) {
        Sent sent = Sent.of(text);

        List<Verdict> verdicts = Judge.of(Profile.RFC).judge(sent.scenario(), sent.observe(Stub.status(200)));

        assertThat(verdicts)
                .filteredOn(verdict -> verdict.result() == Result.PASS)
                .noneMatch(verdict -> verdict.rule().conformant().stream().allMatch(one -> one.startsWith("ACC[")));
    }

    @Provide
    Arbitrary<String> requests() {
        Arbitrary<String> pieces = Arbitraries.of(
                "GET ",
                "POST ",
                "/",
                " HTTP/1.1",
                " HTTP/1.0",
                "\r\n",
                "\n",
                "\r",
                " ",
                "\t",
                "\0",
                "Host: h",
                "Host",
                ":",
                "Content-Length: 5",
                "Transfer-Encoding: chunked",
                ", ",
                "gzip",
                "5",
                "0",
                ";",
                "=",
                "\"",
                "hello",
                "X-A: 1",
                "Connection: close",
                "Expect: 100-continue",
                "\u0085",
                "\u00ff",
                "http://h",
                "*",
                "TRACE ");
        Arbitrary<String> wild = pieces.list().ofMinSize(1).ofMaxSize(40).map(list -> String.join("", list));
        Arbitrary<String> heads = wild.map(text -> "POST / HTTP/1.1\r\nHost: h\r\n" + text);
        Arbitrary<String> chunks =
                wild.map(text -> "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n" + text + "\r\n");
        return Arbitraries.oneOf(wild, heads, chunks);
    }
}
