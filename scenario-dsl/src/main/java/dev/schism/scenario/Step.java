// SPDX-License-Identifier: Apache-2.0
package dev.schism.scenario;

import java.time.Duration;
import java.util.List;

/** One thing done to the wire. Steps run one after the other; what arrives meanwhile is read at once. */
public sealed interface Step {

    /** Longest pause, interval or timeout. */
    Duration MAX_DURATION = Duration.ofHours(1);

    /** The keywords of all steps. */
    List<String> KEYWORDS = List.of("send", "pause", "await", "wait-for", "expect", "half-close", "reset", "close");

    /** Returns the keyword of the step in the text format. */
    String keyword();

    /** Tells whether the step waits for a response. */
    default boolean waits() {
        return false;
    }

    /** Tells whether nothing may follow this step. */
    default boolean isLast() {
        return false;
    }

    /** Writes a payload, flushed, in one or several segments. */
    record SendBytes(Payload bytes, Pacing pacing) implements Step {
        /** Checks that there is something to send. */
        public SendBytes {
            if (bytes.isEmpty()) {
                throw new IllegalArgumentException("bytes must not be empty: a send of nothing does nothing");
            }
        }

        @Override
        public String keyword() {
            return "send";
        }
    }

    /** Lets time pass. */
    record Pause(Duration duration) implements Step {
        /** Checks the bounds. */
        public Pause {
            requireDuration("duration", duration);
        }

        @Override
        public String keyword() {
            return "pause";
        }
    }

    /** Awaits the next final response, complete; the scenario ends at the timeout. */
    record AwaitResponse(Duration timeout) implements Step {
        /** Checks the bounds. */
        public AwaitResponse {
            requirePositive("timeout", timeout);
        }

        @Override
        public String keyword() {
            return "await";
        }

        @Override
        public boolean waits() {
            return true;
        }
    }

    /**
     * Skips final responses until one matches; goes on at the timeout. A filter.
     *
     * <p>Where the match {@linkplain Match#asksForInterim() asks for an interim response}, it looks at interim
     * responses too. A final one that does not match then ends the step and is left for the next one: nothing interim
     * can follow it for the same request.
     */
    record WaitForResponse(Match match, Duration timeout) implements Step {
        /** Checks the bounds. */
        public WaitForResponse {
            requirePositive("timeout", timeout);
        }

        @Override
        public String keyword() {
            return "wait-for";
        }

        @Override
        public boolean waits() {
            return true;
        }
    }

    /** Reads exactly one final response and records whether it matches; goes on in any case. A guard. */
    record ExpectResponse(Match match, Duration timeout) implements Step {
        /** Checks the bounds. */
        public ExpectResponse {
            requirePositive("timeout", timeout);
        }

        @Override
        public String keyword() {
            return "expect";
        }

        @Override
        public boolean waits() {
            return true;
        }
    }

    /** Ends the sending side (FIN) and goes on reading. */
    record HalfClose() implements Step {
        @Override
        public String keyword() {
            return "half-close";
        }
    }

    /** Resets the connection (RST); nothing follows. */
    record Reset() implements Step {
        @Override
        public String keyword() {
            return "reset";
        }

        @Override
        public boolean isLast() {
            return true;
        }
    }

    /** Closes the connection in order; nothing follows. */
    record Close() implements Step {
        @Override
        public String keyword() {
            return "close";
        }

        @Override
        public boolean isLast() {
            return true;
        }
    }

    /**
     * Checks a duration against its bounds.
     *
     * @throws IllegalArgumentException when it is negative or above {@link #MAX_DURATION}
     */
    static void requireDuration(String field, Duration duration) {
        if (duration.isNegative() || duration.compareTo(MAX_DURATION) > 0) {
            throw new IllegalArgumentException(field + " must be from zero to one hour: " + duration);
        }
    }

    /**
     * Checks a duration that must not be zero.
     *
     * @throws IllegalArgumentException when it is not positive or above {@link #MAX_DURATION}
     */
    static void requirePositive(String field, Duration duration) {
        requireDuration(field, duration);
        if (duration.isZero()) {
            throw new IllegalArgumentException(field + " must be positive: " + duration);
        }
    }
}
