// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import dev.schism.wire.EchoedRequest;
import dev.schism.wire.FieldLine;
import dev.schism.wire.Observation;
import dev.schism.wire.Octets;
import dev.schism.wire.Response;
import dev.schism.wire.request.Message;
import dev.schism.wire.request.Reading;
import java.util.List;
import java.util.Optional;

/**
 * One request, what the server did about it, and everything around the two: what triggers and conditions look at.
 *
 * @param session the connection
 * @param index position of the request on it, from 0
 */
record Situation(Session session, int index) {

    Message message() {
        return session.message(index);
    }

    Outcome outcome() {
        return session.outcome(index);
    }

    Optional<Response> response() {
        return outcome().response();
    }

    Optional<EchoedRequest> echo() {
        return session.echo(index);
    }

    Conversation conversation() {
        return session.conversation();
    }

    Observation observation() {
        return session.observation();
    }

    Octets octets() {
        return session.reading().octets();
    }

    /** Tells whether this is a request that was sent, not a response without one. */
    boolean isRequest() {
        return index < session.reading().messages().size();
    }

    /** Returns the request behind this one, where octets follow it. */
    Optional<Situation> next() {
        return index + 1 < session.reading().messages().size() ? Optional.of(session.at(index + 1)) : Optional.empty();
    }

    /** Tells whether octets follow what could be read of this request. */
    boolean hasSurplus() {
        return message().end() < octets().length();
    }

    /** Returns what an intermediary forwarded, read as requests. */
    Optional<Reading> forwarded() {
        return session.forwarded(index);
    }

    /** Tells whether the server says itself what it understood, and nothing stands in between. */
    boolean isDirect() {
        return echo().isPresent() && echo().get().raw().isEmpty();
    }

    /** Returns the values of a response field in order. */
    List<String> responseValues(String name) {
        return response()
                .map(response -> FieldLine.values(response.headers(), name))
                .orElse(List.of());
    }

    /** Returns the list members of a response field in lower case and in order. */
    List<String> responseMembers(String name) {
        return response()
                .map(response -> FieldLine.members(response.headers(), name))
                .orElse(List.of());
    }

    /** Tells whether the response turns the connection into a tunnel, or into another protocol. */
    boolean endsHttp() {
        return outcome().status() == 101 || opensTunnel();
    }

    /** Tells whether the response opens the tunnel that CONNECT asks for (RFC 9110 §9.3.6). */
    boolean opensTunnel() {
        return message().method().equals("CONNECT") && outcome().status() / 100 == 2;
    }

    boolean responseHas(String name) {
        return !responseValues(name).isEmpty();
    }
}
