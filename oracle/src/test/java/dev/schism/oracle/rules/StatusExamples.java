// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static dev.schism.oracle.rules.RuleExample.example;
import static dev.schism.oracle.rules.Stub.raw;
import static dev.schism.oracle.rules.Stub.response;
import static dev.schism.oracle.rules.Stub.status;

import java.util.List;

/** Examples of the rules on what a status needs, and what it answers. */
final class StatusExamples {

    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n";
    private static final String RANGE = GET + "Range: bytes=0-1\r\n\r\n";
    private static final String PART = "Content-Range: bytes 0-1/5\r\n";

    private StatusExamples() {}

    static List<RuleExample> examples() {
        return List.of(
                example("ME-05", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n")
                        .kept(status(405, "Allow: GET\r\n"), status(405, "Allow:\r\n"))
                        .broken(status(405)),
                example("UP-05", GET + "Connection: upgrade\r\nUpgrade: schism/1\r\n\r\n")
                        .kept(status(426, "Connection: upgrade\r\nUpgrade: TLS/1.0\r\n"))
                        .broken(status(426)),
                example("ME-15", GET + "\r\n")
                        .kept(status(401, "WWW-Authenticate: Basic realm=a\r\n"))
                        .broken(status(401), status(401, "Proxy-Authenticate: Basic realm=a\r\n")),
                example("ME-16", GET + "\r\n")
                        .kept(status(407, "Proxy-Authenticate: Basic realm=a\r\n"))
                        .broken(status(407), status(407, "WWW-Authenticate: Basic realm=a\r\n")),
                example("ME-17", RANGE)
                        .kept(status(206, PART), status(206, "Content-Type: multipart/byteranges; boundary=a\r\n"))
                        .broken(status(206), status(206, PART + "Content-Type: multipart/byteranges; boundary=a\r\n")),
                example("ME-18", GET + "\r\n")
                        .kept(status(301, "Location: /a\r\n"), status(308, "Location: /a\r\n"))
                        .broken(status(301), status(302), status(307), status(308)),
                example("ME-19", RANGE)
                        .kept(status(416, "Content-Range: bytes */5\r\n"))
                        .broken(status(416)),
                example("ME-20", RANGE)
                        .kept(status(206, PART), status(416))
                        .broken(raw(response(304, "", "")), status(412), status(417)),
                example("ME-20", GET + "If-None-Match: *\r\n\r\n")
                        .kept(raw(response(304, "", "")), status(412))
                        .broken(status(206, PART), status(416)));
    }
}
