// SPDX-License-Identifier: Apache-2.0
package dev.schism.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WrkTest {

    @Test
    void readsTheRate() {
        assertThat(Wrk.parse("  1000 requests in 3.00s\nRequests/sec:  23712.31\nTransfer/sec: 1MB\n"))
                .isEqualTo(23712.31);
    }

    @Test
    void refusesARunWithErrors() {
        assertThatThrownBy(() -> Wrk.parse("  Non-2xx or 3xx responses: 7\nRequests/sec:  10.00\n"))
                .hasMessageContaining("7 were not");
    }

    @Test
    void refusesOutputWithoutARate() {
        assertThatThrownBy(() -> Wrk.parse("unable to connect")).hasMessageContaining("Requests/sec");
    }
}
