// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static dev.schism.oracle.rules.RuleExample.example;
import static dev.schism.oracle.rules.Stub.body;
import static dev.schism.oracle.rules.Stub.echo;
import static dev.schism.oracle.rules.Stub.forwarding;
import static dev.schism.oracle.rules.Stub.raw;
import static dev.schism.oracle.rules.Stub.response;
import static dev.schism.oracle.rules.Stub.silent;
import static dev.schism.oracle.rules.Stub.status;

import java.util.List;

/** Examples of the rules on Transfer-Encoding. */
final class TransferCodingExamples {

    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n";
    private static final String POST = "POST / HTTP/1.1\r\nHost: h\r\n";
    private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";

    private TransferCodingExamples() {}

    static List<RuleExample> examples() {
        return List.of(
                example("TE-01", CHUNKED + "5\r\nhello\r\n0\r\n\r\n")
                        .kept(echo())
                        .broken(echo(body("5\r\nhello\r\n0\r\n\r\n")), status(501), silent()),
                example("TE-02", POST + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
                        .kept(status(400).closing(), echo().closing())
                        .broken(echo(), echo(body("0\r\n\r\n")).closing(), status(400)),
                example("TE-03", coded("gzip"))
                        .kept(status(400).closing(), status(501).closing())
                        .broken(status(200), status(400), silent()),
                example("TE-03", coded("chunked, identity"))
                        .kept(status(400).closing())
                        .broken(status(200).closing()),
                example("TE-04", coded("foo, chunked"))
                        .kept(status(501))
                        .broken(status(200), status(400).closing()),
                example("TE-05", coded("chunked, chunked"))
                        .kept(status(400).closing(), status(501).closing())
                        .broken(echo()),
                example("TE-06", coded(", chunked"))
                        .kept(echo())
                        .broken(status(400).closing(), echo(body(""))),
                example("TE-07", coded("CHUNKED")).kept(echo()).broken(status(501), echo(body(""))),
                example("TE-08", coded("chunked;a=b"))
                        .kept(status(400).closing(), status(501).closing())
                        .broken(status(200)),
                example("TE-09", coded("chunked, \"chunked"))
                        .kept(status(400).closing(), status(501).closing())
                        .broken(status(200)),
                example("TE-10", "POST / HTTP/1.0\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
                        .kept(status(400).closing(), echo().closing())
                        .broken(echo(), status(400)),
                example("TE-11", "GET / HTTP/1.0\r\nHost: h\r\n\r\n")
                        .kept(status(200).closing())
                        .broken(raw(response(200, "Transfer-Encoding: chunked\r\n", "0\r\n\r\n"))
                                .closing()),
                example("TE-12", GET + "\r\n")
                        .kept(raw(response(204, "", "")))
                        .broken(raw(response(204, "Transfer-Encoding: chunked\r\n", ""))),
                example("TE-14", coded("gzip, chunked"))
                        .kept(status(501), echo(body("decoded")))
                        .broken(echo()),
                example("TE-15", GET + "TE: x-gzip;q=0.5, trailers\r\n\r\n")
                        .kept(raw(response(200, "Transfer-Encoding: gzip\r\n", ""))
                                .closing())
                        .broken(raw(response(200, "Transfer-Encoding: deflate\r\n", ""))
                                .closing()),
                example("TE-13", POST + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
                        .kept(forwarding("POST / HTTP/1.0\r\nHost: h\r\nContent-Length: 0\r\n\r\n")
                                .closing())
                        .broken(forwarding(
                                        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
                                .closing()));
    }

    private static String coded(String codings) {
        return POST + "Transfer-Encoding: " + codings + "\r\n\r\n5\r\nhello\r\n0\r\n\r\n";
    }
}
