// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import dev.schism.wire.Arrival;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.Framing;
import dev.schism.wire.Observation;
import dev.schism.wire.Octets;
import dev.schism.wire.QuietProbe;
import dev.schism.wire.Response;
import dev.schism.wire.Sentinel;
import dev.schism.wire.request.Message;
import dev.schism.wire.request.RequestReading;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One side's observation as far as it counts: without what came only after the runner's own half-close.
 *
 * @param observation the observation
 * @param responses final responses that were complete before the probe, in order
 * @param normalized the same, normalized
 * @param cut the final response that had begun and was not complete
 * @param interim the interim responses before the probe
 * @param leftover octets before the probe that belong to no response, placeholders restored
 */
record SideView(
        Observation observation,
        List<Response> responses,
        List<NormalizedResponse> normalized,
        Optional<Response> cut,
        List<Response> interim,
        Octets leftover) {

    /** The status code of an answer that shows the request. */
    static final int OK = 200;

    private static final int FIRST_REJECTION = 400;

    static SideView of(Observation observation, ResponseNormalizer normalizer) {
        int limit = limit(observation);
        PlaceholderSpelling spelling = PlaceholderSpelling.of(observation.placeholders());
        List<Response> begun = observation.transcript().responses().stream()
                .filter(response -> response.start() < limit)
                .toList();
        List<Response> complete = begun.stream()
                .takeWhile(response -> inTime(response, observation))
                .toList();
        return new SideView(
                observation,
                complete,
                complete.stream()
                        .map(response -> normalizer.normalize(response, spelling))
                        .toList(),
                begun.stream().skip(complete.size()).findFirst(),
                observation.transcript().interim().stream()
                        .filter(response -> response.end() <= limit)
                        .toList(),
                spelling.restore(leftover(observation, limit)));
    }

    private static int limit(Observation observation) {
        return observation
                .quiet()
                .map(QuietProbe::receivedOctets)
                .orElse(observation.received().length());
    }

    private static boolean inTime(Response response, Observation observation) {
        // what the end of the connection delimits was not complete while the server held the connection open
        boolean endedByProbe = observation.quiet().isPresent() && response.framing() == Framing.CLOSE_DELIMITED;
        return response.complete() && response.end() <= limit(observation) && !endedByProbe;
    }

    private static Octets leftover(Observation observation, int limit) {
        Octets leftover = observation.transcript().leftover();
        int start = observation.received().length() - leftover.length();
        return leftover.slice(0, Math.max(0, Math.min(leftover.length(), limit - start)));
    }

    /** Returns the first final response that a server was late with: complete, successful, after the probe. */
    Optional<Response> late() {
        int limit = limit(observation);
        return observation.transcript().responses().stream()
                .filter(response -> response.complete() && response.end() > limit)
                .filter(response -> response.status() >= 200 && response.status() < 400)
                .findFirst();
    }

    /** Returns the method of the request that a final response answers, empty where it could not be told. */
    String method(int index) {
        List<String> methods = observation.methods();
        return index < methods.size() ? methods.get(index) : "";
    }

    /** Tells whether a final response answers a request of HTTP/1.0. */
    boolean isToHttp10(int index) {
        List<Message> messages =
                RequestReading.readings(observation.sent()).get(0).messages();
        return index < messages.size() && messages.get(index).isHttp10();
    }

    /** Tells whether the server was seen to say what it understands of requests, on this connection. */
    boolean showsRequests() {
        return normalized.stream().anyMatch(response -> response.echo().isPresent())
                || observation
                        .sentinel()
                        .filter(sentinel -> sentinel.outcome() == Sentinel.Outcome.ANSWERED)
                        .isPresent();
    }

    /** Tells whether the server showed anything: octets, or an end of the connection. */
    boolean showedAnything() {
        ConnectionEnd end = observation.endBeforeProbe();
        return !observation.received().isEmpty() || end == ConnectionEnd.FIN || end == ConnectionEnd.RST;
    }

    /**
     * Tells whether the connection ended in a way of which the kernel alone decided whether it was a FIN or a RST: a
     * server that closes with octets unread resets (RFC 9112 §9.6), and whether there were any after a rejection is a
     * matter of microseconds. The same server shows both.
     */
    boolean isEndOfTheKernel() {
        ConnectionEnd end = observation.endBeforeProbe();
        boolean ended = end == ConnectionEnd.FIN || end == ConnectionEnd.RST;
        boolean rejected =
                responses.isEmpty() || responses.get(responses.size() - 1).status() >= FIRST_REJECTION;
        return ended && rejected;
    }

    SideOutcome outcome() {
        if (!responses.isEmpty() && !isHttp09(responses.get(0))) {
            return new SideOutcome.Answered(normalized.get(0), completedAt(responses.get(0)));
        }
        return switch (observation.end()) {
            case REFUSED -> failed(SideOutcome.Failure.REFUSED, "connection refused");
            case CONNECT_TIMEOUT -> failed(SideOutcome.Failure.CONNECT_TIMEOUT, "no connection in time");
            case FAILED -> failed(SideOutcome.Failure.OTHER, error());
            case FIN, RST, OPEN -> unanswered();
        };
    }

    private SideOutcome unanswered() {
        Optional<Response> first = responses.stream().findFirst().or(() -> cut);
        if (first.filter(SideView::isHttp09).isPresent() || (first.isEmpty() && !leftover.isEmpty())) {
            return failed(SideOutcome.Failure.NO_HTTP, "octets without a status line");
        }
        if (observation.endBeforeProbe() == ConnectionEnd.OPEN) {
            return observation.error().isPresent() && observation.quiet().isEmpty()
                    ? failed(SideOutcome.Failure.OTHER, error())
                    : new SideOutcome.TimedOut(observation.elapsed());
        }
        if (first.isPresent()) {
            Response response = first.get();
            return failed(
                    SideOutcome.Failure.TRUNCATED,
                    "status %d, cut after %d octets".formatted(response.status(), response.end() - response.start()));
        }
        return observation.end() == ConnectionEnd.RST
                ? failed(SideOutcome.Failure.RESET, "reset without a final response")
                : failed(SideOutcome.Failure.CLOSED, "closed without a final response");
    }

    private static boolean isHttp09(Response response) {
        return response.status() == 0;
    }

    private SideOutcome failed(SideOutcome.Failure failure, String detail) {
        return new SideOutcome.Failed(failure, detail, observation.elapsed());
    }

    private String error() {
        return observation.error().orElse("no further detail");
    }

    private Duration completedAt(Response response) {
        return observation.arrivals().stream()
                .filter(arrival -> arrival.offset() < response.end())
                .map(Arrival::at)
                .reduce((earlier, later) -> later)
                .orElse(observation.elapsed());
    }
}
