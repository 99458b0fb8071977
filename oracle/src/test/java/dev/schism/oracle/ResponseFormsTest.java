// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import static dev.schism.oracle.ObservationFixture.echo;
import static dev.schism.oracle.ObservationFixture.received;
import static dev.schism.oracle.ObservationFixture.response;
import static dev.schism.oracle.ObservationFixture.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.oracle.Finding.Agreement;
import dev.schism.oracle.Finding.Difference;
import dev.schism.wire.Anomaly;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.Sentinel;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ResponseFormsTest {

    private static final String HEAD = "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String ECHO = echo(seen("GET", "/"));
    private static final String OK = response(200, "ok");
    private static final String SILENT = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n";
    private static final String EMPTY = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    private final Oracle oracle = new Oracle();

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("\r\n" + OK, "leading-empty-line"),
                Arguments.of(OK.replace("200 Reason", "200"), "status-line"),
                Arguments.of(OK.replace("Reason\r\n", "Reason\n"), "bare-lf"),
                Arguments.of(response(200, "ok", "X: a\rb"), "bare-cr"),
                Arguments.of(response(200, "ok", "colonless"), "field-line"),
                Arguments.of(response(200, "ok", "X : a"), "space-before-colon"),
                Arguments.of(response(200, "ok", "X: a", " b"), "obs-fold"),
                Arguments.of(response(200, "ok", "X: a\0b"), "control-octet"),
                Arguments.of("HTTP/1.1 200 OK\r\nContent-Length: 2x\r\n\r\nok", "content-length"),
                Arguments.of(response(200, "ok", "Content-Length: 2"), "content-length-repeated"),
                Arguments.of(response(200, "ok", "Content-Length: 3"), "content-length-conflict"),
                Arguments.of(chunked("Content-Length: 2\r\n", "2\r\nok\r\n"), "transfer-encoding-and-content-length"),
                Arguments.of(chunked("Transfer-Encoding: x\r\n", "2\r\nok\r\n"), "transfer-encoding"),
                Arguments.of(chunked("", "2\r\nok\r\n").replace("1.1", "1.0"), "transfer-encoding-version"),
                Arguments.of("HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n", "framing-forbidden"),
                Arguments.of(chunked("", "2 \r\nok\r\n"), "chunk-size"),
                Arguments.of(chunked("", "2\r\nok\n"), "chunk-terminator"));
    }

    private static String chunked(String fields, String chunks) {
        return "HTTP/1.1 200 OK\r\n" + fields + "Transfer-Encoding: chunked\r\n\r\n" + chunks + "0\r\n\r\n";
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void malformedResponseOfOneSideDiffers(String malformed, String kind) {
        String regular = kind.equals("framing-forbidden") ? "HTTP/1.1 204 No Content\r\n\r\n" : OK;

        assertThat(kinds(fin(regular), fin(malformed))).contains(kind + "-on-target");
        assertThat(kinds(fin(malformed), fin(regular))).contains(kind + "-on-reference");
        assertThat(compare(fin(regular), fin(malformed))).isInstanceOf(Difference.class);
        assertThat(kinds(fin(malformed), fin(malformed))).isEmpty();
    }

    /** What is not among them is content in answer to HEAD, which has tests of its own, and what other facets tell. */
    @Test
    void everyKindOfAnomalyIsLookedAt() {
        Set<Anomaly.Kind> others = EnumSet.of(
                Anomaly.Kind.UNEXPECTED_CONTENT,
                Anomaly.Kind.NO_STATUS_LINE,
                Anomaly.Kind.TRUNCATED,
                Anomaly.Kind.HEAD_TOO_LARGE);

        assertThat(Stream.of(Anomaly.Kind.values()).filter(kind -> !others.contains(kind)))
                .extracting(kind -> kind.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .containsExactlyInAnyOrderElementsOf(malformed()
                        .map(arguments -> (String) arguments.get()[1])
                        .toList());
    }

    @Test
    void echoInAnswerToHeadDiffers() {
        Difference difference =
                (Difference) compare(received(SILENT).sent(HEAD), received(ECHO).sent(HEAD));

        assertThat(difference.divergence().signature())
                .isEqualTo(new Signature(
                        Category.OK, List.of("form:unexpected-content-on-target"), List.of("method-head")));
        assertThat(difference.divergence().facets())
                .containsExactly(new FacetDifference(
                        Facet.RESPONSE_FORM,
                        "none",
                        "response 1: UNEXPECTED_CONTENT: content after the head of a response to HEAD",
                        "unexpected-content-on-target"));
    }

    @Test
    void otherContentInAnswerToHeadDiffersInContentToo() {
        Difference difference =
                (Difference) compare(received(OK).sent(HEAD), received(SILENT).sent(HEAD));

        assertThat(difference.divergence().signature().differences())
                .containsExactly("body", "form:unexpected-content-on-reference");
        assertThat(compare(received(OK).sent(HEAD), received(OK).sent(HEAD))).isInstanceOf(Agreement.class);
    }

    @Test
    void responseOfAnotherStatusIsNotCompared() {
        assertThat(kinds(received(OK, OK), received(response(400, "", "X : a"), "\r\n" + OK)))
                .isEmpty();
    }

    @Test
    void whatIsCutIsToldElsewhere() {
        String cut = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok";

        assertThat(kinds(received(cut), received(OK))).isEmpty();
    }

    @Test
    void malformedInterimResponseDiffersAndAWellFormedOneDoesNot() {
        String bad = "HTTP/1.1 103 Early Hints\r\ncolonless\r\n\r\n";
        String good = "HTTP/1.1 103 Early Hints\r\n\r\n";

        assertThat(kinds(received(OK), received(bad, OK))).containsExactly("field-line-on-target");
        assertThat(kinds(received(bad), received(good))).containsExactly("field-line-on-reference");
        assertThat(kinds(received(OK), received(good, OK))).isEmpty();
        assertThat(kinds(received(OK, response(400, "")), received(OK, bad, OK)))
                .as("in front of another answer")
                .isEmpty();
    }

    @Test
    void whatCameAfterTheProbeDoesNotCount() {
        ObservationFixture late = received(OK, "HTTP/1.1 103 Early Hints\r\ncolonless\r\n\r\n", OK);

        assertThat(kinds(received(OK), late.quietAfter(OK.length()))).isEmpty();
    }

    @Test
    void lengthOfZeroInAnswerToHeadDiffersWhereThereIsContent() {
        ObservationFixture empty = received(EMPTY).sent(HEAD).answeredSentinel();

        assertThat(kinds(received(SILENT).sent(HEAD), empty)).containsExactly("empty-head-on-target");
        assertThat(kinds(empty, received("HTTP/1.1 200 OK\r\n\r\n").sent(HEAD)))
                .containsExactly("empty-head-on-reference");
        assertThat(kinds(empty, empty)).isEmpty();
        assertThat(kinds(
                        received(SILENT, ECHO).sent(HEAD + GET),
                        received(EMPTY, ECHO).sent(HEAD + GET)))
                .containsExactly("empty-head-on-target");
    }

    @Test
    void lengthOfZeroFromAServerWithoutEchoSaysNothing() {
        ObservationFixture longer = received(SILENT).sent(HEAD).answeredSentinel();

        assertThat(kinds(longer, received(EMPTY).sent(HEAD))).isEmpty();
        assertThat(kinds(longer, received(EMPTY).sent(HEAD).sentinel(Sentinel.Outcome.GIVEN_UP)))
                .isEmpty();
    }

    @Test
    void transferCodingInAnswerToHttp10Differs() {
        String old = GET.replace("1.1", "1.0");
        String coded = chunked("", "2\r\nok\r\n");

        assertThat(kinds(received(OK).sent(old), received(coded).sent(old)))
                .containsExactly("coding-for-http10-on-target");
        assertThat(kinds(received(coded).sent(GET), received(OK).sent(GET))).isEmpty();
        assertThat(kinds(received(OK, coded).sent(GET + old), received(OK, OK).sent(GET + old)))
                .containsExactly("coding-for-http10-on-reference");
    }

    @Test
    void interimResponseToHttp10Differs() {
        String old = GET.replace("1.1", "1.0");
        String early = "HTTP/1.1 103 Early Hints\r\n\r\n";

        assertThat(kinds(received(OK).sent(old), received(early, OK).sent(old)))
                .containsExactly("interim-for-http10-on-target");
        assertThat(kinds(received(OK).sent(GET), received(early, OK).sent(GET))).isEmpty();
        assertThat(kinds(
                        received(OK, OK).sent(GET + old),
                        received(OK, early, OK).sent(GET + old)))
                .containsExactly("interim-for-http10-on-target");
    }

    private static ObservationFixture fin(String octets) {
        return received(octets).end(ConnectionEnd.FIN);
    }

    private static List<String> kinds(ObservationFixture reference, ObservationFixture target) {
        return ResponseForms.compare(reference.view(), target.view()).stream()
                .map(FacetDifference::kind)
                .toList();
    }

    private Finding compare(ObservationFixture reference, ObservationFixture target) {
        String sent = reference.make().sent().toLatin1();
        return oracle.compare(OracleTest.scenario(sent), reference.make(), target.make());
    }
}
