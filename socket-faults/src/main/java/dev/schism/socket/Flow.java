// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import dev.schism.socket.internal.Jdk;
import dev.schism.socket.internal.SocketEvents;
import dev.schism.socket.internal.Vectors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One direction of one connection: how far it got, and what strikes next. The JDK lets one thread at a time into a
 * direction, so this needs no lock of its own.
 */
final class Flow {

    private final Connection connection;
    private final Direction direction;
    private final List<Long> flipped = new ArrayList<>();
    private @Nullable Binding planned;
    private List<Schedule> plan = List.of();
    private long offset;
    private long operations;
    private volatile boolean ended;
    private long allowed;
    private @Nullable Schedule cutter;
    private boolean shortened;

    Flow(Connection connection, Direction direction) {
        this.connection = connection;
        this.direction = direction;
    }

    /** Returns whether the transfer before was cut. */
    boolean shortened() {
        return shortened;
    }

    /** Returns whether the program was told that nothing more comes. */
    boolean over() {
        return ended || connection.dead != null;
    }

    int before(Binding binding, boolean vector, long address, int length) throws IOException {
        int wanted = vector ? Vectors.total(address, length) : length;
        if (wanted <= 0) {
            return length;
        }
        if (!binding.equals(planned)) {
            planned = binding;
            plan = binding.plan(direction);
        }
        if (over()) {
            return afterTheEnd(binding);
        }
        allowed = wanted;
        cutter = null;
        shortened = false;
        if (!binding.session().paused()) {
            Schedule stopping = limit(wanted);
            if (stopping != null) {
                return stop(binding, stopping);
            }
            corruptSent(vector, address);
        }
        if (allowed == wanted) {
            return length;
        }
        return vector ? Vectors.cut(address, length, allowed) : (int) allowed;
    }

    /** Finds how far this transfer may go; returns the schedule that lets it go nowhere. */
    private @Nullable Schedule limit(int wanted) {
        for (Schedule schedule : plan) {
            if (schedule.stops() || schedule.cuts()) {
                long from = schedule.cuts() ? offset + 1 : offset;
                long place = schedule.next(from, offset + wanted, operations + 1);
                if (place == offset) {
                    return schedule;
                }
                if (place - offset < allowed) {
                    allowed = place - offset;
                    cutter = schedule;
                }
            }
        }
        return null;
    }

    private int stop(Binding binding, Schedule schedule) throws IOException {
        schedule.struck();
        operations++;
        attempted(binding);
        binding.session().record(binding, schedule.kind, offset, schedule.errno());
        if (schedule.kind == InjectionKind.END_OF_STREAM) {
            ended = true;
            return SocketEvents.END_OF_STREAM;
        }
        Errno errno = schedule.errno().orElseThrow();
        if (binding.session().config().sticky()) {
            connection.dead = errno;
            connection.abandon();
        }
        throw failure(errno);
    }

    /** What the kernel says on a connection that failed or ended before. */
    private int afterTheEnd(Binding binding) throws IOException {
        attempted(binding);
        if (direction == Direction.SEND) {
            throw failure(Errno.EPIPE);
        }
        // The kernel tells an error once. It is the JDK that goes on saying "reset" where a receive found it.
        return SocketEvents.END_OF_STREAM;
    }

    private IOException failure(Errno errno) {
        Object owner = connection.get();
        boolean receive = direction == Direction.RECEIVE;
        if (connection.foreign && owner != null) {
            return Foreign.failure(owner, receive ? "recvAddress" : "sendAddress", errno);
        }
        return receive ? errno.recvException() : errno.sendException();
    }

    void after(Binding binding, boolean vector, long address, long result) {
        restoreSent(vector, address, result);
        if (result == 0 || result < SocketEvents.END_OF_STREAM) {
            return;
        }
        operations++;
        attempted(binding);
        if (result < 0) {
            return;
        }
        corruptReceived(binding, vector, address, result);
        Schedule by = cutter;
        if (by != null && result == allowed && by.cuts()) {
            by.struck();
            shortened = true;
            binding.session().record(binding, by.kind, offset + result, by.errno());
        } else {
            shortened = by != null && result == allowed;
        }
        offset += result;
        (direction == Direction.SEND
                        ? binding.session().totals().octetsSent
                        : binding.session().totals().octetsReceived)
                .add(result);
        (direction == Direction.SEND ? binding.counters().octetsSent : binding.counters().octetsReceived).add(result);
    }

    void failed(Binding binding, boolean vector, long address) {
        restoreSent(vector, address, 0);
        operations++;
        attempted(binding);
    }

    private void attempted(Binding binding) {
        if (direction == Direction.SEND) {
            binding.session().totals().sendAttempts.increment();
            binding.counters().sendAttempts.increment();
        } else {
            binding.session().totals().recvAttempts.increment();
            binding.counters().recvAttempts.increment();
        }
    }

    private void corruptReceived(Binding binding, boolean vector, long address, long result) {
        if (direction == Direction.SEND || address == 0 || binding.session().paused()) {
            return;
        }
        for (Schedule schedule : plan) {
            if (schedule.kind == InjectionKind.CORRUPT_BYTE) {
                for (long place = schedule.next(offset, offset + result, operations);
                        place < offset + result;
                        place = schedule.next(offset, offset + result, operations)) {
                    schedule.struck();
                    flip(vector, address, place);
                    binding.session().record(binding, schedule.kind, place, schedule.errno());
                }
            }
        }
    }

    /** Changes one octet that is about to be sent; {@link #restoreSent} undoes it, the memory is the program's. */
    private void corruptSent(boolean vector, long address) throws IOException {
        if (direction == Direction.RECEIVE) {
            return;
        }
        for (Schedule schedule : plan) {
            if (schedule.kind == InjectionKind.CORRUPT_BYTE) {
                long place = schedule.next(offset, offset + allowed, operations + 1);
                if (place < offset + allowed) {
                    if (address == 0) {
                        throw new IOException("an octet to corrupt must be in memory, not in a file region or in"
                                + " gathered buffers of Netty: octet " + place);
                    }
                    flip(vector, address, place);
                    flipped.add(place);
                    // One octet per transfer, so that each is accounted for by what the kernel took.
                    allowed = Math.min(allowed, place - offset + 1);
                }
            }
        }
    }

    private void restoreSent(boolean vector, long address, long result) {
        if (flipped.isEmpty()) {
            return;
        }
        Binding binding = planned;
        for (long place : flipped) {
            flip(vector, address, place);
            if (place < offset + result && binding != null) {
                plan.stream()
                        .filter(s -> s.kind == InjectionKind.CORRUPT_BYTE)
                        .filter(s -> s.next(offset, offset + result, operations + 1) == place)
                        .findFirst()
                        .ifPresent(s -> {
                            s.struck();
                            binding.session().record(binding, s.kind, place, s.errno());
                        });
            }
        }
        flipped.clear();
    }

    private void flip(boolean vector, long address, long place) {
        long octet = place - offset;
        byte mask = (byte) (1 << (place % Byte.SIZE));
        Jdk.flip(vector ? Vectors.addressOf(address, octet) : address + octet, mask);
    }
}
