// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunnerOptionsTest {

    @Test
    void copiesChangeOneThing() {
        RunnerOptions changed = RunnerOptions.DEFAULT
                .withLoops(3)
                .withRequestTimeout(Duration.ofSeconds(1))
                .withConnectTimeout(Duration.ofMillis(5))
                .withMaxReceivedOctets(9)
                .withAllowRemote(true);

        assertThat(changed).isEqualTo(new RunnerOptions(3, Duration.ofSeconds(1), Duration.ofMillis(5), 9, true));
    }

    @Test
    void defaultsAreTheDocumentedOnes() {
        assertThat(RunnerOptions.DEFAULT.requestTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(RunnerOptions.DEFAULT.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(RunnerOptions.DEFAULT.allowRemote()).isFalse();
    }

    @Test
    void manyConnectionsShareWhatIsKept() {
        RunnerOptions options = RunnerOptions.DEFAULT;

        assertThat(options.sharedBy(1).maxReceivedOctets()).isEqualTo(RunnerOptions.MAX_RECEIVED_OCTETS);
        assertThat(options.sharedBy(64).maxReceivedOctets()).isEqualTo(RunnerOptions.MAX_HELD_OCTETS / 64);
        assertThat(options.sharedBy(4096).maxReceivedOctets()).isEqualTo(RunnerOptions.MIN_SHARE_OCTETS);
        assertThat(options.withMaxReceivedOctets(9).sharedBy(1).maxReceivedOctets())
                .isEqualTo(9);
        assertThat(options.sharedBy(256).maxParts()).isEqualTo(2048);
        assertThat(options.withMaxReceivedOctets(9).maxParts()).isEqualTo(1024);
    }

    @Test
    void refusesWhatIsOutOfBounds() {
        RunnerOptions options = RunnerOptions.DEFAULT;

        assertThatThrownBy(() -> options.withLoops(0)).hasMessage("loops must be from 1 to 64: 0");
        assertThatThrownBy(() -> options.withLoops(65)).hasMessage("loops must be from 1 to 64: 65");
        assertThatThrownBy(() -> options.withRequestTimeout(Duration.ZERO))
                .hasMessage("requestTimeout must be positive and at most one day: PT0S");
        assertThatThrownBy(() -> options.withConnectTimeout(Duration.ofDays(2)))
                .hasMessage("connectTimeout must be positive and at most one day: PT48H");
        assertThatThrownBy(() -> options.withMaxReceivedOctets(0)).hasMessage("maxReceivedOctets must be positive: 0");
    }
}
