// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static dev.schism.oracle.rules.RuleExample.example;
import static dev.schism.oracle.rules.Stub.echo;
import static dev.schism.oracle.rules.Stub.forwarding;
import static dev.schism.oracle.rules.Stub.raw;
import static dev.schism.oracle.rules.Stub.response;
import static dev.schism.oracle.rules.Stub.status;
import static dev.schism.oracle.rules.Stub.target;

import java.util.List;

/** Examples of the rules on request targets. */
final class TargetExamples {

    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n";
    private static final String POST = "POST / HTTP/1.1\r\nHost: h\r\n";
    private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";

    private TargetExamples() {}

    static List<RuleExample> examples() {
        return List.of(
                example("RL-16", get("/a#b")).kept(status(400).closing()).broken(echo(), status(500)),
                example("RL-17", get("/a|b")).kept(status(400).closing()).broken(echo(target("/a%7Cb")), echo()),
                example("RL-18", get("/a\001b")).kept(status(400).closing()).broken(echo()),
                example("RL-19", get("/%GG")).kept(status(400).closing()).broken(echo(), status(500)),
                example("RL-20", get("/%0d%0aX-In:1"))
                        .kept(status(404), echo())
                        .broken(status(302, "Location: /\r\nX-In: 1\r\n")),
                example("RL-21", get("foo")).kept(status(400).closing()).broken(echo()),
                example("RL-22", get("http://h/a"))
                        .kept(echo(), echo(target("/a")), status(301, "Location: /\r\n"))
                        .broken(status(400), status(501), echo(target("/http://h/a"))),
                example("RL-22", "GET http://h?q HTTP/1.1\r\nHost: h\r\n\r\n")
                        .kept(echo(target("/?q")))
                        .broken(echo(target("/"))),
                example("RL-23", get("http://other/a"))
                        .kept(forwarding("GET /a HTTP/1.0\r\nHost: other\r\n\r\n"), status(421))
                        .broken(forwarding("GET /a HTTP/1.0\r\nHost: h\r\n\r\n")),
                example("RL-24", "GET http://h/ HTTP/1.1\r\n\r\n")
                        .kept(status(400))
                        .broken(echo()),
                example("RL-25", get("http://u@h/")).kept(status(400)).broken(status(200), status(500)),
                example("RL-26", get("http:///p")).kept(status(400)).broken(status(200)),
                example("RL-27", get("h:80")).kept(status(400).closing()).broken(status(200)),
                example("RL-28", "CONNECT h: HTTP/1.1\r\nHost: h\r\n\r\n")
                        .kept(status(400), status(405, "Allow: GET\r\n"))
                        .broken(raw("HTTP/1.1 200 OK\r\nDate: Sat, 21 Nov 2026 10:00:00 GMT\r\n\r\n")),
                example("RL-29", "CONNECT h:80 HTTP/1.1\r\nHost: h:80\r\n\r\n")
                        .kept(
                                status(405, "Allow: GET\r\n"),
                                raw("HTTP/1.1 200 OK\r\nDate: Sat, 21 Nov 2026 10:00:00 GMT\r\n\r\n"))
                        .broken(status(200)),
                example("RL-30", get("*")).kept(status(400).closing()).broken(status(200)),
                example("RL-31", "OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n")
                        .kept(status(200), status(501), status(405, "Allow: GET\r\n"))
                        .broken(status(500)),
                example("RL-32", get("https://h/"))
                        .kept(status(421), status(400))
                        .broken(status(200)),
                example("RL-33", "TRACE / HTTP/1.1\r\nHost: h\r\nAuthorization: secret\r\n\r\n")
                        .kept(status(405, "Allow: GET\r\n"), status(200))
                        .broken(raw(response(200, "Content-Length: 6\r\n", "secret"))),
                example("RL-34", "TRACE / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello")
                        .kept(
                                status(400),
                                status(405, "Allow: GET\r\nConnection: close\r\n")
                                        .closing())
                        .broken(status(200).then(response(400, "Content-Length: 0\r\n", ""))),
                example("RL-35", "GET /a//b?c HTTP/1.1\r\nHost: h\r\n\r\n")
                        .kept(echo(), status(404))
                        .broken(status(400)),
                example("RL-35", get("http://h//a")).kept(echo()).broken(status(400)),
                example("RL-36", get("http://h/../a"))
                        .kept(echo(), status(400).closing())
                        .broken(status(500)),
                example("RL-36", "GET /%2e%2E HTTP/1.1\r\nHost: h\r\nX-A:\tb\r\n\r\n")
                        .kept(echo(), status(400).closing())
                        .broken(status(500)),
                example("RL-36", "GET /a/../../b HTTP/1.1\r\nHost: h\r\n\r\n")
                        .kept(echo(), status(400).closing(), status(404))
                        .broken(status(500)));
    }

    private static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: h\r\n\r\n";
    }
}
