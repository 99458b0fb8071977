// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class TraceTest {

    @Test
    void injectionsSurviveWritingAndReading() {
        Injection injection = new Injection(
                7, InjectionKind.RECV_FAILURE, 1, "a\"b\\c\n", 80, "wörker", 3, 4_096, Optional.of(Errno.EPIPE));

        assertThat(Trace.parse(Trace.json(injection), "here")).isEqualTo(injection);
    }

    @Test
    void brokenLinesAreRefusedWithTheirPlace() {
        assertThatThrownBy(() -> Trace.parse("{\"kind\":\"NOTHING\"}", "trace:2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("trace:2");
    }
}
