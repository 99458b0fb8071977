// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import java.util.List;
import java.util.Optional;

/**
 * One response as it was received, complete or not; nothing of it is judged or dropped.
 *
 * @param version the HTTP version of the status line, such as {@code HTTP/1.1}; {@code HTTP/0.9} where there was none,
 *     empty where the octets ended within it
 * @param status the status code, 0 where the octets had none
 * @param reason the reason phrase, possibly empty
 * @param headers the header section in order, with repetitions
 * @param framing how the content's length was determined
 * @param content the content after removal of the chunked coding, as far as it was received
 * @param trailers the trailer section in order
 * @param complete whether the whole message was received
 * @param anomalies departures from the grammar, in order of their offset
 * @param start offset of the first octet of the message in everything received
 * @param end offset after the last octet of the message received
 */
public record Response(
        String version,
        int status,
        String reason,
        List<FieldLine> headers,
        Framing framing,
        Octets content,
        List<FieldLine> trailers,
        boolean complete,
        List<Anomaly> anomalies,
        int start,
        int end) {

    /** Copies the lists. */
    public Response {
        headers = List.copyOf(headers);
        trailers = List.copyOf(trailers);
        anomalies = List.copyOf(anomalies);
    }

    /** Returns the value of the first field line of that name. */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(line -> line.is(name))
                .map(FieldLine::value)
                .findFirst();
    }

    /** Tells whether this is an interim response (RFC 9110 §15.2); 101 counts as a final one. */
    public boolean isInterim() {
        return status >= 100 && status < 200 && status != 101;
    }

    /**
     * Tells whether the response announces that its sender will close the connection (RFC 9112 §9.3): a {@code close}
     * connection option, a version below HTTP/1.1 without {@code keep-alive}, or content that ends with the connection.
     */
    public boolean announcesClose() {
        List<String> options = FieldLine.members(headers, "connection");
        return options.contains("close")
                || framing == Framing.CLOSE_DELIMITED
                || (!version.equals("HTTP/1.1") && !options.contains("keep-alive"));
    }
}
