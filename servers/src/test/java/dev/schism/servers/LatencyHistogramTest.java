// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyHistogramTest {

    private final LatencyHistogram histogram = new LatencyHistogram();

    @Test
    void isZeroWithoutAny() {
        assertThat(histogram.quantile(0.5)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 7, 8, 15, 16, 17, 31, 32, 100, 1_000, 65_535, 65_536, 1_000_000, 3_600_000_000L})
    void isNeverTooLowAndAtMostAnEighthTooHigh(long micros) {
        Duration latency = Duration.ofNanos(micros * 1000);
        histogram.add(latency);

        Duration told = histogram.quantile(0.5);

        assertThat(told).isGreaterThanOrEqualTo(latency);
        assertThat(told.toNanos()).isLessThanOrEqualTo(micros * 1000 + micros * 1000 / 8);
    }

    @Test
    void tellsPercentiles() {
        for (int i = 1; i <= 1000; i++) {
            histogram.add(Duration.ofMillis(i));
        }

        assertThat(histogram.quantile(0.5)).isBetween(Duration.ofMillis(500), Duration.ofMillis(563));
        assertThat(histogram.quantile(0.99)).isBetween(Duration.ofMillis(990), Duration.ofMillis(1114));
        assertThat(histogram.quantile(1)).isBetween(Duration.ofMillis(1000), Duration.ofMillis(1125));
    }
}
