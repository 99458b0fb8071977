// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GateTest {

    @Test
    void letsInByTurns() {
        Gate gate = new Gate(2);
        List<CompletableFuture<Void>> turns = enter(gate, 4);
        assertThat(turns).extracting(CompletableFuture::isDone).containsExactly(true, true, false, false);

        gate.leave();
        assertThat(turns).extracting(CompletableFuture::isDone).containsExactly(true, true, true, false);

        gate.leave();
        assertThat(turns).allMatch(CompletableFuture::isDone);
    }

    @Test
    void letsALowerOrderGoFirst() {
        Gate gate = new Gate(1);
        gate.enter();
        CompletableFuture<Void> late = gate.enter(2);
        CompletableFuture<Void> early = gate.enter(1);
        CompletableFuture<Void> asEarly = gate.enter(1);

        gate.leave();
        assertThat(List.of(late, early, asEarly))
                .extracting(CompletableFuture::isDone)
                .containsExactly(false, true, false);

        gate.leave();
        assertThat(List.of(late, early, asEarly))
                .extracting(CompletableFuture::isDone)
                .containsExactly(false, true, true);
    }

    @Test
    void opensByAndBy() {
        Gate gate = new Gate(4, 2);
        List<CompletableFuture<Void>> turns = enter(gate, 20);

        for (int i = 0; i < Gate.LEAVING_PER_FURTHER; i++) {
            gate.leave();
        }

        assertThat(turns).filteredOn(CompletableFuture::isDone).hasSize(2 + Gate.LEAVING_PER_FURTHER + 1);
    }

    @Test
    void neverOpensBeyondItsCapacity() {
        Gate gate = new Gate(3, 1);
        for (int i = 0; i < 100; i++) {
            gate.enter();
            gate.leave();
        }

        assertThat(enter(gate, 10)).filteredOn(CompletableFuture::isDone).hasSize(3);
    }

    private static List<CompletableFuture<Void>> enter(Gate gate, int count) {
        return IntStream.range(0, count).mapToObj(i -> gate.enter()).toList();
    }
}
