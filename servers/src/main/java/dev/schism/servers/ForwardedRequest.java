// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import dev.schism.wire.EchoedRequest;
import dev.schism.wire.FieldLine;
import dev.schism.wire.Octets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A request as nginx forwarded it to the echo backend.
 *
 * @param head the request line and header section
 * @param body the content without the chunked coding
 * @param trailers the trailer section
 * @param raw all octets of the request
 */
record ForwardedRequest(ForwardedHead head, Octets body, List<FieldLine> trailers, Octets raw) {

    /** Fields of that prefix are added by our nginx configuration and left out of the echo. */
    static final String OWN_FIELDS = "schism-";

    /** Carries the version of the client's request. */
    static final String VERSION_FIELD = "Schism-Version";

    /** Carries the position of the request on the client's connection. */
    static final String ORDINAL_FIELD = "Schism-Ordinal";

    private static final int MAX_ORDINAL_DIGITS = 9;

    EchoedRequest echo() {
        List<FieldLine> headers = head.headers().stream()
                .filter(line -> !line.name().toLowerCase(Locale.ROOT).startsWith(OWN_FIELDS))
                .toList();
        return new EchoedRequest(
                head.method(),
                head.target(),
                head.first(VERSION_FIELD).orElse(head.version()),
                headers,
                body,
                trailers,
                head.first(ORDINAL_FIELD).map(ForwardedRequest::ordinal).orElse(0),
                Optional.of(raw));
    }

    private static int ordinal(String value) {
        boolean number = !value.isEmpty()
                && value.length() <= MAX_ORDINAL_DIGITS
                && value.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Integer.parseInt(value) : 0;
    }
}
