// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where in one direction of one connection a fault strikes next. Used by one thread at a time. */
abstract class Schedule {

    /** No place within sight. */
    static final long NEVER = Long.MAX_VALUE;

    final InjectionKind kind;
    final @Nullable Errno errno;

    Schedule(InjectionKind kind, @Nullable Errno errno) {
        this.kind = kind;
        this.errno = errno;
    }

    /**
     * Returns the first place at or after {@code offset}, looking no further than {@code end}.
     *
     * @param operation which operation of this direction is about to happen, counting from 1
     */
    abstract long next(long offset, long end, long operation);

    /** Says that the fault struck. */
    abstract void struck();

    Optional<Errno> errno() {
        return Optional.ofNullable(errno);
    }

    /** Whether octets pass up to this place, and then no more do. */
    boolean stops() {
        return switch (kind) {
            case SEND_FAILURE, RECV_FAILURE, END_OF_STREAM -> true;
            default -> false;
        };
    }

    boolean cuts() {
        return kind == InjectionKind.SHORT_READ || kind == InjectionKind.SHORT_WRITE;
    }

    /** Segments of drawn lengths, some of which are drawn to fail. */
    static final class Segments extends Schedule {

        private final Draws draws;
        private final double rate;
        private final int mean;
        private long segment;
        private long place = -1;

        Segments(InjectionKind kind, @Nullable Errno errno, Draws draws, double rate, int mean) {
            super(kind, errno);
            this.draws = draws;
            this.rate = rate;
            this.mean = mean;
        }

        @Override
        long next(long offset, long end, long operation) {
            while (place < offset) {
                if (segment > end || rate == 0) {
                    return NEVER;
                }
                draw();
            }
            return place;
        }

        private void draw() {
            long length = mean == 1 ? 1 : mean / 2 + 1 + draws.below(mean);
            boolean hit = draws.unit() < rate;
            // A cut in front of octet 0 would be an empty read, which means something else.
            long within = cuts() ? 1 + draws.below(length) : 0;
            if (hit) {
                place = segment + within;
            }
            segment += length;
        }

        @Override
        void struck() {
            place = -1;
        }
    }

    /** Places known beforehand. */
    static final class Places extends Schedule {

        private final List<Long> places;
        private int index;

        Places(InjectionKind kind, @Nullable Errno errno, List<Long> places) {
            super(kind, errno);
            this.places = places;
        }

        @Override
        long next(long offset, long end, long operation) {
            while (index < places.size() && places.get(index) < offset) {
                index++;
            }
            return index < places.size() ? places.get(index) : NEVER;
        }

        @Override
        void struck() {
            index++;
        }
    }

    /** The nth operation, or each operation with a probability. */
    static final class Operations extends Schedule {

        private final @Nullable Draws draws;
        private final double rate;
        private final long number;
        private long decided;
        private boolean hit;

        private Operations(InjectionKind kind, @Nullable Errno errno, @Nullable Draws draws, double rate, long number) {
            super(kind, errno);
            this.draws = draws;
            this.rate = rate;
            this.number = number;
        }

        static Operations nth(InjectionKind kind, @Nullable Errno errno, long number) {
            return new Operations(kind, errno, null, 0, number);
        }

        static Operations rate(InjectionKind kind, @Nullable Errno errno, Draws draws, double rate) {
            return new Operations(kind, errno, draws, rate, 0);
        }

        @Override
        long next(long offset, long end, long operation) {
            if (decided != operation) {
                decided = operation;
                hit = draws == null ? operation == number : draws.unit() < rate;
            }
            if (!hit) {
                return NEVER;
            }
            long half = Math.max(1, (end - offset) / 2);
            return cuts() ? offset + half : offset;
        }

        @Override
        void struck() {
            hit = false;
        }
    }
}
