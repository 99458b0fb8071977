// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class EchoesTest {

    private static final EchoedRequest ECHO =
            new EchoedRequest("GET", "/a", "HTTP/1.1", List.of(), Octets.EMPTY, List.of(), 1, Optional.empty());
    private static final Octets JSON = EchoJson.write(ECHO);

    @Test
    void readsTheEchoBehindItsTransferCodings() throws IOException {
        assertThat(of("", JSON)).contains(ECHO);
        assertThat(of("Transfer-Encoding: gzip\r\n", gzip(JSON))).contains(ECHO);
        assertThat(of("Transfer-Encoding: X-GZIP\r\n", gzip(JSON))).contains(ECHO);
        assertThat(of("Transfer-Encoding: deflate\r\n", deflate(JSON))).contains(ECHO);
        assertThat(of("Transfer-Encoding: gzip, chunked\r\n", chunk(gzip(JSON))))
                .contains(ECHO);
    }

    @Test
    void findsNoneWhereACodingCannotBeUndone() throws IOException {
        assertThat(of("Transfer-Encoding: gzip\r\n", JSON)).isEmpty();
        assertThat(of("Transfer-Encoding: gzip\r\n", gzip(JSON).slice(0, 12))).isEmpty();
        assertThat(of("Transfer-Encoding: compress\r\n", JSON)).isEmpty();
        assertThat(of("Transfer-Encoding: gzip, gzip\r\n", gzip(gzip(JSON)))).isEmpty();
    }

    @Test
    void isNoBombSite() throws IOException {
        Octets zeros = Octets.of(new byte[Echoes.MAX_DECODED_OCTETS + 1]);

        assertThat(of("Transfer-Encoding: gzip\r\n", gzip(zeros))).isEmpty();
    }

    @Test
    void aCodingThatTheCloseEndsIsRegular() throws IOException {
        assertThat(response("Transfer-Encoding: gzip\r\n", gzip(JSON)).anomalies())
                .isEmpty();
        assertThat(response("Transfer-Encoding: gzip, chunked\r\n", chunk(gzip(JSON)))
                        .anomalies())
                .isEmpty();
        assertThat(response("Transfer-Encoding: chunked, gzip\r\n", gzip(JSON)).anomalies())
                .extracting(Anomaly::kind)
                .contains(Anomaly.Kind.TRANSFER_ENCODING);
    }

    private static Optional<EchoedRequest> of(String fields, Octets content) {
        return Echoes.of(response(fields, content));
    }

    private static Response response(String fields, Octets content) {
        Octets received = Octets.latin1("HTTP/1.1 200 OK\r\n" + fields + "\r\n").plus(content);
        return ResponseReader.read(received, List.of("GET"), true).responses().get(0);
    }

    private static Octets chunk(Octets content) {
        return Octets.latin1(Integer.toHexString(content.length()) + "\r\n")
                .plus(content)
                .plus(Octets.latin1("\r\n0\r\n\r\n"));
    }

    private static Octets gzip(Octets content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream coded = new GZIPOutputStream(out)) {
            coded.write(content.toByteArray());
        }
        return Octets.of(out.toByteArray());
    }

    private static Octets deflate(Octets content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream coded = new DeflaterOutputStream(out)) {
            coded.write(content.toByteArray());
        }
        return Octets.of(out.toByteArray());
    }
}
