// SPDX-License-Identifier: Apache-2.0
package dev.schism.scenario;

import dev.schism.wire.FieldLine;
import dev.schism.wire.Octets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds a well-formed HTTP/1.1 request (RFC 9112); {@link ScenarioBuilder#send(String)} sends the others.
 *
 * <p>A {@code Host: {host}:{port}} comes first unless one is given or refused, fields follow in the order they were
 * added, and what frames the body comes last unless it was given. A framing field that is given is sent as it is, even
 * where it contradicts the body, because that is a disagreement worth looking for. Not thread-safe.
 */
public final class RequestBuilder {

    private final ScenarioBuilder scenario;
    private final String method;
    private final String target;
    private final List<FieldLine> fields = new ArrayList<>();
    private final RequestContent content = new RequestContent();
    private String version = "HTTP/1.1";
    private boolean host = true;

    RequestBuilder(ScenarioBuilder scenario, String method, String target) {
        this.scenario = scenario;
        this.method = RequestSyntax.requireToken("method", method);
        this.target = RequestSyntax.requireTarget(target);
    }

    /**
     * Sets the version; {@code HTTP/1.1} by default.
     *
     * @throws IllegalArgumentException when it is not {@code HTTP/}, a digit, a dot and a digit
     */
    public RequestBuilder version(String newVersion) {
        version = RequestSyntax.requireVersion(newVersion);
        return this;
    }

    /**
     * Adds a header field.
     *
     * @param name a token (RFC 9110 §5.1)
     * @param value ISO-8859-1 text that may hold placeholders
     * @throws IllegalArgumentException when the name is no token, or the value holds a control character other than a
     *     tab or a character above U+00FF
     */
    public RequestBuilder header(String name, String value) {
        fields.add(RequestSyntax.field("header", name, value));
        return this;
    }

    /** Leaves out the {@code Host} that is added otherwise. */
    public RequestBuilder noHost() {
        host = false;
        return this;
    }

    /**
     * Sets the body to the ISO-8859-1 octets of a text, in which braces have no meaning.
     *
     * @throws IllegalArgumentException when a character is above U+00FF or there is a body already
     */
    public RequestBuilder body(String text) {
        return body(Octets.latin1(text));
    }

    /**
     * Sets the body. {@code Content-Length} is added unless a framing field was given.
     *
     * @throws IllegalArgumentException when there is a body already
     */
    public RequestBuilder body(Octets octets) {
        content.whole(octets);
        return this;
    }

    /**
     * Sets the body to chunks (RFC 9112 §7.1). {@code Transfer-Encoding: chunked} is added unless one was given.
     *
     * @throws IllegalArgumentException when a chunk is empty or there is a body already
     */
    public RequestBuilder chunked(Octets... chunks) {
        return chunked(List.of(chunks));
    }

    /**
     * Sets the body to chunks (RFC 9112 §7.1). {@code Transfer-Encoding: chunked} is added unless one was given.
     *
     * @throws IllegalArgumentException when a chunk is empty or there is a body already
     */
    public RequestBuilder chunked(List<Octets> chunks) {
        content.chunked(chunks);
        return this;
    }

    /**
     * Adds a trailer field, which needs a chunked body (RFC 9112 §7.1.2).
     *
     * @param name a token
     * @param value ISO-8859-1 text that may hold placeholders
     * @throws IllegalArgumentException when they are spelt otherwise, as for {@link #header}
     */
    public RequestBuilder trailer(String name, String value) {
        content.trailer(RequestSyntax.field("trailer", name, value));
        return this;
    }

    /**
     * Returns the request with its placeholders.
     *
     * @throws IllegalArgumentException when there are trailers without chunks
     */
    public Payload payload() {
        StringBuilder head = new StringBuilder();
        head.append(method)
                .append(' ')
                .append(target)
                .append(' ')
                .append(version)
                .append("\r\n");
        if (host && fields.stream().noneMatch(field -> field.is("Host"))) {
            head.append("Host: {host}:{port}\r\n");
        }
        fields.forEach(field -> RequestSyntax.append(head, field));
        content.framing(fields).ifPresent(field -> RequestSyntax.append(head, field));
        return Payload.template(head.append("\r\n").toString()).plus(content.payload());
    }

    /**
     * Returns the octets of a request without placeholders, such as one with a {@code Host} of its own.
     *
     * @throws IllegalArgumentException when there is a placeholder, or as for {@link #payload()}
     */
    public Octets octets() {
        Payload payload = payload();
        if (!payload.isLiteral()) {
            throw new IllegalArgumentException("request must have no placeholder, use payload(): " + payload);
        }
        return payload.fill(new Bindings("", 0, ""));
    }

    /**
     * Adds a step that sends the request at once and returns to the scenario.
     *
     * @throws IllegalArgumentException as for {@link #payload()}
     */
    public ScenarioBuilder send() {
        return send(Pacing.WHOLE);
    }

    /**
     * Adds a step that sends the request spread over time and returns to the scenario.
     *
     * @throws IllegalArgumentException as for {@link #payload()}
     */
    public ScenarioBuilder send(Pacing pacing) {
        return scenario.send(payload(), pacing);
    }

    /**
     * Adds steps that send the request in several writes and returns to the scenario.
     *
     * @throws IllegalArgumentException as for {@link #payload()} and {@link ScenarioBuilder#sendSegmentedAt(Payload,
     *     Duration, int...)}
     */
    public ScenarioBuilder sendSegmentedAt(Duration pause, int... offsets) {
        return scenario.sendSegmentedAt(payload(), pause, offsets);
    }
}
