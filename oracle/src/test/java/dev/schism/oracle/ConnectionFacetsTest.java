// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import static dev.schism.oracle.ObservationFixture.nothing;
import static dev.schism.oracle.ObservationFixture.received;
import static dev.schism.oracle.ObservationFixture.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.schism.wire.ConnectionEnd;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionFacetsTest {

    private static final String OK = response(200, "ok");
    private static final String REFUSAL = response(400, "");
    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

    @Test
    void equalConnectionsHaveNoDifference() {
        assertThat(differences(received(OK, OK), received(OK, OK))).isEmpty();
    }

    @Test
    void missingResponseDiffersInCountAndSequence() {
        assertThat(differences(received(OK, OK), received(OK)))
                .extracting(FacetDifference::facet, FacetDifference::kind)
                .containsExactly(tuple(Facet.RESPONSE_COUNT, "2-1"), tuple(Facet.STATUS_SEQUENCE, "200-none"));
    }

    @Test
    void sequenceNamesItsFirstDifferenceOnly() {
        assertThat(differences(received(OK, OK, OK, REFUSAL), received(OK, OK, REFUSAL)))
                .contains(new FacetDifference(Facet.STATUS_SEQUENCE, "200 200 200 400", "200 200 400", "200-400"));
    }

    @Test
    void longSequencesAreCutForPeople() {
        assertThat(differences(received(OK.repeat(33)), received(OK.repeat(34))))
                .contains(new FacetDifference(
                        Facet.STATUS_SEQUENCE,
                        "200 ".repeat(32) + "... (33 in all)",
                        "200 ".repeat(32) + "... (34 in all)",
                        "none-200"));
    }

    @Test
    void cutResponseIsInTheSequenceAndNotCounted() {
        String cut = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf";

        assertThat(differences(
                        received(OK, cut).end(ConnectionEnd.FIN), received(OK).end(ConnectionEnd.FIN)))
                .containsExactly(new FacetDifference(Facet.STATUS_SEQUENCE, "200 200cut", "200", "200cut-none"));
    }

    /** A server that closes with octets unread resets, and whether there were any is a race (RFC 9112 §9.6). */
    @Test
    void finAndResetAreOneBehindARejectionOnBothSides() {
        assertThat(endKind(ConnectionEnd.FIN, ConnectionEnd.RST)).isEmpty();
        assertThat(differences(
                        received(REJECTED).end(ConnectionEnd.RST),
                        received(REJECTED).end(ConnectionEnd.FIN)))
                .isEmpty();
        assertThat(differences(
                        received(REJECTED).end(ConnectionEnd.OPEN),
                        received(REJECTED).end(ConnectionEnd.FIN)))
                .isNotEmpty();
    }

    @Test
    void resetBehindARejectionIsACloseWhateverTheOtherSideDoes() {
        assertThat(differences(
                                received(REJECTED).end(ConnectionEnd.RST),
                                received(OK).end(ConnectionEnd.FIN))
                        .stream()
                        .map(FacetDifference::kind))
                .noneMatch(kind -> kind.contains("rst"));
        assertThat(differences(
                                received(REJECTED).end(ConnectionEnd.RST),
                                received(OK).end(ConnectionEnd.OPEN))
                        .stream()
                        .map(FacetDifference::kind))
                .contains("fin-open");
    }

    @Test
    void endsAreDistinct() {
        assertThat(differences(received(OK).end(ConnectionEnd.FIN), received(OK).end(ConnectionEnd.RST)).stream()
                        .map(FacetDifference::kind))
                .containsExactly("fin-rst");
        assertThat(endKind(ConnectionEnd.OPEN, ConnectionEnd.FIN)).containsExactly("open-fin");
        assertThat(endKind(ConnectionEnd.REFUSED, ConnectionEnd.FIN)).isEmpty();
    }

    @Test
    void endAfterTheProbeDoesNotCount() {
        assertThat(differences(
                        nothing().quiet().end(ConnectionEnd.FIN), nothing().quiet()))
                .isEmpty();
        assertThat(differences(
                        nothing().quiet().end(ConnectionEnd.FIN), nothing().end(ConnectionEnd.FIN)))
                .containsExactly(new FacetDifference(Facet.CONNECTION_END, "OPEN", "FIN", "open-fin"));
    }

    @Test
    void responsesAfterTheProbeDoNotCount() {
        assertThat(differences(
                        received(OK, REFUSAL).quietAfter(OK.length()),
                        received(OK).quiet()))
                .isEmpty();
    }

    @Test
    void leftoverIsCompared() {
        assertThat(differences(received(OK, "junk"), received(OK)))
                .containsExactly(new FacetDifference(Facet.LEFTOVER, "junk", "", "some-none"));
        assertThat(differences(received(OK, "junk"), received(OK, "\0".repeat(90))))
                .extracting(FacetDifference::kind, FacetDifference::target)
                .containsExactly(tuple("some-some", "\\x00".repeat(64) + "... (90 octets)"));
    }

    @Test
    void leftoverAfterTheProbeDoesNotCount() {
        assertThat(differences(
                        received(OK, "junk").quietAfter(OK.length()),
                        received(OK).quiet()))
                .isEmpty();
    }

    @Test
    void interimResponsesAreRecordedAndDoNotMatter() {
        FacetComparison comparison =
                FacetComparison.of(received(CONTINUE, OK).view(), received(OK).view());

        assertThat(comparison.differences())
                .containsExactly(new FacetDifference(Facet.INTERIM_RESPONSES, "100", "", "100-none"));
        assertThat(comparison.matters()).isFalse();
    }

    private static final String REJECTED = ObservationFixture.response(400, "no");

    private static List<String> endKind(ConnectionEnd reference, ConnectionEnd target) {
        return differences(nothing().end(reference), nothing().end(target)).stream()
                .map(FacetDifference::kind)
                .toList();
    }

    private static List<FacetDifference> differences(ObservationFixture reference, ObservationFixture target) {
        return FacetComparison.of(reference.view(), target.view()).differences();
    }
}
