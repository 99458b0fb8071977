// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.servers.ForwardedRequestReader.Progress;
import dev.schism.wire.EchoedRequest;
import dev.schism.wire.FieldLine;
import dev.schism.wire.Octets;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardedRequestReaderTest {

    private static final String SIZED =
            "POST /a?b=c HTTP/1.1\r\nHost: h\r\nSchism-Version: HTTP/1.0\r\nSchism-Ordinal: 7\r\nContent-Length: 5\r\n\r\nhello";
    private static final String CHUNKED =
            "PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\nA\r\n0123456789\r\n0\r\nT: 1\r\n\r\n";
    private static final String PLAIN = "GET / HTTP/1.1\r\n\r\n";

    private final OctetBudget budget = new OctetBudget(1 << 26);
    private final ForwardedRequestReader reader = new ForwardedRequestReader(budget);

    @Test
    void tellsWhatNginxUnderstood() {
        EchoedRequest echo = readAll(SIZED).get(0).echo();

        assertThat(echo.method()).isEqualTo("POST");
        assertThat(echo.target()).isEqualTo("/a?b=c");
        assertThat(echo.version()).isEqualTo("HTTP/1.0");
        assertThat(echo.ordinal()).isEqualTo(7);
        assertThat(echo.headers()).containsExactly(new FieldLine("Host", "h"), new FieldLine("Content-Length", "5"));
        assertThat(echo.body()).isEqualTo(Octets.latin1("hello"));
        assertThat(echo.raw()).contains(Octets.latin1(SIZED));
    }

    @ParameterizedTest
    @CsvSource({"'X-Close, disclose',false", "'a, Close',true"})
    void connectionOptionsAreMembersOfAList(String options, boolean close) {
        ForwardedHead head =
                ForwardedHead.parse("GET / HTTP/1.1\r\nConnection: " + options).orElseThrow();

        assertThat(head.asksToClose()).isEqualTo(close);
    }

    @Test
    void removesChunkedCoding() {
        EchoedRequest echo = readAll(CHUNKED).get(0).echo();

        assertThat(echo.body()).isEqualTo(Octets.latin1("abc0123456789"));
        assertThat(echo.trailers()).containsExactly(new FieldLine("T", "1"));
        assertThat(echo.raw()).contains(Octets.latin1(CHUNKED));
    }

    @Test
    void readsTheSameHoweverItIsSplit() {
        String all = SIZED + CHUNKED + PLAIN;
        List<ForwardedRequest> whole = readAll(all);
        assertThat(whole).hasSize(3);

        for (int at = 1; at < all.length(); at++) {
            ForwardedRequestReader other = new ForwardedRequestReader(budget);
            List<ForwardedRequest> seen = new ArrayList<>(read(other, all.substring(0, at)));
            seen.addAll(read(other, all.substring(at)));

            assertThat(seen).as("split at %d", at).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n\r\n",
                "GET\r\n\r\n",
                "GET / HTTP/1.1\r\nno colon\r\n\r\n",
                "GET / HTTP/1.1\r\n: no name\r\n\r\n",
                "GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                "GET / HTTP/1.1\r\nContent-Length: 999999999\r\n\r\n",
                "GET / HTTP/1.1\r\nContent-Length: 99999999999999\r\n\r\n",
                "GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
                "GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFF\r\n",
                "GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nbad trailer\r\n\r\n"
            })
    void refusesWhatNginxWouldNotSend(String octets) {
        assertThat(reader.receive(buffer(octets))).isTrue();

        assertThat(reader.next()).isInstanceOf(Progress.Malformed.class);
    }

    @Test
    void refusesEndlessHead() {
        reader.receive(buffer("GET / HTTP/1.1\r\nA: " + "a".repeat(ForwardedRequestReader.MAX_HEAD_OCTETS)));

        assertThat(reader.next()).isInstanceOf(Progress.Malformed.class);
    }

    @Test
    void takesNoMoreThanItsLimit() {
        String chunk = "x".repeat(1 << 20);
        int taken = 0;
        while (reader.receive(buffer(chunk))) {
            taken += chunk.length();
        }

        assertThat(taken).isLessThanOrEqualTo(ForwardedRequestReader.MAX_REQUEST_OCTETS);
    }

    @Test
    void takesNoMoreThanTheBudget() {
        OctetBudget small = new OctetBudget(10_000);
        ForwardedRequestReader poor = new ForwardedRequestReader(small);

        assertThat(poor.receive(buffer("x".repeat(8192)))).isTrue();
        assertThat(poor.receive(buffer("x".repeat(8192)))).isFalse();
        poor.release();
        assertThat(small.left()).isEqualTo(10_000);
    }

    @Test
    void givesBackWhatALargeRequestTook() {
        String body = "b".repeat(1 << 20);
        long before = budget.left();

        assertThat(readAll("POST / HTTP/1.1\r\nContent-Length: " + body.length() + "\r\n\r\n" + body))
                .hasSize(1);

        assertThat(before - budget.left()).isLessThanOrEqualTo(4096);
    }

    @Test
    void knowsNoOrdinalWhereNoneWasForwarded() {
        EchoedRequest echo =
                readAll("GET / HTTP/1.1\r\nSchism-Ordinal: x\r\n\r\n").get(0).echo();

        assertThat(echo.ordinal()).isZero();
        assertThat(echo.version()).isEqualTo("HTTP/1.1");
        assertThat(echo.headers()).isEmpty();
    }

    private List<ForwardedRequest> readAll(String octets) {
        return read(reader, octets);
    }

    private static List<ForwardedRequest> read(ForwardedRequestReader reader, String octets) {
        assertThat(reader.receive(buffer(octets))).isTrue();
        List<ForwardedRequest> requests = new ArrayList<>();
        while (reader.next() instanceof Progress.Complete complete) {
            requests.add(complete.request());
        }
        return requests;
    }

    private static ByteBuffer buffer(String octets) {
        return Octets.latin1(octets).buffer();
    }
}
