// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static dev.schism.oracle.rules.RuleExample.example;
import static dev.schism.oracle.rules.Stub.body;
import static dev.schism.oracle.rules.Stub.echo;
import static dev.schism.oracle.rules.Stub.field;
import static dev.schism.oracle.rules.Stub.silent;
import static dev.schism.oracle.rules.Stub.status;

import java.util.List;

/** Examples of the rules on field lines. */
final class FieldExamples {

    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n";
    private static final String POST = "POST / HTTP/1.1\r\nHost: h\r\n";
    private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";

    private FieldExamples() {}

    static List<RuleExample> examples() {
        return List.of(
                example("HF-01", GET + "X-A : 1\r\n\r\n")
                        .kept(status(400))
                        .broken(echo(), silent().closing(), status(200)),
                example("HF-02", GET + ": 1\r\n\r\n")
                        .kept(status(400).closing())
                        .broken(echo(), status(400)),
                example("HF-03", GET + "nocolon\r\n\r\n")
                        .kept(status(400).closing())
                        .broken(echo(), silent().closing()),
                example("HF-04", GET + "X(A: 1\r\n\r\n")
                        .kept(status(400).closing())
                        .broken(echo()),
                example("HF-05", GET + "X-A: 1\r\n  2\r\n\r\n")
                        .kept(status(400).closing(), echo(), echo(field("X-A", "1   2")))
                        .broken(echo(field("X-A", "1")), echo(field("X-A", "1\r\n  2"))),
                example("HF-06", POST + "Content-Length:\r\n 5\r\n\r\nhello")
                        .kept(status(400).closing(), echo())
                        .broken(echo(body(""))),
                example("HF-07", GET + "X-A:\t1 \r\n\r\n").kept(echo()).broken(status(400), echo(field("X-A", "\t1 "))),
                example("HF-08", "GET / HTTP/1.1\r\nhOST: h\r\n\r\n")
                        .kept(echo())
                        .broken(status(400)),
                example("HF-09", GET + "X-A:\r\n\r\n").kept(echo(), status(200)).broken(status(400)),
                example("HF-10", GET + "X-A: 1\r\n\r\n")
                        .kept(echo(), status(200), status(302, "Location: /\r\n"))
                        .broken(status(400)),
                example("HF-11", GET + "X-A: " + "a".repeat(9000) + "\r\n\r\n")
                        .kept(status(431), status(400))
                        .broken(status(500), silent().closing()),
                example("HF-12", POST + "Content_Length: 5\r\n\r\n")
                        .kept(echo())
                        .broken(echo(body("hello")), status(400)),
                example("HF-13", GET + "Content-Type: a/b\r\nContent-Type: c/d\r\n\r\n")
                        .kept(echo(), status(400))
                        .broken(status(500)),
                example("HF-14", GET + "Accept: a/b\r\nAccept: c/d\r\n\r\n")
                        .kept(echo(), echo(field("Accept", "a/b, c/d")))
                        .broken(echo(field("Accept", "c/d, a/b"))),
                example("HF-15", GET + "Accept: , a/b,,c/d\r\n\r\n")
                        .kept(echo())
                        .broken(status(400)),
                example("HF-16", GET + "X-A:\u00a01\r\n\r\n")
                        .kept(status(400).closing(), echo())
                        .broken(echo(field("X-A", "1"))),
                example("HF-16", GET + "X-A:\u000b1\r\n\r\n")
                        .kept(status(400).closing())
                        .broken(echo(field("X-A", "1")), echo()));
    }
}
