// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import static dev.schism.wire.ReaderFixture.only;
import static dev.schism.wire.ReaderFixture.readOpen;
import static dev.schism.wire.ReaderFixture.readToFin;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseDetailsTest {

    private static final String OK = "HTTP/1.1 204 OK\\r\\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "HTTP/1.1 204\\r\\n\\r\\n                     | STATUS_LINE        | 0  | HTTP/1.1 204\\r\\n",
                "\\nHTTP/1.1 204 OK\\r\\n\\r\\n               | LEADING_EMPTY_LINE | 0  | \\n",
                "HTTP/1.1 204 OK\\n\\r\\n                     | BARE_LF            | 15 | HTTP/1.1 204 OK\\n",
                "HTTP/1.1 204 OK\\r\\nA: b\\rc\\r\\n\\r\\n    | BARE_CR            | 21 | A: b\\rc\\r\\n",
                "HTTP/1.1 204 OK\\r\\nA : b\\r\\n\\r\\n       | SPACE_BEFORE_COLON | 18 | A : b\\r\\n",
                "HTTP/1.1 204 OK\\r\\nA(: b\\r\\n\\r\\n       | FIELD_LINE         | 18 | A(: b\\r\\n",
                "HTTP/1.1 204 OK\\r\\nabc\\r\\n\\r\\n         | FIELD_LINE         | 20 | abc\\r\\n",
                "HTTP/1.1 204 OK\\r\\nA: b\\x00\\r\\n\\r\\n   | CONTROL_OCTET      | 21 | b\\x00",
                "HTTP/1.1 204 OK\\r\\nA: b\\r\\n\\tc\\r\\n\\r\\n | OBS_FOLD        | 23 | \\tc\\r\\n",
                "HTTP/1.1 200 OK\\r\\nContent-Length: 4x\\r\\n\\r\\n | CONTENT_LENGTH | 17 | 4x",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: Foo\\r\\n\\r\\n | TRANSFER_ENCODING | 17 | foo",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n1;\\r\\nx\\r\\n0\\r\\n\\r\\n | CHUNK_SIZE | 48 | 1;\\r\\n",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n1\\r\\nxyz | CHUNK_TERMINATOR | 51 | y",
                "HTTP/1.1 200 OK\\r\\nContent-Length: 5\\r\\n\\r\\nhel | TRUNCATED   | 41 | content: 3 of 5 octets",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n5\\r\\nhel | TRUNCATED | 53 | chunk data: 3 of 5 octets",
                "HTTP/1.1 200 OK\\r\\nConten                  | TRUNCATED          | 23 | head: Conten",
                "HTT                                          | TRUNCATED          | 3  | status line: HTT",
                "abc                                          | NO_STATUS_LINE     | 0  | abc",
            })
    void anomaliesSayWhereAndWhat(String octets, Anomaly.Kind kind, int offset, String detail) {
        assertThat(only(readOpen(octets)).anomalies()).contains(new Anomaly(kind, offset, detail));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 204 OK\\r\\nConnection: close\\r\\n\\r\\n                          | true",
                "HTTP/1.1 204 OK\\r\\nConnection: upgrade,\\t ,CLOSE\\r\\n\\r\\n                | true",
                "HTTP/1.1 204 OK\\r\\nConnection: a\\r\\nconnection: Close\\r\\n\\r\\n         | true",
                "HTTP/1.1 204 OK\\r\\nConnection: x-close, disclose\\r\\n\\r\\n             | false",
                "HTTP/1.1 204 OK\\r\\nConnection: close-soon\\r\\n\\r\\n                     | false",
                "HTTP/1.1 204 OK\\r\\nX: close\\r\\n\\r\\n                                   | false",
                "HTTP/1.0 204 OK\\r\\nConnection: x, Keep-Alive\\r\\n\\r\\n                  | false",
                "HTTP/1.0 204 OK\\r\\nConnection: no-keep-alive\\r\\n\\r\\n                  | true",
            })
    void connectionOptionsAreMembersOfAList(String octets, boolean close) {
        assertThat(only(readOpen(octets)).announcesClose()).isEqualTo(close);
    }

    @Test
    void cutsLongDetails() {
        Anomaly anomaly = only(readOpen("x".repeat(300))).anomalies().get(0);

        assertThat(anomaly.detail()).isEqualTo("x".repeat(Anomaly.MAX_DETAIL - 3) + "...");
    }

    @Test
    void keepsVersionAndReason() {
        Response response = only(readToFin("HTTP/1.0 299  So it  is \\xe9 \\r\\n\\r\\n"));

        assertThat(response)
                .returns("HTTP/1.0", Response::version)
                .returns(299, Response::status)
                .returns(" So it  is \u00E9 ", Response::reason);
    }

    @Test
    void keepsFieldLinesInOrderWithRepetitions() {
        Response response = only(readOpen(OK + "b: 2\\r\\nA:1\\r\\nb:\\t \\r\\nB: \\xe9 x\\t\\r\\n\\r\\n"));

        assertThat(response.headers())
                .containsExactly(
                        new FieldLine("b", "2"),
                        new FieldLine("A", "1"),
                        new FieldLine("b", ""),
                        new FieldLine("B", "\u00E9 x"));
        assertThat(response.header("B")).contains("2");
        assertThat(response.header("c")).isEqualTo(Optional.empty());
        assertThat(FieldLine.values(response.headers(), "b")).containsExactly("2", "", "\u00E9 x");
    }

    @Test
    void joinsFoldedLinesWithOneSpace() {
        Response response = only(readOpen(OK + "a:\\r\\n \\r\\n\\t b \\r\\n  c\\r\\nd: e\\r\\n\\r\\n"));

        assertThat(response.headers()).containsExactly(new FieldLine("a", "b c"), new FieldLine("d", "e"));
    }

    @Test
    void keepsWhatIsNoFieldLine() {
        Response response = only(readOpen(OK + " x: y\\r\\nno colon \\r\\n: v\\r\\na : b\\rc\\r\\n\\r\\n"));

        assertThat(response.headers())
                .containsExactly(
                        new FieldLine(" x", "y"),
                        new FieldLine("no colon", ""),
                        new FieldLine("", "v"),
                        new FieldLine("a", "b\rc"));
    }

    @Test
    void keepsTrailersApart() {
        Response response = only(readOpen("HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n"
                + "Content-Length: 9\\r\\nT: u\\r\\n v\\r\\n\\r\\n"));

        assertThat(response.headers()).containsExactly(new FieldLine("Transfer-Encoding", "chunked"));
        assertThat(response.trailers())
                .containsExactly(new FieldLine("Content-Length", "9"), new FieldLine("T", "u v"));
        assertThat(response.complete()).isTrue();
    }

    @Test
    void keepsWhatATruncatedHeadHad() {
        Response response = only(readToFin("HTTP/1.1 502 Bad\\r\\nA: b\\r\\nC: d"));

        assertThat(response.status()).isEqualTo(502);
        assertThat(response.reason()).isEqualTo("Bad");
        assertThat(response.headers()).isEqualTo(List.of(new FieldLine("A", "b")));
    }

    @Test
    void keepsATruncatedInterimResponseApart() {
        Transcript transcript = readToFin("HTTP/1.1 103 Early Hints\\r\\nLink: x\\r\\n");

        assertThat(transcript.responses()).isEmpty();
        assertThat(transcript.interim()).singleElement().matches(response -> !response.complete());
    }

    @Test
    void rangesFollowEachOther() {
        Transcript transcript = readOpen("\\r\\n" + OK + "\\r\\n" + OK + "\\r\\nrest");

        assertThat(transcript.responses()).extracting(Response::start).containsExactly(0, 21);
        assertThat(transcript.responses()).extracting(Response::end).containsExactly(21, 40);
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 204 OK\\r\\n\\r\\n, false",
        "HTTP/1.0 204 OK\\r\\n\\r\\n, true",
        "HTTP/1.0 204 OK\\r\\nConnection: Keep-Alive\\r\\n\\r\\n, false",
        "HTTP/1.1 204 OK\\r\\nConnection: x\\r\\nConnection: Close\\r\\n\\r\\n, true",
        "HTTP/1.1 200 OK\\r\\n\\r\\n, true",
    })
    void tellsWhetherACloseIsAnnounced(String octets, boolean announced) {
        assertThat(only(readToFin(octets)).announcesClose()).isEqualTo(announced);
    }
}
