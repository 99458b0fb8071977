// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import java.util.List;
import java.util.Optional;

/**
 * What a server says it understood of one request: the echo contract.
 *
 * @param method the method
 * @param target the request target as the server understood it
 * @param version the version of the request, such as {@code HTTP/1.1}
 * @param headers the header section in order, with repetitions
 * @param body the content after removal of transfer codings
 * @param trailers the trailer section in order
 * @param ordinal position of the request on its connection, from 1; 0 where the server does not know
 * @param raw the octets an intermediary forwarded to the echo, where there was one
 */
public record EchoedRequest(
        String method,
        String target,
        String version,
        List<FieldLine> headers,
        Octets body,
        List<FieldLine> trailers,
        int ordinal,
        Optional<Octets> raw) {

    /** Copies the lists. */
    public EchoedRequest {
        headers = List.copyOf(headers);
        trailers = List.copyOf(trailers);
    }
}
