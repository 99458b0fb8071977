// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.time.Duration;

/**
 * One way in which a connection fails. Operation faults are injected where the program calls the operating system; link
 * faults go through a relay in this process, so the program's own timeouts stay in force.
 */
public sealed interface Fault {

    /** The longest delay, jitter or latency there may be. */
    Duration LONGEST_DELAY = Duration.ofDays(1);

    /** A fault of the link: connections of its rule go through the relay. */
    sealed interface Link extends Fault {}

    /** A fault of operations: injected in place. */
    sealed interface Operation extends Fault {
        /** When it strikes. */
        Trigger trigger();
    }

    /** Connecting fails. */
    record ConnectFailure(Trigger trigger, Errno errno, Delivery delivery) implements Operation {
        /** Refuses triggers that name octets. */
        public ConnectFailure {
            requireNoOctets(trigger);
        }
    }

    /** Sending fails, and with it the connection. */
    record SendFailure(Trigger trigger, Errno errno) implements Operation {}

    /** Receiving fails, and with it the connection. */
    record RecvFailure(Trigger trigger, Errno errno) implements Operation {}

    /** Receiving finds the end of the stream early. */
    record EndOfStream(Trigger trigger) implements Operation {}

    /** Receiving returns fewer octets than asked for; the rest stays to be received. */
    record ShortRead(Trigger trigger) implements Operation {}

    /** Sending takes fewer octets than offered. */
    record ShortWrite(Trigger trigger) implements Operation {}

    /** One octet has some of its bits flipped. */
    record CorruptByte(Direction direction, Trigger trigger) implements Operation {}

    /** Octets arrive later; the order stays. */
    record Latency(Duration delay, Duration jitter, Direction direction) implements Link {
        /** Checks the times. */
        public Latency {
            requirePositiveOrZero("latency", delay);
            requirePositiveOrZero("jitter", jitter);
        }
    }

    /** Octets arrive at no more than this speed. */
    record Bandwidth(long octetsPerSecond, Direction direction) implements Link {
        /** Checks the speed. */
        public Bandwidth {
            requireAtLeast("octets per second", octetsPerSecond, 1);
        }
    }

    /** After so many octets nothing more arrives; the connection stays open. */
    record Stall(long afterOctets, Direction direction) implements Link {
        /** Checks the count. */
        public Stall {
            requireAtLeast("octets before the stall", afterOctets, 0);
        }
    }

    /** After so many octets received, the connection is reset (RST) on both sides. */
    record ResetAfter(long octets) implements Link {
        /** Checks the count. */
        public ResetAfter {
            requireAtLeast("octets before the reset", octets, 0);
        }
    }

    /** After so many octets received, the connection is closed (FIN) on both sides. */
    record CloseAfter(long octets) implements Link {
        /** Checks the count. */
        public CloseAfter {
            requireAtLeast("octets before the close", octets, 0);
        }
    }

    /** After so many octets received, the peer seems to have finished; sending goes on. */
    record HalfCloseAfter(long octets) implements Link {
        /** Checks the count. */
        public HalfCloseAfter {
            requireAtLeast("octets before the half-close", octets, 0);
        }
    }

    /** The end of the peer's stream arrives later than its octets. */
    record SlowClose(Duration delay) implements Link {
        /** Checks the time. */
        public SlowClose {
            requirePositiveOrZero("delay of the close", delay);
        }
    }

    /** The peer is reached later: what the program sends waits meanwhile. */
    record ConnectDelay(Duration delay) implements Link {
        /** Checks the time. */
        public ConnectDelay {
            requirePositiveOrZero("delay of the connect", delay);
        }
    }

    /** Connecting gets no answer: the program waits as long as its connect timeout says. Linux. */
    record BlackHole(Trigger trigger) implements Link {
        /** Refuses triggers that name octets. */
        public BlackHole {
            requireNoOctets(trigger);
        }
    }

    private static void requireNoOctets(Trigger trigger) {
        Trigger when = trigger instanceof Trigger.OnConnection on ? on.trigger() : trigger;
        if (when instanceof Trigger.AtByte) {
            throw new IllegalArgumentException("a connect fault must not name an octet: " + trigger);
        }
    }

    private static void requirePositiveOrZero(String what, Duration time) {
        if (time.isNegative() || time.compareTo(LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException(what + " must be from 0 to " + LONGEST_DELAY + ": " + time);
        }
    }

    private static void requireAtLeast(String what, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(what + " must be at least " + least + ": " + value);
        }
    }
}
