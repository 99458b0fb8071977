// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static dev.schism.oracle.rules.RuleExample.example;
import static dev.schism.oracle.rules.Stub.echo;
import static dev.schism.oracle.rules.Stub.echoOnly;
import static dev.schism.oracle.rules.Stub.forwarding;
import static dev.schism.oracle.rules.Stub.silent;
import static dev.schism.oracle.rules.Stub.status;
import static dev.schism.oracle.rules.Stub.target;

import dev.schism.scenario.Scenario;
import dev.schism.wire.Octets;
import java.time.Duration;
import java.util.List;

/** Examples of the rules on intermediaries. */
final class IntermediaryExamples {

    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n";
    private static final String POST = "POST / HTTP/1.1\r\nHost: h\r\n";
    private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";

    private IntermediaryExamples() {}

    static List<RuleExample> examples() {
        return List.of(
                example("PX-01", GET + "\r\n")
                        .kept(forwarding(FORWARDED + "\r\n"))
                        .broken(forwarding("GET / HTTP/1.2\r\nHost: h\r\n\r\n")),
                example("PX-02", GET + "Connection: X-Hop\r\nX-Hop: 1\r\n\r\n")
                        .kept(forwarding(FORWARDED + "\r\n"))
                        .broken(forwarding(FORWARDED + "X-Hop: 1\r\n\r\n")),
                example("PX-03", GET + "TE: trailers\r\n\r\n")
                        .kept(forwarding(FORWARDED + "\r\n"))
                        .broken(forwarding(FORWARDED + "TE: trailers\r\n\r\n")),
                example("PX-04", GET + "\r\n")
                        .kept(forwarding(FORWARDED + "Via: 1.1 p\r\n\r\n"))
                        .broken(forwarding(FORWARDED + "\r\n")),
                example("PX-05", "OPTIONS / HTTP/1.1\r\nHost: h\r\nMax-Forwards: 2\r\n\r\n")
                        .kept(forwarding("OPTIONS / HTTP/1.0\r\nHost: h\r\nMax-Forwards: 1\r\n\r\n"))
                        .broken(forwarding("OPTIONS / HTTP/1.0\r\nHost: h\r\nMax-Forwards: 2\r\n\r\n")),
                example("PX-06", "GET http://other/ HTTP/1.1\r\nHost: h\r\n\r\n")
                        .kept(forwarding("GET / HTTP/1.0\r\nHost: other\r\n\r\n"))
                        .broken(forwarding(FORWARDED + "\r\n")),
                example("PX-07", GET + "X-A: 1\r\n\r\n")
                        .kept(forwarding(FORWARDED + "X-A: 1\r\n\r\n"))
                        .broken(forwarding(FORWARDED + "\r\n")),
                example("PX-08", GET + "X-A: 1\r\nX-A: 2\r\n\r\n")
                        .kept(forwarding(FORWARDED + "X-A: 1, 2\r\n\r\n"))
                        .broken(forwarding(FORWARDED + "X-A: 2\r\nX-A: 1\r\n\r\n")),
                example("PX-09", POST + "Content-Length: 0, 0\r\n\r\n")
                        .kept(forwarding("POST / HTTP/1.0\r\nHost: h\r\nContent-Length: 0\r\n\r\n"))
                        .broken(forwarding("POST / HTTP/1.0\r\nHost: h\r\nContent-Length: 0, 0\r\n\r\n")),
                example("PX-10", GET + "X-A: 1\r2\r\n\r\n")
                        .kept(forwarding(FORWARDED + "X-A: 1 2\r\n\r\n"))
                        .broken(forwarding(FORWARDED + "X-A: 1\r2\r\n\r\n")),
                example("PX-11", GET + "X-A: 1\r\n 2\r\n\r\n")
                        .kept(forwarding(FORWARDED + "X-A: 1 2\r\n\r\n"))
                        .broken(forwarding(FORWARDED + "X-A: 1\r\n 2\r\n\r\n")),
                example("PX-12", CHUNKED + "5;a\r\nhello\r\n0\r\n\r\n")
                        .kept(forwarding("POST / HTTP/1.0\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello"))
                        .broken(
                                forwarding(
                                        "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5;a\r\nhello\r\n0\r\n\r\n")),
                example("PX-13", "POST / HTTP/1.0\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 0\r\n\r\n")
                        .kept(forwarding("POST / HTTP/1.0\r\nHost: h\r\nContent-Length: 0\r\n\r\n")
                                .closing())
                        .broken(forwarding("POST / HTTP/1.0\r\nHost: h\r\nContent-Length: 0\r\n\r\n")
                                .after("HTTP/1.1 100 Continue\r\n\r\n")
                                .closing()),
                example("PX-15", "GET / HTTP/1.0\r\nHost: h\r\nConnection: keep-alive\r\n\r\n")
                        .kept(forwarding(FORWARDED + "\r\n").closing())
                        .broken(forwarding(FORWARDED + "\r\n")),
                example("PX-16", CHUNKED + "0\r\nAuthorization: a\r\n\r\n")
                        .kept(forwarding("POST / HTTP/1.0\r\nHost: h\r\nContent-Length: 0\r\n\r\n"))
                        .broken(forwarding(
                                "POST / HTTP/1.0\r\nHost: h\r\nAuthorization: a\r\nContent-Length: 0\r\n\r\n")),
                example("PX-17", POST + "Content-Length: 5\r\n\r\nhello")
                        .kept(forwarding("POST / HTTP/1.0\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello"))
                        .broken(
                                forwarding("POST / HTTP/1.0\r\nHost: h\r\nContent-Length: 0\r\n\r\nhello"),
                                forwarding("POST / HTTP/1.0\r\nHost: h\r\nContent-Length: 3\r\n\r\nhel")),
                example("RB-02", GET + "nocolon\r\n\r\n")
                        .kept(status(400).closing(), status(501).closing())
                        .broken(status(502).closing()),
                example("RB-05", Sent.of("GET / HTTP/1.2\r\nHost: h\r\n\r\nGET /{token} HTTP/1.1\r\nHost: h\r\n\r\n"))
                        .kept(echo(), status(400).closing())
                        .broken(echo(target("/" + Sent.TOKEN)), echoOnly(1, echo -> echo)),
                example("RB-06", "GET /%0d%0aX-In:1 HTTP/1.1\r\nHost: h\r\n\r\n")
                        .kept(status(404))
                        .broken(status(302, "Location: /\r\nX-In: 1\r\n")),
                example("RB-07", slow())
                        .kept(status(408).closing(), silent().closing())
                        .broken(silent()));
    }

    private static final String FORWARDED = "GET / HTTP/1.0\r\nHost: h\r\n";

    private static Sent slow() {
        Octets octets = Octets.latin1("GET / HTTP/1.1\r\nHo");
        return Sent.of(Scenario.named("slow")
                        .octetwise(octets, Duration.ofSeconds(2))
                        .await()
                        .build())
                .taking(Duration.ofSeconds(36));
    }
}
