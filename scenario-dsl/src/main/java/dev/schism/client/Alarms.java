// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The times at which connections of one loop want to be woken: a binary heap in which an alarm knows its slot, so that
 * setting and clearing are logarithmic and thousands of connections need no thread and no scan. Not thread-safe.
 */
final class Alarms {

    /** A time that never comes. */
    static final long NEVER = Long.MAX_VALUE;

    private static final int FIRST_CAPACITY = 64;

    private @Nullable Alarm[] heap = new @Nullable Alarm[FIRST_CAPACITY];
    private int size;

    /** Who is woken. */
    interface Sleeper {
        void wake(long now);
    }

    /** One entry; belongs to one sleeper for good. */
    static final class Alarm {
        private final Sleeper sleeper;
        private long at;
        private int slot = -1;

        Alarm(Sleeper sleeper) {
            this.sleeper = sleeper;
        }
    }

    /**
     * Makes sure that the sleeper is woken at that time or before. An alarm that is set to an earlier time is left as
     * it is: the sleeper finds nothing due then and sets it again, which is cheaper than moving it for each octet.
     */
    void setNoLaterThan(Alarm alarm, long at) {
        if (alarm.slot < 0) {
            if (at != NEVER) {
                insert(alarm, at);
            }
        } else if (at < alarm.at) {
            alarm.at = at;
            up(alarm, alarm.slot);
        }
    }

    void clear(Alarm alarm) {
        int slot = alarm.slot;
        if (slot < 0) {
            return;
        }
        alarm.slot = -1;
        Alarm last = at(--size);
        heap[size] = null;
        if (slot < size) {
            place(last, slot);
            down(last, slot);
            up(last, last.slot);
        }
    }

    /** Returns the time of the earliest alarm, or {@link #NEVER}. */
    long next() {
        return size == 0 ? NEVER : at(0).at;
    }

    /**
     * Wakes everyone whose time has come; an alarm that is set again for a time that has passed waits for next time.
     */
    void ring(long now) {
        int due = 0;
        Alarm[] ringing = new Alarm[0];
        while (size > 0 && at(0).at <= now) {
            Alarm alarm = at(0);
            clear(alarm);
            ringing = due < ringing.length ? ringing : Arrays.copyOf(ringing, Math.max(8, due * 2));
            ringing[due++] = alarm;
        }
        for (int i = 0; i < due; i++) {
            ringing[i].sleeper.wake(now);
        }
    }

    private void insert(Alarm alarm, long at) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        alarm.at = at;
        up(alarm, size++);
    }

    private void up(Alarm alarm, int from) {
        int slot = from;
        while (slot > 0 && at((slot - 1) / 2).at > alarm.at) {
            place(at((slot - 1) / 2), slot);
            slot = (slot - 1) / 2;
        }
        place(alarm, slot);
    }

    private void down(Alarm alarm, int from) {
        int slot = from;
        while (2 * slot + 1 < size) {
            int child = 2 * slot + 1;
            child += child + 1 < size && at(child + 1).at < at(child).at ? 1 : 0;
            if (at(child).at >= alarm.at) {
                break;
            }
            place(at(child), slot);
            slot = child;
        }
        place(alarm, slot);
    }

    private void place(Alarm alarm, int slot) {
        heap[slot] = alarm;
        alarm.slot = slot;
    }

    private Alarm at(int slot) {
        Alarm alarm = heap[slot];
        if (alarm == null) {
            throw new AssertionError("slot must be taken: " + slot);
        }
        return alarm;
    }
}
