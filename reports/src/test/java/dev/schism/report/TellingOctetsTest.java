// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.scenario.Pacing;
import dev.schism.scenario.Payload;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.Step;
import dev.schism.wire.Octets;
import java.time.Duration;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class TellingOctetsTest {

    private static final String HOST = "GET / HTTP/1.1\r\nHost: a\r\n";

    @Test
    void areTheLineThatTheNeighbourHasOtherwise() {
        assertThat(told(HOST + "X: \u0000\r\nY: b\r\n\r\n", HOST + "X: b\r\nY: b\r\n\r\n"))
                .isEqualTo("X: \\x00\\r\\n");
    }

    @Test
    void areTheLineThatTheNeighbourLacks() {
        assertThat(told(HOST + "Host: b\r\n\r\n", HOST + "\r\n")).isEqualTo("Host: b\\r\\n");
    }

    @Test
    void areTheWholeLineWhereAnOctetAtItsEndDiffers() {
        assertThat(told("GET / HTTP/1.1\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\n\r\n"))
                .isEqualTo("GET / HTTP/1.1\\nHost: a\\r\\n\\r\\n");
    }

    @Test
    void areTheFirstOnesWhereTheNeighbourHasMore() {
        assertThat(told("GET / HTTP/1.1\r\n\r\n", HOST + "\r\n")).isEqualTo("GET / HTTP/1.1\\r\\n\\r\\n");
    }

    @Test
    void areTheFirstOnesWhereThereIsNoNeighbour() {
        assertThat(TellingOctets.of(scenario(HOST + "\r\n"), Optional.empty()))
                .isEqualTo("GET / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n");
    }

    @Test
    void areBounded() {
        String octets = told("GET /" + "a".repeat(9000) + " HTTP/1.1\r\n\r\n", HOST);

        assertThat(octets).endsWith("...").hasSize(TellingOctets.MAX_OCTETS + "...".length());
    }

    @Property(tries = 500)
    void areVisibleCharactersOfWhatIsSent(
            @ForAll @CharRange(from = '\0', to = '\u00ff') @StringLength(min = 1, max = 200) String sent,
            @ForAll @CharRange(from = '\0', to = '\u00ff') @StringLength(min = 1, max = 200) String other) {
        String octets = told(sent, other);

        assertThat(octets).isNotEmpty().matches("[ -~]+");
        assertThat(octets.length()).isLessThanOrEqualTo(TellingOctets.MAX_OCTETS * "\\x00".length() + "...".length());
    }

    private static String told(String sent, String neighbour) {
        return TellingOctets.of(scenario(sent), Optional.of(scenario(neighbour)));
    }

    private static Scenario scenario(String sent) {
        return Scenario.named("found")
                .step(new Step.SendBytes(Payload.of(Octets.latin1(sent)), Pacing.WHOLE))
                .await(Duration.ofSeconds(5))
                .build();
    }
}
