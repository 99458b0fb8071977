// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.wire.Observation;
import dev.schism.wire.StepTrace;
import dev.schism.wire.StepTrace.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitedInVainTest {

    @Test
    void waitInVainBeforeAnAnswerSaysNothingAboutTheEnd() {
        assertThat(vain(trace("wait-for", Outcome.TIMED_OUT), trace("await", Outcome.DONE)))
                .isFalse();
        assertThat(vain(trace("expect", Outcome.TIMED_OUT), trace("expect", Outcome.NOT_MATCHED)))
                .isFalse();
    }

    @Test
    void waitInVainAtTheEndSaysThatTheServerWaits() {
        assertThat(vain(trace("await", Outcome.DONE), trace("await", Outcome.TIMED_OUT)))
                .isTrue();
        assertThat(vain(trace("wait-for", Outcome.TIMED_OUT), trace("send", Outcome.DONE)))
                .isTrue();
        assertThat(vain(trace("await", Outcome.TIMED_OUT), trace("await", Outcome.NOT_REACHED)))
                .isTrue();
    }

    private static boolean vain(StepTrace... steps) {
        Observation seen = Sent.of("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
                .observe(Stub.status(200).closing());
        return Conversation.waitedInVain(new Observation(
                seen.sent(),
                seen.methods(),
                seen.received(),
                seen.arrivals(),
                seen.transcript(),
                List.of(steps),
                seen.end(),
                seen.quiet(),
                seen.connectTime(),
                seen.elapsed(),
                seen.placeholders(),
                seen.error()));
    }

    private static StepTrace trace(String step, Outcome outcome) {
        return new StepTrace(0, step, outcome, Duration.ZERO, Duration.ofMillis(1), 0, 0, "");
    }
}
