// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.wire.Escapes;
import dev.schism.wire.Octets;
import dev.schism.wire.request.Message.Extent;
import dev.schism.wire.request.Message.Framing;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReadingTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
    private static final String POST = "POST / HTTP/1.1\r\nHost: h\r\n";
    private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";

    @Nested
    class Boundaries {

        @Test
        void areKeptForEveryMessage() {
            String text = GET + POST + "Content-Length: 3\r\n\r\nabc" + CHUNKED + "1\r\nx\r\n0\r\n\r\n" + GET;
            Reading reading = first(text);

            assertThat(reading.messages()).extracting(Message::method).containsExactly("GET", "POST", "POST", "GET");
            assertThat(reading.messages()).allMatch(Message::isComplete);
            assertThat(reading.messages().get(1).start()).isEqualTo(GET.length());
            assertThat(reading.messages().get(1).body().content()).isEqualTo(Octets.latin1("abc"));
            assertThat(reading.messages().get(2).body().content()).isEqualTo(Octets.latin1("x"));
            assertThat(reading.end()).isEqualTo(text.length());
        }

        @Test
        void everyPrefixOfAMessageIsIncomplete() {
            String text = CHUNKED + "5;a=b\r\nhello\r\n0\r\nX-T: 1\r\n\r\n";

            for (int length = 1; length < text.length(); length++) {
                Message message = first(text.substring(0, length)).first();
                assertThat(message.extent())
                        .as("prefix %d", length)
                        .isIn(Extent.HEAD_INCOMPLETE, Extent.BODY_INCOMPLETE);
                assertThat(message.flaws()).as("prefix %d", length).isEmpty();
            }
            assertThat(first(text).first().isComplete()).isTrue();
        }

        @Test
        void nothingIsAMessageOfNothing() {
            assertThat(first("").messages())
                    .singleElement()
                    .extracting(Message::extent)
                    .isEqualTo(Extent.NOTHING);
        }

        @Test
        void emptyLinesBehindTheLastMessageAreNone() {
            assertThat(first(GET + "\r\n").messages()).hasSize(1);
        }

        @Test
        void endBehindFaultyFraming() {
            assertThat(first(POST + "Content-Length: x\r\n\r\n" + GET).messages())
                    .singleElement()
                    .extracting(Message::extent)
                    .isEqualTo(Extent.FAULTY);
        }

        @Test
        void areReadForABoundedNumberOfMessages() {
            assertThat(first(GET.repeat(RequestReading.MAX_MESSAGES + 10)).messages())
                    .hasSize(RequestReading.MAX_MESSAGES);
        }
    }

    @Nested
    class Forks {

        @ParameterizedTest
        @ValueSource(strings = {GET, CHUNKED + "0\r\n\r\n", "GET / HTTP/1.1\nHost: h\n\n"})
        void thereIsOneReadingWhereNothingDepends(String text) {
            assertThat(RequestReading.readings(Octets.latin1(text))).hasSize(1);
        }

        @Test
        void lineFeedInAValueEndsTheLineOrBecomesSpace() {
            List<Reading> readings = readings("GET / HTTP/1.1\r\nX-A: 1\nX-B: 2\r\n\r\n");

            assertThat(readings).hasSize(2);
            assertThat(readings.get(0).first().fields()).extracting(Field::name).containsExactly("X-A", "X-B");
            assertThat(readings.get(1).first().fields())
                    .extracting(Field::value)
                    .containsExactly("1 X-B: 2");
        }

        @Test
        void whitespaceInTheRequestLineSeparatesOrStays() {
            List<Reading> readings = readings("GET /a\u000bb HTTP/1.1\r\n\r\n");

            assertThat(readings).hasSize(2);
            assertThat(readings.get(0).first().flaw(Flaw.Kind.EXTRA_WORD)).isPresent();
            assertThat(readings.get(1).first().target()).isEqualTo("/a\u000bb");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Length: 5|LENGTH",
                "Content-Length: 5, 5|LENGTH",
                "Content-Length: 5,|LENGTH",
                "Content-Length: 005|LENGTH",
                "Content-Length: +5|FAULTY",
                "Content-Length:|FAULTY",
                "Content-Length: 5, 6|FAULTY",
                "Content-Length: 5 5|FAULTY",
                "Content_Length: 5|NONE",
                "Transfer-Encoding: chunked|CHUNKED",
                "Transfer-Encoding: CHUNKED|CHUNKED",
                "Transfer-Encoding: , chunked|CHUNKED",
                "Transfer-Encoding: gzip, chunked|CHUNKED",
                "Transfer-Encoding: chunked, gzip|FAULTY",
                "Transfer-Encoding: identity|FAULTY",
                "Transfer-Encoding:|FAULTY",
                "X-A: 1|NONE",
            })
    void framingFollowsTheFields(String field, Framing framing) {
        assertThat(first(POST + field + "\r\n\r\n").first().framing()).isEqualTo(framing);
    }

    @Test
    void transferEncodingOverridesContentLength() {
        String both = POST + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n";

        assertThat(first(both).first().framing()).isEqualTo(Framing.CHUNKED);
    }

    @Test
    void framingIsDecidedAfterUnfolding() {
        Message message = first(POST + "Content-Length:\r\n 3\r\n\r\nabc").first();

        assertThat(message.body().content()).isEqualTo(Octets.latin1("abc"));
        assertThat(message.fields("content-length")).singleElement().matches(Field::folded);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "5;a=\"b\"\\r\\nhello\\r\\n0\\r\\n\\r\\n||COMPLETE",
                "5 ; a\\r\\nhello\\r\\n0\\r\\n\\r\\n|CHUNK_EXTENSION_SPACE|COMPLETE",
                "5 \\r\\nhello\\r\\n0\\r\\n\\r\\n|CHUNK_SIZE|COMPLETE",
                "x\\r\\n|CHUNK_SIZE|FAULTY",
                "0x5\\r\\nhello|CHUNK_SIZE|FAULTY",
                "5\\nhello\\r\\n0\\r\\n\\r\\n|CHUNK_LF|COMPLETE",
                "5\\r\\nhello\\n0\\r\\n\\r\\n|CHUNK_DATA_END|COMPLETE",
                "5\\r\\nhelloxx0\\r\\n\\r\\n|CHUNK_DATA_END|FAULTY",
                "5;\\r\\nhello\\r\\n0\\r\\n\\r\\n|CHUNK_EXTENSION|COMPLETE",
                "5;a=\"b\\r\\nhello\\r\\n0\\r\\n\\r\\n|CHUNK_EXTENSION|COMPLETE",
                "0\\r\\nnocolon\\r\\n\\r\\n|TRAILER_LINE|COMPLETE",
                "0\\r\\n\\n|FINAL_LF|COMPLETE",
                "fffffffffffffffff\\r\\n||BODY_INCOMPLETE",
            })
    void chunksKeepWhatIsUnusualInThem(String escaped, String flaw, Extent extent) {
        Message message = first(CHUNKED + Escapes.unescape(escaped).toLatin1()).first();

        assertThat(message.extent()).isEqualTo(extent);
        assertThat(message.flaws().stream().map(one -> one.kind().name()))
                .satisfies(kinds -> assertThat(kinds.contains(flaw) || (flaw == null && kinds.isEmpty()))
                        .as("%s", kinds)
                        .isTrue());
    }

    private static Reading first(String text) {
        return readings(text).get(0);
    }

    private static List<Reading> readings(String text) {
        return RequestReading.readings(Octets.latin1(text));
    }
}
