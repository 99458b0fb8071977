// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import dev.schism.scenario.Bindings;
import dev.schism.scenario.Payload;
import dev.schism.wire.EchoJson;
import dev.schism.wire.EchoedRequest;
import dev.schism.wire.Octets;
import dev.schism.wire.Response;
import dev.schism.wire.ResponseReader;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * One plain request behind everything of a scenario, and what came for it.
 *
 * <p>Its target is one that no scenario has, and only an echo of exactly this request counts as its answer. So octets
 * of the scenario that the server still holds cannot pass for a part of it: in front of the request they change the
 * method or the target that the server sees, and a content that swallows its begin changes the method.
 */
final class SentinelExchange {

    /** Octets that are kept of an answer; more than that is none. */
    static final int MAX_OCTETS = 16 * 1024;

    private static final String TARGET = "/schism-sentinel/";
    private static final Payload REQUEST =
            Payload.template("GET " + TARGET + "{token} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n");

    private final Octets request;
    private final String target;
    private final int position;
    private final ResponseReader reader = new ResponseReader(n -> "GET");
    private final ByteArrayOutputStream received = new ByteArrayOutputStream(512);
    private int sent;
    private boolean tooMuch;

    /**
     * Makes a sentinel.
     *
     * @param position its position among the requests of the connection, from 1
     */
    SentinelExchange(Bindings bindings, int position) {
        this.request = REQUEST.fill(bindings);
        this.target = TARGET + bindings.token();
        this.position = position;
    }

    Octets request() {
        return request;
    }

    void wrote(int count) {
        sent += count;
    }

    /** Takes what remains in the buffer, as far as it is kept. */
    void take(ByteBuffer buffer) {
        byte[] octets = new byte[Math.min(buffer.remaining(), MAX_OCTETS - received.size())];
        tooMuch |= octets.length < buffer.remaining();
        buffer.get(octets);
        received.write(octets, 0, octets.length);
        reader.feed(octets, 0, octets.length);
    }

    boolean isSent() {
        return sent == request.length();
    }

    /** Tells whether it is known what came: a complete response, or octets that begin none. */
    boolean isDecided() {
        return tooMuch || reader.completeResponses() > 0;
    }

    /** Tells whether all that came is one response which says that the server saw the sentinel and nothing else. */
    boolean isAnswered() {
        if (tooMuch || !isSent() || reader.completeResponses() != 1 || reader.interimResponses() > 0) {
            return false;
        }
        Response response = reader.response(0);
        return response.end() == received.size()
                && response.status() == 200
                && response.anomalies().isEmpty()
                && !response.announcesClose()
                && EchoJson.read(response.content()).filter(this::isThis).isPresent();
    }

    private boolean isThis(EchoedRequest seen) {
        return seen.method().equals("GET")
                && seen.target().equals(target)
                && seen.body().isEmpty()
                && seen.trailers().isEmpty()
                && (seen.ordinal() == 0 || seen.ordinal() == position);
    }

    Octets sent() {
        return request.slice(0, sent);
    }

    Octets received() {
        return Octets.of(received.toByteArray());
    }
}
