// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

/** When, on the connections of a target, a fault strikes. */
public sealed interface Trigger {

    /**
     * With a probability: of a connect, or of each segment of a direction (see {@link Granularity}).
     *
     * @param rate from 0.0 to 1.0
     */
    record Rate(double rate) implements Trigger {
        /** Checks the rate. */
        public Rate {
            if (!(rate >= 0.0 && rate <= 1.0)) {
                throw new IllegalArgumentException("rate must be from 0.0 to 1.0: " + rate);
            }
        }
    }

    /**
     * Before the octet at this offset of the direction, once per connection; octets before it pass.
     *
     * @param offset at least 0
     */
    record AtByte(long offset) implements Trigger {
        /** Checks the offset. */
        public AtByte {
            if (offset < 0) {
                throw new IllegalArgumentException("octet offset must be at least 0: " + offset);
            }
        }
    }

    /**
     * At the nth operation: the nth connect to the target, or the nth send or receive of each connection.
     *
     * @param number at least 1
     */
    record Nth(long number) implements Trigger {
        /** Checks the number. */
        public Nth {
            requireFirst("operation number", number);
        }
    }

    /**
     * On the first connects to the target, then no more.
     *
     * @param count at least 1
     */
    record First(long count) implements Trigger {
        /** Checks the count. */
        public First {
            requireFirst("number of connections", count);
        }
    }

    /**
     * As another trigger says, but on one connection only.
     *
     * @param number the connection, the first to a target is 1
     * @param trigger when on that connection
     */
    record OnConnection(long number, Trigger trigger) implements Trigger {
        /** Checks the number, and that the other trigger does not name a connection as well. */
        public OnConnection {
            requireFirst("connection number", number);
            if (trigger instanceof OnConnection) {
                throw new IllegalArgumentException("trigger must name one connection: " + number + " and " + trigger);
            }
        }
    }

    /** Strikes with a probability from 0.0 to 1.0. */
    static Trigger rate(double rate) {
        return new Rate(rate);
    }

    /** Strikes always. */
    static Trigger always() {
        return new Rate(1.0);
    }

    /** Strikes before the octet at this offset. */
    static Trigger atByte(long offset) {
        return new AtByte(offset);
    }

    /** Strikes at the nth operation. */
    static Trigger nth(long number) {
        return new Nth(number);
    }

    /** Strikes on the first connections. */
    static Trigger first(long count) {
        return new First(count);
    }

    /** Limits this trigger to the nth connection to the target. */
    default Trigger onConnection(long number) {
        return new OnConnection(number, this);
    }

    private static void requireFirst(String what, long number) {
        if (number < 1) {
            throw new IllegalArgumentException(what + " must be at least 1: " + number);
        }
    }
}
