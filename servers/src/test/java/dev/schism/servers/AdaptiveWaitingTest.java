// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AdaptiveWaitingTest {

    private final AdaptiveWaiting waiting = new AdaptiveWaiting(true);

    @Test
    void provesSilenceAsLongAsThatWorks() {
        AdaptiveWaiting proving = new AdaptiveWaiting(true, true);
        for (int i = 0; i < 1_000; i++) {
            proving.asked(i % 4 != 0);
            assertThat(proving.provesSilence()).isTrue();
        }
        for (int i = 0; i < 16; i++) {
            proving.asked(false);
        }

        assertThat(proving.provesSilence()).isFalse();
    }

    @Test
    void triesAgainNowAndThenToProveSilence() {
        AdaptiveWaiting proving = new AdaptiveWaiting(true, true);
        for (int i = 0; i < 16; i++) {
            proving.asked(false);
        }
        int tries = 0;
        for (int i = 0; i < 6_400; i++) {
            if (proving.provesSilence()) {
                tries++;
                proving.asked(false);
            }
            proving.answered(Duration.ofMillis(1));
        }

        assertThat(tries).isEqualTo(100);
    }

    @Test
    void neverProvesSilenceWithoutLeave() {
        waiting.asked(true);

        assertThat(waiting.provesSilence()).isFalse();
    }

    @Test
    void startsWithTheShortestWindow() {
        assertThat(waiting.quietWindow()).isEqualTo(Duration.ofMillis(30));
        assertThat(waiting.settleWindow()).isEqualTo(Duration.ofMillis(30));
        assertThat(waiting.halfCloseWhenQuiet()).isTrue();
        assertThat(new AdaptiveWaiting(false).halfCloseWhenQuiet()).isFalse();
    }

    @Test
    void staysShortForAFastServer() {
        tell(1000, Duration.ofMillis(1));

        assertThat(waiting.quietWindow()).isEqualTo(AdaptiveWaiting.MIN_QUIET);
    }

    @Test
    void isFiveTimesTheSlowestOfAFewAtOnce() {
        tell(200, Duration.ofMillis(1));
        waiting.answered(Duration.ofMillis(40));

        assertThat(waiting.quietWindow()).isBetween(Duration.ofMillis(200), Duration.ofMillis(226));
    }

    @Test
    void aStallOfAFastServerStaysBounded() {
        tell(200, Duration.ofMillis(1));
        waiting.answered(Duration.ofMillis(400));

        assertThat(waiting.quietWindow()).isEqualTo(AdaptiveWaiting.MAX_SPIKE);
    }

    @Test
    void aSlowServerGetsTheTimeItNeeds() {
        tell(200, Duration.ofMillis(60));
        waiting.answered(Duration.ofMillis(400));

        assertThat(waiting.quietWindow()).isBetween(Duration.ofMillis(480), Duration.ofMillis(545));
    }

    @Test
    void neverExceedsItsBound() {
        waiting.answered(Duration.ofSeconds(4));
        assertThat(waiting.quietWindow()).isEqualTo(AdaptiveWaiting.MAX_QUIET);

        waiting.answered(Duration.ofDays(4000));
        assertThat(waiting.quietWindow()).isEqualTo(AdaptiveWaiting.MAX_QUIET);
    }

    @Test
    void forgetsAPauseOfLongAgo() {
        waiting.answered(Duration.ofMillis(300));
        assertThat(waiting.quietWindow()).isGreaterThan(Duration.ofSeconds(1));

        tell(3 * AdaptiveWaiting.GENERATION, Duration.ofMillis(1));

        assertThat(waiting.quietWindow()).isEqualTo(AdaptiveWaiting.MIN_QUIET);
    }

    @Test
    void takesNoteFromSeveralThreads() {
        IntStream.range(0, 8 * AdaptiveWaiting.GENERATION)
                .parallel()
                .forEach(i -> waiting.answered(Duration.ofMillis(40)));

        assertThat(waiting.quietWindow()).isBetween(Duration.ofMillis(200), Duration.ofMillis(226));
    }

    private void tell(int times, Duration latency) {
        for (int i = 0; i < times; i++) {
            waiting.answered(latency);
        }
    }
}
