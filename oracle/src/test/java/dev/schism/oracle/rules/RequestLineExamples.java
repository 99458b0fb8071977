// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static dev.schism.oracle.rules.RuleExample.example;
import static dev.schism.oracle.rules.Stub.echo;
import static dev.schism.oracle.rules.Stub.method;
import static dev.schism.oracle.rules.Stub.raw;
import static dev.schism.oracle.rules.Stub.silent;
import static dev.schism.oracle.rules.Stub.status;
import static dev.schism.oracle.rules.Stub.target;

import java.util.List;

/** Examples of the rules on the words of a request line. */
final class RequestLineExamples {

    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n";
    private static final String POST = "POST / HTTP/1.1\r\nHost: h\r\n";
    private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";

    private RequestLineExamples() {}

    static List<RuleExample> examples() {
        return List.of(
                example("RL-01", "GET / a HTTP/1.1\r\nHost: h\r\n\r\n")
                        .kept(status(400).closing())
                        .broken(echo()),
                example("RL-02", "GET  /  HTTP/1.1\r\nHost: h\r\n\r\n")
                        .kept(status(400).closing(), echo())
                        .broken(echo(target("/ "))),
                example("RL-03", "G@T / HTTP/1.1\r\nHost: h\r\n\r\n")
                        .kept(status(400).closing())
                        .broken(echo()),
                example("RL-04", "get / HTTP/1.1\r\nHost: h\r\n\r\n")
                        .kept(status(501), echo(), status(405, "Allow: GET\r\n"))
                        .broken(echo(method("GET"))),
                example("RL-05", "FOO / HTTP/1.1\r\nHost: h\r\n\r\n")
                        .kept(status(501))
                        .broken(status(500), echo(method("GET"))),
                example("RL-06", GET + "\r\n")
                        .kept(echo(), status(200))
                        .broken(status(501), status(405, "Allow: POST\r\n"), silent()),
                example("RL-07", "M".repeat(5000) + " / HTTP/1.1\r\nHost: h\r\n\r\n")
                        .kept(status(501))
                        .broken(status(500), silent().resetting()),
                example("RL-08", "GET /" + "a".repeat(9000) + " HTTP/1.1\r\nHost: h\r\n\r\n")
                        .kept(status(414))
                        .broken(status(400), status(500), silent().closing()),
                example("RL-09", "GET /" + "a".repeat(4000) + " HTTP/1.1\r\nHost: h\r\n\r\n")
                        .kept(echo())
                        .broken(status(500), silent().closing()),
                example("RL-10", "GET / HTTP/1.1x\r\nHost: h\r\n\r\n")
                        .kept(status(400).closing())
                        .broken(status(200), status(505).closing()),
                example("RL-11", "GET / HTTP/3.0\r\nHost: h\r\n\r\n")
                        .kept(status(505), status(400).closing())
                        .broken(status(200)),
                example("RL-12", "GET / HTTP/1.2\r\nHost: h\r\n\r\n")
                        .kept(echo())
                        .broken(status(505), status(500)),
                example("RL-13", GET + "\r\n")
                        .kept(status(200))
                        .broken(raw("HTTP/1.2 200 OK\r\nContent-Length: 0\r\n\r\n")),
                example("RL-14", "GET /\r\n")
                        .kept(status(400).closing(), raw("<html>").closing(), silent())
                        .broken(status(200)),
                example("RL-15", "POST /\r\n")
                        .kept(status(400).closing())
                        .broken(raw("<html>").closing(), status(200)));
    }
}
