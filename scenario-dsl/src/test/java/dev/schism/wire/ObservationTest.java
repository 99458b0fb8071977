// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ObservationTest {

    private static final Octets RECEIVED = Octets.latin1("HTTP/1.1 200 OK\r\n\r\nx");

    @Test
    void rereadMakesTheTranscriptAnew() {
        Observation stale = observation(ConnectionEnd.FIN, Optional.empty(), Transcript.EMPTY);

        assertThat(stale.firstResponse()).isEmpty();
        assertThat(stale.reread().firstResponse()).get().matches(Response::complete);
        assertThat(stale.reread().reread()).isEqualTo(stale.reread());
    }

    @Test
    void rereadCompletesNothingWithoutFin() {
        Observation reset = observation(ConnectionEnd.RST, Optional.empty(), Transcript.EMPTY);

        assertThat(reset.reread().firstResponse()).get().matches(response -> !response.complete());
    }

    @Test
    void tellsWhenTheFirstOctetCame() {
        assertThat(observation(ConnectionEnd.FIN, Optional.empty(), Transcript.EMPTY)
                        .timeToFirstOctet())
                .contains(Duration.ofMillis(3));
    }

    @ParameterizedTest
    @EnumSource(ConnectionEnd.class)
    void remembersHowItStoodBeforeTheProbe(ConnectionEnd end) {
        QuietProbe probe = new QuietProbe(0, Duration.ZERO, 5, true);
        Observation probed = observation(end, Optional.of(probe), Transcript.EMPTY);
        Observation plain = observation(end, Optional.empty(), Transcript.EMPTY);

        assertThat(plain.endBeforeProbe()).isEqualTo(end);
        assertThat(probed.endBeforeProbe()).isEqualTo(probed.connected() ? ConnectionEnd.OPEN : end);
        assertThat(probed.answeredAfterProbe()).isTrue();
        assertThat(plain.answeredAfterProbe()).isFalse();
    }

    private static Observation observation(ConnectionEnd end, Optional<QuietProbe> quiet, Transcript transcript) {
        return new Observation(
                Octets.EMPTY,
                List.of("GET"),
                RECEIVED,
                List.of(new Arrival(0, Duration.ofMillis(3)), new Arrival(9, Duration.ofMillis(4))),
                transcript,
                List.of(),
                end,
                quiet,
                Duration.ofMillis(1),
                Duration.ofMillis(5),
                Map.of(),
                Optional.empty());
    }
}
