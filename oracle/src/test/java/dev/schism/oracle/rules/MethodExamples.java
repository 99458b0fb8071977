// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static dev.schism.oracle.rules.RuleExample.example;
import static dev.schism.oracle.rules.Stub.raw;
import static dev.schism.oracle.rules.Stub.response;
import static dev.schism.oracle.rules.Stub.status;

import java.util.List;

/** Examples of the rules on methods and responses. */
final class MethodExamples {

    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n";
    private static final String POST = "POST / HTTP/1.1\r\nHost: h\r\n";
    private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";

    private MethodExamples() {}

    private static Stub interim(String octets) {
        return status(200).after(octets);
    }

    static List<RuleExample> examples() {
        return List.of(
                example("ME-01", "HEAD / HTTP/1.1\r\nHost: h\r\n\r\n")
                        .kept(raw(response(200, "Content-Length: 2\r\n", "")))
                        .broken(status(200)),
                example("ME-02", GET + "If-None-Match: *\r\n\r\n")
                        .kept(raw(response(204, "", "")), raw(response(304, "", "")))
                        .kept(raw(response(205, "Content-Length: 0\r\n", "")))
                        .broken(
                                raw(response(204, "Content-Length: 0\r\n", "")),
                                raw(response(204, "", "surplus")),
                                status(205)),
                example("ME-03", GET + "\r\n")
                        .kept(status(200))
                        .broken(raw("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")),
                example("ME-04", GET + "\r\n")
                        .kept(status(200))
                        .broken(
                                raw(
                                        "HTTP/1.1 200 OK\r\nDate: Saturday, 21-Nov-26 10:00:00 GMT\r\nContent-Length: 0\r\n\r\n")),
                example("ME-06", "OPTIONS / HTTP/1.1\r\nHost: h\r\n\r\n")
                        .kept(status(200, "Allow: GET\r\n"))
                        .broken(status(200)),
                example("ME-07", POST + "Range: bytes=0-1\r\nContent-Length: 0\r\n\r\n")
                        .kept(status(200))
                        .broken(status(206)),
                example("ME-08", GET + "Range: bytes=x\r\n\r\n")
                        .kept(status(200), status(416), status(400))
                        .broken(status(500)),
                example("ME-09", GET + "\r\n")
                        .kept(status(200))
                        .broken(
                                raw(
                                        "HTTP/1.1 200 OK\r\nDate: Sat, 21 Nov 2026 10:00:00 GMT\r\nContent-Length: 2\r\n\r\nok")),
                example("ME-10", GET + "\r\n")
                        .kept(status(200), raw(response(200, "Transfer-Encoding: chunked\r\n", "2\r\nok\r\n0\r\n\r\n")))
                        .broken(
                                status(200).then("surplus"),
                                interim("HTTP/1.1 103 Early Hints\r\nno colon\r\n\r\n"),
                                interim("HTTP/1.1 103 Early Hints\r\nLink : a\r\n\r\n"),
                                interim("HTTP/1.1 100\r\n\r\n"),
                                interim("HTTP/1.1 100 Continue\n\n"),
                                raw(response(200, "Content-Length: 9\r\n", "ok"))
                                        .closing(),
                                raw(response(200, "Content-Length: 2\r\nContent-Length: 3\r\n", "ok"))),
                example("ME-11", "CONNECT h:80 HTTP/1.1\r\nHost: h:80\r\n\r\n")
                        .kept(raw(response(200, "", "")))
                        .broken(status(200)),
                example("ME-12", GET + "Accept: application/x-nothing\r\n\r\n")
                        .kept(status(406), status(200))
                        .broken(status(500)),
                example("ME-13", GET + "If-Modified-Since: yesterday\r\n\r\n")
                        .kept(status(200))
                        .broken(raw(response(304, "", "")), status(500)),
                example("ME-14", "GET / HTTP/1.0\r\nHost: h\r\n\r\n")
                        .kept(status(200).closing())
                        .broken(status(200)
                                .after("HTTP/1.1 103 Early Hints\r\n\r\n")
                                .closing()),
                example("ME-21", "HEAD / HTTP/1.1\r\nHost: h\r\n\r\n" + GET + "\r\n")
                        .kept(
                                raw(response(200, "Content-Length: 5\r\n", "")
                                        + response(200, "Content-Length: 5\r\n", "hello")),
                                raw(response(200, "", "") + response(200, "Content-Length: 5\r\n", "hello")),
                                Stub.echo())
                        .broken(raw(response(200, "Content-Length: 0\r\n", "")
                                + response(200, "Content-Length: 5\r\n", "hello"))));
    }
}
