// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Lets a bounded number through at once; those who wait are let in by turns. Thread-safe. */
final class Gate {

    private final Deque<CompletableFuture<Void>> waiting = new ArrayDeque<>();
    private int free;

    Gate(int capacity) {
        this.free = capacity;
    }

    /** Completes when there is room; whoever was let in has to {@link #leave}. */
    synchronized CompletableFuture<Void> enter() {
        CompletableFuture<Void> turn = new CompletableFuture<>();
        if (free > 0) {
            free--;
            turn.complete(null);
        } else {
            waiting.addLast(turn);
        }
        return turn;
    }

    void leave() {
        CompletableFuture<Void> next = nextTurn();
        if (next != null) {
            next.complete(null);
        }
    }

    private synchronized @Nullable CompletableFuture<Void> nextTurn() {
        CompletableFuture<Void> next = waiting.pollFirst();
        free += next == null ? 1 : 0;
        return next;
    }
}
