// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import dev.schism.wire.EchoedRequest;
import dev.schism.wire.FieldLine;
import dev.schism.wire.Octets;
import java.util.List;
import java.util.Optional;

/**
 * A response without what may differ between two servers that agree.
 *
 * @param status the status code
 * @param headers the header section with lower-case names, sorted by name, repetitions in their order
 * @param body the content; empty where it was an echo
 * @param echo the request that the server says it understood, where the content was an echo
 */
public record NormalizedResponse(int status, List<FieldLine> headers, Octets body, Optional<EchoedRequest> echo) {

    private static final String CONTENT_TYPE = "content-type";

    /** Copies the list. */
    public NormalizedResponse {
        headers = List.copyOf(headers);
    }

    /** Tells whether the status code is a 4xx or 5xx one. */
    public boolean isRejection() {
        return status >= 400 && status < 600;
    }

    /** Tells whether the bodies are equal, or cannot be compared because only one of them is an echo. */
    boolean sameBody(NormalizedResponse other) {
        return !comparableBody(other) || body.equals(other.body);
    }

    /**
     * Tells whether the header sections are equal; the content type of an echo is compared with that of another only.
     */
    boolean sameHeaders(NormalizedResponse other) {
        return comparableHeaders(other).equals(other.comparableHeaders(this));
    }

    /** Returns the field lines that can be compared with another response. */
    List<FieldLine> comparableHeaders(NormalizedResponse other) {
        if (comparableBody(other)) {
            return headers;
        }
        return headers.stream().filter(line -> !line.is(CONTENT_TYPE)).toList();
    }

    private boolean comparableBody(NormalizedResponse other) {
        return echo.isPresent() == other.echo.isPresent();
    }
}
