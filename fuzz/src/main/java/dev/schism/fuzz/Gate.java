// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Lets a bounded number through at once; those who wait are let in by their order, then by turns. Thread-safe. */
final class Gate {

    /** Number of those who leave for each further one that a gate opens for. */
    static final int LEAVING_PER_FURTHER = 4;

    /** Somebody who waits: the lowest order goes first, and of one order whoever came first. */
    private record Waiter(long order, long arrival, CompletableFuture<Void> turn) {}

    private final Queue<Waiter> waiting =
            new PriorityQueue<>(Comparator.comparingLong(Waiter::order).thenComparingLong(Waiter::arrival));
    private long arrivals;
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
    CompletableFuture<Void> enter() {
        return enter(0);
    }

    /** Does the same; whoever has a lower order goes before those who wait already. */
    synchronized CompletableFuture<Void> enter(long order) {
        CompletableFuture<Void> turn = new CompletableFuture<>();
        waiting.add(new Waiter(order, arrivals++, turn));
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
        return waiting.remove().turn();
    }
}
