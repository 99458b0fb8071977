// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import dev.schism.wire.Observation;
import java.time.Duration;
import java.util.Locale;

/** What one side made of a scenario, reduced to its first final response, or to why there is none. */
public sealed interface SideOutcome {

    /** Returns the time from the start of the connection attempt until the outcome was known. */
    Duration elapsed();

    /** Returns the outcome in one word: the status code, the failure such as {@code closed}, or {@code waiting}. */
    String label();

    /** Tells whether a complete response came in time. */
    default boolean ok() {
        return false;
    }

    /**
     * Reduces an observation to its first final response.
     *
     * <p>A response that was complete only after the runner's own half-close does not count as answered: the server was
     * waiting.
     */
    static SideOutcome of(Observation observation, ResponseNormalizer normalizer) {
        return SideView.of(observation, normalizer).outcome();
    }

    /** A complete response. */
    record Answered(NormalizedResponse response, Duration elapsed) implements SideOutcome {
        @Override
        public boolean ok() {
            return true;
        }

        @Override
        public String label() {
            return Integer.toString(response.status());
        }
    }

    /**
     * No complete response, and none to come.
     *
     * @param failure what happened instead
     * @param detail the same for people, with the status of a response that was cut
     * @param elapsed time from the start of the connection attempt to the end
     */
    record Failed(Failure failure, String detail, Duration elapsed) implements SideOutcome {
        @Override
        public String label() {
            return failure.key();
        }
    }

    /** No complete response: the server was waiting for more octets, or took longer than the runner's patience. */
    record TimedOut(Duration elapsed) implements SideOutcome {
        @Override
        public String label() {
            return "waiting";
        }
    }

    /** The ways to fail, kept apart because servers differ in them. */
    enum Failure {
        /** Nothing accepted the connection. */
        REFUSED,
        /** The connection was not established in time. */
        CONNECT_TIMEOUT,
        /** The connection was closed in order (FIN) without any octet of a final response. */
        CLOSED,
        /** The connection was reset without any octet of a final response. */
        RESET,
        /** A response began and was cut before it was complete. */
        TRUNCATED,
        /** Octets came that have no status line. */
        NO_HTTP,
        /** Something else, such as a TLS handshake that failed or a limit of the runner that was reached. */
        OTHER;

        /** Returns the name in lower case with dashes, such as {@code no-http}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
