// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import dev.schism.wire.Response;
import java.util.List;
import java.util.Optional;

/**
 * What a server did about one request.
 *
 * @param kind what it did
 * @param response the final response, where there is one with a status line
 * @param interim the interim responses before it
 * @param closed whether the connection closed behind it
 * @param count number of final responses from this request on
 * @param traced whether what followed tells something; not where the response is broken or not its own
 */
record Outcome(
        Kind kind, Optional<Response> response, List<Response> interim, Answer closed, int count, boolean traced) {

    enum Kind {
        /** It sent a final response. */
        RESPONSE,
        /** It sent octets without a status line. */
        NO_STATUS_LINE,
        /** It closed the connection without a final response. */
        CLOSED,
        /** It reset the connection without a final response. */
        RESET,
        /** It waits for more. */
        WAITING,
        /** It cannot be told. */
        UNKNOWN
    }

    Outcome {
        interim = List.copyOf(interim);
    }

    Outcome(Kind kind, Optional<Response> response, List<Response> interim, Answer closed, int count) {
        this(kind, response, interim, closed, count, true);
    }

    /** Returns the same without saying what the server did. */
    Outcome unknown() {
        return new Outcome(Kind.UNKNOWN, response, interim, Answer.UNKNOWN, count, traced);
    }

    /**
     * Returns the same with nothing said about what followed.
     *
     * @param openTellsNothing whether the connection had to stay open for want of an end
     */
    Outcome untraced(boolean openTellsNothing) {
        Answer known = count <= 1 && !openTellsNothing ? closed : Answer.UNKNOWN;
        return new Outcome(kind, response, interim, known, count, false);
    }

    /** Answers whether no further final response followed. */
    Answer isLast() {
        return traced ? Answer.of(count <= 1) : Answer.UNKNOWN;
    }

    /** Returns the same with another number of responses. */
    Outcome withCount(int responses) {
        return new Outcome(kind, response, interim, closed, Math.max(0, responses), traced);
    }

    int status() {
        return response.map(Response::status).orElse(0);
    }

    boolean isResponse() {
        return kind == Kind.RESPONSE;
    }

    /** Tells it in words that a person understands without a legend. */
    String text() {
        return switch (kind) {
            case RESPONSE -> interimText() + status() + closedText();
            case NO_STATUS_LINE -> "octets without a status line" + closedText();
            case CLOSED -> interimText() + "connection closed without a response";
            case RESET -> interimText() + "connection reset without a response";
            case WAITING -> interimText() + "no response, connection open";
            case UNKNOWN -> "could not be told";
        };
    }

    private String interimText() {
        StringBuilder text = new StringBuilder();
        interim.forEach(one -> text.append(one.status()).append(" then "));
        return text.toString();
    }

    private String closedText() {
        String more = count > 1 ? ", " + count + " responses" : "";
        return switch (closed) {
            case YES -> ", connection closed" + more;
            case NO -> ", connection kept" + more;
            case UNKNOWN -> more;
        };
    }
}
