// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Lets a bounded number through at once; those who wait are let in by turns. Thread-safe. */
final class Gate {

    /** Number of those who leave for each further one that a gate opens for. */
    static final int LEAVING_PER_FURTHER = 4;

    private final Deque<CompletableFuture<Void>> waiting = new ArrayDeque<>();
    private int free;
    private int closed;
    private int left;

    Gate(int capacity) {
        this(capacity, capacity);
    }

    /**
     * Makes a gate that opens by and by: servers and code that have just started are slow, and a burst at that time
     * makes healthy requests seem to wait.
     */
    Gate(int capacity, int first) {
        this.free = Math.min(first, capacity);
        this.closed = capacity - free;
    }

    /** Completes when there is room; whoever was let in has to {@link #leave}. */
    synchronized CompletableFuture<Void> enter() {
        CompletableFuture<Void> turn = new CompletableFuture<>();
        waiting.addLast(turn);
        CompletableFuture<Void> next = nextTurn();
        if (next != null) {
            next.complete(null);
        }
        return turn;
    }

    void leave() {
        makeRoom();
        for (CompletableFuture<Void> next = nextTurn(); next != null; next = nextTurn()) {
            next.complete(null);
        }
    }

    private synchronized void makeRoom() {
        free++;
        left++;
        if (closed > 0 && left % LEAVING_PER_FURTHER == 0) {
            closed--;
            free++;
        }
    }

    private synchronized @Nullable CompletableFuture<Void> nextTurn() {
        if (free == 0 || waiting.isEmpty()) {
            return null;
        }
        free--;
        return waiting.removeFirst();
    }
}
