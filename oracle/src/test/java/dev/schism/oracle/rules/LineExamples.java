// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static dev.schism.oracle.rules.RuleExample.example;
import static dev.schism.oracle.rules.Stub.echo;
import static dev.schism.oracle.rules.Stub.echoLastReading;
import static dev.schism.oracle.rules.Stub.field;
import static dev.schism.oracle.rules.Stub.raw;
import static dev.schism.oracle.rules.Stub.silent;
import static dev.schism.oracle.rules.Stub.status;
import static dev.schism.oracle.rules.Stub.target;

import java.util.List;

/** Examples of the rules on lines. */
final class LineExamples {

    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n";
    private static final String POST = "POST / HTTP/1.1\r\nHost: h\r\n";
    private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";

    private LineExamples() {}

    static List<RuleExample> examples() {
        return List.of(
                example("LN-01", "GET / HTTP/1.1\r\nHost: h\r\nX-A: 1\nX-B: 2\r\n\r\n")
                        .kept(status(400).closing(), echo())
                        .broken(echo(field("X-A", "1\nX-B: 2"))),
                example("LN-01", "GET / HTTP/1.1\nHost: h\r\n\r\n")
                        .kept(status(400).closing(), echo())
                        .broken(echo(target("/ HTTP/1.1\nHost:"))),
                example("LN-02", GET + "X-A: 1\r2\r\n\r\n")
                        .kept(status(400).closing(), echo())
                        .broken(echo(field("X-A", "1\r2")), status(400)),
                example("LN-03", GET + "X-A: 1\0002\r\n\r\n")
                        .kept(status(400).closing(), echo())
                        .broken(echo(field("X-A", "1"))),
                example("LN-04", GET + "X-A: 1\n2\r\n\r\n")
                        .kept(echoLastReading())
                        .broken(echo(field("X-A", "1\n2"))),
                example("LN-05", GET + "X-A: 1\0012\r\n\r\n")
                        .kept(status(400).closing(), echo())
                        .broken(echo(field("X-A", "1"))),
                example("LN-06", GET + "X-A: \u00e9\r\n\r\n")
                        .kept(echo())
                        .broken(status(400).closing(), echo(field("X-A", "\u00c3\u00a9"))),
                example("LN-07", "\r\n" + GET + "\r\n").kept(echo()).broken(status(400), silent()),
                example("LN-08", "\r\n\r\n" + GET + "\r\n")
                        .kept(echo(), status(400).closing())
                        .broken(status(500).closing()),
                example("LN-09", "GET / HTTP/1.1\r\n X-A: 1\r\nHost: h\r\n\r\n")
                        .kept(status(400).closing(), echo())
                        .broken(echo(field("X-A", "1"))),
                example("LN-10", "HELLO\r\n\r\n")
                        .kept(status(400).closing())
                        .broken(status(200), status(500).closing()),
                example("LN-11", GET + "X-A: 1\u0085\r\n\r\n")
                        .kept(status(400).closing(), echo())
                        .broken(echo(field("X-A", "1"))),
                example("LN-12", "GET / HTTP/1.1\r\nHost: h\r\n")
                        .kept(silent(), status(408).closing(), silent().closing())
                        .broken(status(200), echoHead()),
                example("LN-13", Sent.halfClosed("GET / HTTP/1.1\r\nHo"))
                        .kept(silent().closing(), status(400).closing())
                        .broken(status(200).closing(), silent()),
                example("LN-14", Sent.parts(""))
                        .kept(silent(), silent().closing())
                        .broken(status(200), status(500).closing()),
                example("LN-15", "\026\003\001\002\000\001\r\n")
                        .kept(status(400).closing(), silent())
                        .broken(silent().resetting(), status(200)),
                example("LN-16", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
                        .kept(status(400).closing(), status(505).closing(), raw("\000\000\000\004\000\000\000\000\000"))
                        .broken(status(200)));
    }

    private static Stub echoHead() {
        return status(204);
    }
}
