// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import static dev.schism.wire.ReaderFixture.only;
import static dev.schism.wire.ReaderFixture.readOpen;
import static dev.schism.wire.ReaderFixture.readToFin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResponseReaderTest {

    private static final String OK = "HTTP/1.1 200 OK\\r\\n";

    @Test
    void readsARegularResponse() {
        Response response = only(readOpen(OK + "Server:  x \\r\\nContent-Length: 5\\r\\n\\r\\nhello"));

        assertThat(response)
                .isEqualTo(new Response(
                        "HTTP/1.1",
                        200,
                        "OK",
                        List.of(new FieldLine("Server", "x"), new FieldLine("Content-Length", "5")),
                        Framing.CONTENT_LENGTH,
                        Octets.latin1("hello"),
                        List.of(),
                        true,
                        List.of(),
                        0,
                        56));
    }

    @Test
    void readsPipelinedResponses() {
        Transcript transcript = readOpen((OK + "Content-Length: 1\\r\\n\\r\\nx").repeat(50));

        assertThat(transcript.completeResponses()).isEqualTo(50);
        assertThat(transcript.leftover()).isEqualTo(Octets.EMPTY);
        assertThat(transcript.responses().get(49).content()).isEqualTo(Octets.latin1("x"));
    }

    @Test
    void keepsInterimResponsesApart() {
        Transcript transcript =
                readOpen("HTTP/1.1 100 Continue\\r\\n\\r\\nHTTP/1.1 103 Early Hints\\r\\nLink: </a>\\r\\n\\r\\n" + OK
                        + "Content-Length: 0\\r\\n\\r\\n");

        assertThat(transcript.interim()).extracting(Response::status).containsExactly(100, 103);
        assertThat(transcript.interim().get(1).header("link")).contains("</a>");
        assertThat(only(transcript).status()).isEqualTo(200);
    }

    @Test
    void takesEverythingAfterSwitchingProtocolsForLeftover() {
        Transcript transcript =
                readOpen("HTTP/1.1 101 Switching Protocols\\r\\nUpgrade: x\\r\\n\\r\\nHTTP/1.1 no more");

        assertThat(only(transcript).complete()).isTrue();
        assertThat(transcript.interim()).isEmpty();
        assertThat(transcript.leftover()).hasToString("HTTP/1.1 no more");
    }

    @Test
    void takesEverythingAfterAnEstablishedTunnelForLeftover() {
        Transcript transcript = readOpen(OK + "\\r\\n" + OK, "CONNECT");

        assertThat(only(transcript).framing()).isEqualTo(Framing.NONE);
        assertThat(transcript.leftover()).hasToString(OK);
    }

    @Test
    void readsARefusedTunnelAsAnyOtherResponse() {
        Transcript transcript = readOpen("HTTP/1.1 405 No\\r\\nContent-Length: 2\\r\\n\\r\\nno", "CONNECT");

        assertThat(only(transcript).content()).hasToString("no");
    }

    @Test
    void knowsStatusCodesWithoutContent() {
        Transcript transcript = readOpen("HTTP/1.1 204 No Content\\r\\n\\r\\n"
                + "HTTP/1.1 304 Not Modified\\r\\nContent-Length: 9\\r\\n\\r\\n"
                + OK + "Content-Length: 0\\r\\n\\r\\n");

        assertThat(transcript.responses())
                .extracting(Response::status, Response::framing)
                .containsExactly(
                        tuple(204, Framing.NONE), tuple(304, Framing.NONE), tuple(200, Framing.CONTENT_LENGTH));
        assertThat(transcript.responses())
                .allSatisfy(each -> assertThat(each.anomalies()).isEmpty());
    }

    @Test
    void completesCloseDelimitedContentOnlyWithFin() {
        String text = OK + "\\r\\nall of it";

        assertThat(only(readToFin(text)))
                .returns(true, Response::complete)
                .returns(Framing.CLOSE_DELIMITED, Response::framing)
                .returns(Octets.latin1("all of it"), Response::content)
                .returns(List.of(), Response::anomalies);
        assertThat(only(readOpen(text)))
                .returns(false, Response::complete)
                .returns(Octets.latin1("all of it"), Response::content);
    }

    @Test
    void countsOnlyResponsesThatNeedNoFin() {
        ResponseReader reader = ReaderFixture.reader(List.of());
        byte[] octets = Escapes.unescape(
                        "HTTP/1.1 100 C\\r\\n\\r\\n" + OK + "Content-Length: 0\\r\\n\\r\\n" + OK + "\\r\\nx")
                .toByteArray();
        reader.feed(octets, 0, octets.length);

        assertThat(reader.completeResponses()).isEqualTo(1);
        assertThat(reader.interimResponses()).isEqualTo(1);
        assertThat(reader.response(0).status()).isEqualTo(200);
        assertThat(reader.transcript(true).completeResponses()).isEqualTo(2);
        assertThatThrownBy(() -> reader.response(1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void readsHttp10ToItsEndOrByItsLength() {
        assertThat(only(readToFin("HTTP/1.0 200 OK\\r\\n\\r\\nx")).framing()).isEqualTo(Framing.CLOSE_DELIMITED);
        assertThat(only(readOpen("HTTP/1.0 200 OK\\r\\nContent-Length: 1\\r\\n\\r\\nx"))
                        .complete())
                .isTrue();
    }

    @Test
    void asksForTheMethodOfEachFinalResponse() {
        Transcript transcript = readOpen(
                "HTTP/1.1 100 C\\r\\n\\r\\n" + OK + "Content-Length: 3\\r\\n\\r\\n" + OK
                        + "Content-Length: 1\\r\\n\\r\\nx",
                "HEAD",
                "GET");

        assertThat(transcript.responses())
                .extracting(Response::framing)
                .containsExactly(Framing.NONE, Framing.CONTENT_LENGTH);
    }

    @Test
    void findsNothingInNothing() {
        assertThat(readToFin("")).isEqualTo(Transcript.EMPTY);
    }
}
