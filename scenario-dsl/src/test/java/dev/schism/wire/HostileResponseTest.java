// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Linear cost is what lets these end in seconds: a quadratic reader would need hours. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HostileResponseTest {

    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";

    @Test
    void stopsAtAnEndlessHeader() {
        Octets received = Octets.latin1(OK + "A: b\r\nC: " + "x".repeat(1 << 20));

        Response response = onlyOctetByOctet(received);

        assertThat(ReaderFixture.kinds(response)).containsExactly(Anomaly.Kind.HEAD_TOO_LARGE);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers()).containsExactly(new FieldLine("A", "b"));
        assertThat(response.complete()).isFalse();
        assertThat(response.end()).isEqualTo(ResponseReader.MAX_HEAD_OCTETS);
    }

    @Test
    void stopsAtEndlessHeaders() {
        Response response = onlyOctetByOctet(Octets.latin1(OK + "A: b\r\n".repeat(1 << 17)));

        assertThat(ReaderFixture.kinds(response)).containsExactly(Anomaly.Kind.HEAD_TOO_LARGE);
        assertThat(response.headers()).hasSize((ResponseReader.MAX_HEAD_OCTETS - OK.length()) / 6);
    }

    @Test
    void stopsAtAnEndlessStatusLine() {
        Response response = onlyOctetByOctet(Octets.latin1("HTTP/1.1 200 " + "x".repeat(1 << 19)));

        assertThat(ReaderFixture.kinds(response)).containsExactly(Anomaly.Kind.HEAD_TOO_LARGE);
        assertThat(response.status()).isEqualTo(200);
    }

    @Test
    void readsAHeadOfExactlyTheLimit() {
        String end = "\r\nContent-Length: 0\r\n\r\n";
        String fits = OK + "A: " + "x".repeat(ResponseReader.MAX_HEAD_OCTETS - OK.length() - 3 - end.length()) + end;

        assertThat(onlyOctetByOctet(Octets.latin1(fits)).complete()).isTrue();
        assertThat(onlyOctetByOctet(Octets.latin1(fits.replace("A:", "A: "))).complete())
                .isFalse();
    }

    @Test
    void readsEndlessFolding() {
        Response response = onlyOctetByOctet(Octets.latin1(OK + "A: b" + "\r\n c".repeat(60_000)));

        assertThat(response.headers().get(0).value()).hasSize(120_001 - 2);
        assertThat(response.anomalies()).hasSizeLessThanOrEqualTo(ResponseReader.MAX_ANOMALIES + 1);
    }

    @Test
    void readsManySmallChunks() {
        Response response = onlyOctetByOctet(Octets.latin1(CHUNKED + "1\r\nx\r\n".repeat(200_000) + "0\r\n\r\n"));

        assertThat(response.complete()).isTrue();
        assertThat(response.content()).isEqualTo(Octets.latin1("x".repeat(200_000)));
        assertThat(response.anomalies()).isEmpty();
    }

    @Test
    void boundsTheNumberOfAnomaliesButNotTheirKinds() {
        Response response =
                onlyOctetByOctet(Octets.latin1(CHUNKED + "1;\r\nx\r\n".repeat(100_000) + "0\r\nno colon\n\r\n"));

        assertThat(response.complete()).isTrue();
        assertThat(response.anomalies()).hasSize(ResponseReader.MAX_ANOMALIES + 2);
        assertThat(ReaderFixture.kinds(response)).contains(Anomaly.Kind.BARE_LF, Anomaly.Kind.FIELD_LINE);
    }

    @Test
    void readsAnEndlessChunkExtension() {
        Response response = onlyOctetByOctet(Octets.latin1(CHUNKED + "1;a=\"" + "\\\"".repeat(1 << 19)));

        assertThat(ReaderFixture.kinds(response)).containsExactly(Anomaly.Kind.TRUNCATED);
    }

    @Test
    void readsALargeContentOctetByOctet() {
        String content = "x".repeat(1 << 20);
        Response response = onlyOctetByOctet(Octets.latin1(OK + "Content-Length: " + (1 << 20) + "\r\n\r\n" + content));

        assertThat(response.complete()).isTrue();
        assertThat(response.content()).isEqualTo(Octets.latin1(content));
    }

    @Test
    void readsManyPipelinedResponses() {
        Octets received = Octets.latin1("HTTP/1.1 204 \r\n\r\n".repeat(60_000));

        assertThat(ReaderFixture.single(received, List.of()).completeResponses())
                .isEqualTo(60_000);
    }

    @Test
    void looksAtEndlessEmptyLinesOnce() {
        Transcript transcript = ReaderFixture.single(Octets.latin1("\r\n".repeat(1 << 20)), List.of())
                .transcript(false);

        assertThat(transcript.responses()).isEmpty();
        assertThat(transcript.leftover().length()).isEqualTo(1 << 21);
    }

    private static Response onlyOctetByOctet(Octets received) {
        Transcript transcript = ReaderFixture.single(received, List.of()).transcript(false);

        ReaderFixture.assertLossless(received, transcript);
        assertThat(transcript).isEqualTo(ResponseReader.read(received, List.of(), false));
        return ReaderFixture.only(transcript);
    }
}
