// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PairsTest {

    private static final Turn LATE = new Turn(7, false);

    /** New scenarios come without end: where they share the gate with checks, a check has to have its turn. */
    @Test
    void noCheckWaitsForGoodWhereThereIsOneGateForAll() {
        Gate only = new Gate(1);
        try (ScriptedPairs scripted = new ScriptedPairs(
                sent -> ScriptedServer.OK, sent -> ScriptedServer.OK, new Capacity(only, only, only, only, only))) {
            only.enter();
            CompletableFuture<?> check =
                    scripted.pairs.followUp(ScriptedPairs.scenario("GET / HTTP/1.1\r\n\r\n"), LATE);
            CompletableFuture<Void> further = only.enter();

            only.leave();
            assertThat(check).succeedsWithin(Duration.ofSeconds(10));
            assertThat(further).succeedsWithin(Duration.ofSeconds(10));
        }
    }

    @Test
    void whatBeganEarlierGoesEarlier() {
        Gate checks = new Gate(1);
        Gate others = new Gate(1);
        try (ScriptedPairs scripted = new ScriptedPairs(
                sent -> ScriptedServer.OK,
                sent -> ScriptedServer.OK,
                new Capacity(others, checks, others, others, others))) {
            checks.enter();
            CompletableFuture<?> late =
                    scripted.pairs.followUp(ScriptedPairs.scenario("GET /a HTTP/1.1\r\n\r\n"), LATE);
            CompletableFuture<?> early =
                    scripted.pairs.followUp(ScriptedPairs.scenario("GET /b HTTP/1.1\r\n\r\n"), new Turn(1, false));

            checks.leave();
            CompletableFuture.allOf(late, early).join();

            assertThat(scripted.runner.runs)
                    .extracting(run -> PayloadText.of(run.scenario().sent()).substring(0, 6))
                    .containsExactly("GET /b", "GET /b", "GET /a", "GET /a");
        }
    }
}
