// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/** One direction of a relayed connection: octets wait here until they are due. Used by the relay's thread only. */
final class RelayPipe {

    /** How many octets may wait; more stay with the sender, whose window then closes. */
    static final int CAPACITY = 4 << 20;

    private static final int READ_SIZE = 16_384;
    private static final int SMALLEST_SLICE = 64;
    /** Paced octets are passed on this often a second. */
    private static final int SLICES_PER_SECOND = 50;

    private static final long NANOS = 1_000_000_000L;
    private static final long NEVER = Long.MAX_VALUE;

    private final Draws draws;
    private final Deque<Chunk> queue = new ArrayDeque<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(READ_SIZE);
    private LinkPlan.Way way;
    private long slowClose;
    private int waiting;
    private long passed;
    private long lastDue;
    private long free;
    private long endDue = NEVER;
    private boolean ended;
    private boolean finished;
    private boolean discarding;
    private boolean blocked;

    RelayPipe(LinkPlan.Way way, Draws draws, long slowClose, long now) {
        this.way = way;
        this.draws = draws;
        this.slowClose = slowClose;
        this.lastDue = now;
        this.free = now;
    }

    /** Some octets and the moment from which they may be passed on. */
    private record Chunk(ByteBuffer octets, long due) {}

    /** Goes on under another plan: what waits is due no later than what arrives from now on. */
    void plan(LinkPlan.Way now, long slowCloseNow, long time) {
        way = now;
        slowClose = slowCloseNow;
        long latest = time + now.delay() + now.jitter();
        for (int i = queue.size(); i > 0; i--) {
            Chunk chunk = queue.remove();
            queue.add(new Chunk(chunk.octets, Math.min(chunk.due, latest)));
        }
        lastDue = Math.min(lastDue, latest);
        free = time;
        if (ended) {
            endDue = Math.min(endDue, Math.max(lastDue, time + slowCloseNow));
        }
    }

    boolean wantsOctets() {
        return !ended && (discarding || waiting < CAPACITY);
    }

    boolean wantsRoom() {
        return blocked && !finished;
    }

    /** Whether the end was passed on, or nothing is to be passed on any more. */
    boolean finished() {
        return finished;
    }

    boolean sourceEnded() {
        return ended;
    }

    long passed() {
        return passed;
    }

    /** From now on octets are read and dropped. */
    void discard() {
        discarding = true;
        finished = true;
        queue.clear();
        waiting = 0;
    }

    void read(SocketChannel source, long now) throws IOException {
        buffer.clear();
        int count = source.read(buffer);
        if (count < 0) {
            ended = true;
            endDue = Math.max(lastDue, now + slowClose);
            return;
        }
        if (discarding || count == 0) {
            return;
        }
        long jitter = way.jitter() == 0 ? 0 : draws.below(way.jitter() + 1);
        lastDue = Math.max(lastDue, now + way.delay() + jitter);
        buffer.flip();
        queue.add(new Chunk(ByteBuffer.allocate(count).put(buffer).flip(), lastDue));
        waiting += count;
    }

    /** Passes on what is due, but no more than up to {@code limit} octets in all. */
    void write(SocketChannel sink, long now, long limit) throws IOException {
        blocked = false;
        Chunk head = queue.peek();
        while (head != null && head.due <= now && free <= now && passed < limit && !finished) {
            int allowed = (int) Math.min(slice(), Math.min(head.octets.remaining(), limit - passed));
            int end = head.octets.limit();
            head.octets.limit(head.octets.position() + allowed);
            int written = sink.write(head.octets);
            head.octets.limit(end);
            account(written, now);
            if (written < allowed) {
                blocked = true;
                return;
            }
            if (!head.octets.hasRemaining()) {
                queue.remove();
            }
            head = queue.peek();
        }
        if (queue.isEmpty() && ended && endDue <= now && !finished) {
            finished = true;
            sink.shutdownOutput();
        }
    }

    private long slice() {
        return way.octetsPerSecond() == 0
                ? Integer.MAX_VALUE
                : Math.max(SMALLEST_SLICE, way.octetsPerSecond() / SLICES_PER_SECOND);
    }

    private void account(int written, long now) {
        passed += written;
        waiting -= written;
        if (way.octetsPerSecond() > 0) {
            free = Math.max(free, now - NANOS / SLICES_PER_SECOND) + written * NANOS / way.octetsPerSecond();
        }
    }

    /** Returns when there is something to do, up to this limit, without anything being readable or writable. */
    long nextDue(long limit) {
        if (finished || blocked) {
            return NEVER;
        }
        Chunk head = queue.peek();
        if (head != null) {
            return passed < limit ? Math.max(head.due, free) : NEVER;
        }
        return ended ? endDue : NEVER;
    }
}
