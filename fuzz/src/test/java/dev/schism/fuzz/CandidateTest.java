// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.scenario.Scenario;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CandidateTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    private final Candidate whole = new Candidate(
            Scenario.named("whole").send(GET + GET).await().send(GET).await().build(), Optional.empty());

    @Test
    void isNoneThatWaitsBeforeAnythingIsSent() {
        Scenario waiting = Scenario.named("whole").await().send(GET).await().build();

        assertThat(Candidate.awaitsNothing(waiting)).isTrue();
        assertThat(improves(waiting)).isFalse();
    }

    @Test
    void isASmallerOneThatSendsFirst() {
        Scenario smaller = Scenario.named("whole").send(GET).await().build();

        assertThat(Candidate.awaitsNothing(smaller)).isFalse();
        assertThat(improves(smaller)).isTrue();
    }

    private boolean improves(Scenario scenario) {
        return new Candidate(scenario, Optional.empty()).improves(whole, whole.size(), whole.traits());
    }
}
