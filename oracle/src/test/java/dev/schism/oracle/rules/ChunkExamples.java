// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static dev.schism.oracle.rules.RuleExample.example;
import static dev.schism.oracle.rules.Stub.body;
import static dev.schism.oracle.rules.Stub.echo;
import static dev.schism.oracle.rules.Stub.echoOnly;
import static dev.schism.oracle.rules.Stub.field;
import static dev.schism.oracle.rules.Stub.response;
import static dev.schism.oracle.rules.Stub.silent;
import static dev.schism.oracle.rules.Stub.status;
import static dev.schism.oracle.rules.Stub.statuses;

import java.util.List;

/** Examples of the rules on chunks, extensions and trailers. */
final class ChunkExamples {

    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n";
    private static final String POST = "POST / HTTP/1.1\r\nHost: h\r\n";
    private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";

    private ChunkExamples() {}

    static List<RuleExample> examples() {
        return List.of(
                example("CH-01", CHUNKED + "000A\r\n0123456789\r\n000\r\n\r\n")
                        .kept(echo())
                        .broken(status(400), echo(body("0123"))),
                example("CH-02", chunks("0x5\r\nhello\r\n0\r\n\r\n"))
                        .kept(status(400).closing())
                        .broken(echo(), status(400), silent().closing()),
                example("CH-02", chunks("5 \r\nhello\r\n0\r\n\r\n"))
                        .kept(status(400).closing())
                        .broken(echo()),
                example("CH-03", chunks("100000005\r\nhello\r\n0\r\n\r\n"))
                        .kept(status(400).closing(), status(413).closing(), silent())
                        .broken(echo(body("hello")), status(500).closing()),
                example("CH-04", chunks("5\nhello\r\n0\r\n\r\n"))
                        .kept(status(400).closing())
                        .broken(echo()),
                example("CH-05", chunks("5\r\nhelloXX0\r\n\r\n"))
                        .kept(status(400).closing())
                        .broken(echo(body("hello")), silent().closing()),
                example("CH-06", chunks("5\r;a\r\nhello\r\n0\r\n\r\n"))
                        .kept(status(400).closing(), echo(), silent().closing())
                        .broken(echo(body(""))),
                example("CH-06", chunks("5\rX\r\nhello\r\n0\r\n\r\n"))
                        .kept(status(400).closing())
                        .broken(echo(body("X\r\nhe"))),
                example("CH-07", chunks("5\r\nhello\r\n"))
                        .kept(silent(), status(408).closing(), status(200).closing())
                        .broken(status(200).then(response(400, "Content-Length: 0\r\n", ""))),
                example("CH-08", Sent.halfClosed(chunks("5\r\nhello\r\n")))
                        .kept(silent().closing(), status(400).closing())
                        .broken(echo().closing()),
                example("CH-09", chunks("5\r\nhello\r\n0\r\n"))
                        .kept(silent(), status(408).closing())
                        .broken(status(200).then(response(400, "Content-Length: 0\r\n", ""))),
                example("CH-10", chunks("0\r\n\n"))
                        .kept(status(400).closing(), echo(), silent())
                        .broken(status(500)),
                example("CH-11", chunks("5\r\nhello\r\n0\r\n\r\n" + GET + "\r\n"))
                        .kept(echo())
                        .broken(echoOnly(1, echo -> echo)),
                example("CH-12", chunks("0".repeat(2000) + "5\r\nhello\r\n0\r\n\r\n"))
                        .kept(echo(), status(400).closing())
                        .broken(status(500).closing(), silent()),
                example("CE-01", chunks("5;a;b=\"x\\\"y\";c=d\r\nhello\r\n0;e\r\n\r\n"))
                        .kept(echo())
                        .broken(status(400), echo(body(";ahello"))),
                example("CE-02", chunks("5 ; a = b\r\nhello\r\n0\r\n\r\n"))
                        .kept(echo())
                        .broken(status(400).closing(), echo(body("hell"))),
                example("CE-03", chunks("5;\r\nhello\r\n0\r\n\r\n"))
                        .kept(status(400).closing())
                        .broken(echo()),
                example("CE-04", chunks("5;a=\"x\nhello\r\n0\r\n\r\n"))
                        .kept(status(400).closing())
                        .broken(echo()),
                example("CE-05", chunks("5;a=" + "b".repeat(17_000) + "\r\nhello\r\n0\r\n\r\n"))
                        .kept(echo(), status(400).closing())
                        .broken(status(500).closing()),
                example("CE-05", chunks("5;a=" + "b".repeat(70000) + "\r\nhello\r\n0\r\n\r\n"))
                        .kept(status(400).closing(), status(431).closing())
                        .broken(status(500).closing(), silent().resetting()),
                example("TR-01", chunks("0\r\nX-T: 1\r\n\r\n")).kept(echo()).broken(echo(body("X-T: 1"))),
                example("TR-02", chunks("0\r\nAuthorization: a\r\n\r\n"))
                        .kept(echo(), status(400).closing())
                        .broken(echo(field("Authorization", "a"))),
                example("TR-02", chunks("0\r\nX-Sum: a\r\n\r\n"))
                        .kept(echo(), status(503).closing())
                        .broken(echo(field("X-Sum", "a"))),
                example("TR-02", chunks("0\r\nX-Forwarded-For: a\r\n\r\n"))
                        .kept(echo(), status(400).closing())
                        .broken(echo(field("X-Forwarded-For", "a"))),
                example("TR-03", chunks("0\r\nnocolon\r\n\r\n" + GET + "\r\n"))
                        .kept(status(400).closing())
                        .broken(echo()),
                example("TR-04", chunks("0\r\nnocolon\r\n\r\n" + GET + "\r\n"))
                        .kept(statuses(200, 200))
                        .broken(status(200).then(response(400, "Content-Length: 0\r\n", ""))),
                example("TR-04", chunks("0\r\nX:POST / HTTP/1.1\r\n\r\n"))
                        .kept(echo())
                        .broken(statuses(200, 400).closing()),
                example("TR-05", chunks("0\r\nX-T: " + "a".repeat(9000) + "\r\n\r\n"))
                        .kept(status(431).closing(), echo())
                        .broken(status(500).closing()));
    }

    private static String chunks(String text) {
        return CHUNKED + text;
    }
}
