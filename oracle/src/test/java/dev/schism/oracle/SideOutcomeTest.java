// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import static dev.schism.oracle.ObservationFixture.nothing;
import static dev.schism.oracle.ObservationFixture.received;
import static dev.schism.oracle.ObservationFixture.response;
import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.oracle.SideOutcome.Answered;
import dev.schism.oracle.SideOutcome.Failed;
import dev.schism.oracle.SideOutcome.Failure;
import dev.schism.oracle.SideOutcome.TimedOut;
import dev.schism.wire.ConnectionEnd;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SideOutcomeTest {

    private static final String CUT = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf";
    private static final String UNTIL_CLOSE = "HTTP/1.1 200 OK\r\n\r\nall";

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(nothing().end(ConnectionEnd.REFUSED), Failure.REFUSED),
                Arguments.of(nothing().end(ConnectionEnd.CONNECT_TIMEOUT), Failure.CONNECT_TIMEOUT),
                Arguments.of(nothing().end(ConnectionEnd.FAILED).error("handshake"), Failure.OTHER),
                Arguments.of(nothing().end(ConnectionEnd.FIN), Failure.CLOSED),
                Arguments.of(nothing().end(ConnectionEnd.RST), Failure.RESET),
                Arguments.of(received("HTTP/1.1 100 Continue\r\n\r\n").end(ConnectionEnd.FIN), Failure.CLOSED),
                Arguments.of(received(CUT).end(ConnectionEnd.FIN), Failure.TRUNCATED),
                Arguments.of(received(CUT).end(ConnectionEnd.RST), Failure.TRUNCATED),
                Arguments.of(received("<html>").end(ConnectionEnd.FIN), Failure.NO_HTTP),
                Arguments.of(received("<html>").end(ConnectionEnd.OPEN), Failure.NO_HTTP),
                Arguments.of(received("<html>").quiet(), Failure.NO_HTTP),
                Arguments.of(received(CUT).error("limit of 1 octet reached"), Failure.OTHER));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void keepsWaysToFailApart(ObservationFixture fixture, Failure failure) {
        SideOutcome outcome = outcome(fixture);

        assertThat(outcome.ok()).isFalse();
        assertThat(outcome.elapsed()).isEqualTo(ObservationFixture.ELAPSED);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.failure()).isEqualTo(failure));
        assertThat(outcome.label()).isEqualTo(failure.key());
    }

    @Test
    void truncatedResponseKeepsItsStatus() {
        assertThat(outcome(received(CUT).end(ConnectionEnd.RST)))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.detail()).contains("status 200"));
    }

    @Test
    void answersWithTheFirstFinalResponse() {
        SideOutcome outcome =
                outcome(received("HTTP/1.1 100 Continue\r\n\r\n", response(201, "one"), response(202, "two")));

        assertThat(outcome.ok()).isTrue();
        assertThat(outcome.label()).isEqualTo("201");
        assertThat(outcome.elapsed()).isEqualTo(ObservationFixture.ANSWERED);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Answered.class,
                        answered -> assertThat(answered.response().body().toLatin1())
                                .isEqualTo("one"));
    }

    @Test
    void headWithContentLengthIsAnswered() {
        String head = "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n";

        assertThat(outcome(received(head).sent("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n"))
                        .label())
                .isEqualTo("200");
        assertThat(outcome(received(head)).ok()).isFalse();
    }

    @Test
    void responseAfterTheProbeIsLate() {
        assertThat(outcome(received(response(200, "late")).quietAfter(0).end(ConnectionEnd.FIN)))
                .isInstanceOf(TimedOut.class);
        assertThat(outcome(received(response(200, "late")).quietAfter(12).end(ConnectionEnd.FIN)))
                .isInstanceOf(TimedOut.class);
        assertThat(outcome(received(response(200, "in time")).quiet().end(ConnectionEnd.FIN)))
                .isInstanceOf(Answered.class);
    }

    @Test
    void responseThatTheProbeEndedIsLate() {
        assertThat(outcome(received(UNTIL_CLOSE).quiet().end(ConnectionEnd.FIN)))
                .isInstanceOf(TimedOut.class);
        assertThat(outcome(received(UNTIL_CLOSE).end(ConnectionEnd.FIN))).isInstanceOf(Answered.class);
    }

    @Test
    void silenceIsWaiting() {
        assertThat(outcome(nothing())).isInstanceOf(TimedOut.class);
        assertThat(outcome(nothing().quiet().end(ConnectionEnd.FIN))).isInstanceOf(TimedOut.class);
        assertThat(outcome(nothing().quiet()).label()).isEqualTo("waiting");
    }

    private static SideOutcome outcome(ObservationFixture fixture) {
        return SideOutcome.of(fixture.make(), ResponseNormalizer.DEFAULT);
    }
}
