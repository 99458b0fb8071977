// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceholderSpellingTest {

    private final PlaceholderSpelling spelling =
            PlaceholderSpelling.of(Map.of("host", "10.0.0.1", "port", "80", "token", "host"));

    @ParameterizedTest
    @CsvSource({
        "http://10.0.0.1:80/, http://{host}:{port}/",
        "http://10.0.0.1:8080/, http://{host}:8080/",
        "at 10.0.0.1., at {host}.",
        "110.0.0.1, 110.0.0.1",
        "10.0.0.11, 10.0.0.11",
        "10.0.0.1.2, 10.0.0.1.2",
        "80 octets, 80 octets",
        "/host/10.0.0.1, /{token}/{host}",
    })
    void restoresWholeValues(String text, String restored) {
        assertThat(spelling.restore(text)).isEqualTo(restored);
    }

    @Test
    void twoTargetsSpellAlike() {
        PlaceholderSpelling other = PlaceholderSpelling.of(Map.of("host", "::1", "port", "8081", "token", "x"));

        assertThat(other.restore("see ::1:8081")).isEqualTo(spelling.restore("see 10.0.0.1:80"));
    }
}
