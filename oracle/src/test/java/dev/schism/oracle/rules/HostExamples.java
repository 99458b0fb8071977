// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static dev.schism.oracle.rules.RuleExample.example;
import static dev.schism.oracle.rules.Stub.echo;
import static dev.schism.oracle.rules.Stub.field;
import static dev.schism.oracle.rules.Stub.silent;
import static dev.schism.oracle.rules.Stub.status;

import java.util.List;

/** Examples of the rules on Host. */
final class HostExamples {

    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n";
    private static final String POST = "POST / HTTP/1.1\r\nHost: h\r\n";
    private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";

    private HostExamples() {}

    static List<RuleExample> examples() {
        return List.of(
                example("HO-01", "GET / HTTP/1.1\r\n\r\n")
                        .kept(status(400), status(400).closing())
                        .broken(echo(), silent().closing(), status(404)),
                example("HO-02", "GET / HTTP/1.0\r\nHost: h\r\nHost: h\r\n\r\n")
                        .kept(status(400).closing())
                        .broken(echo().closing()),
                example("HO-03", "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n")
                        .kept(status(400))
                        .broken(echo(), status(421)),
                example("HO-03", "GET / HTTP/1.1\r\nHost: h:x\r\n\r\n")
                        .kept(status(400))
                        .broken(echo()),
                example("HO-04", "GET / HTTP/1.1\r\nHost:\r\n\r\n")
                        .kept(status(400), echo())
                        .broken(status(500)),
                example("HO-05", "GET / HTTP/1.0\r\n\r\n")
                        .kept(echo().closing(), status(400).closing())
                        .broken(status(500).closing()),
                example("HO-06", "GET / HTTP/1.1\r\nHost: a,b:\r\n\r\n")
                        .kept(echo(), status(400), status(421))
                        .broken(status(500)),
                example("HO-06", "GET / HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n")
                        .kept(echo(), status(400))
                        .broken(status(502)),
                example("HO-06", "GET / HTTP/1.1\r\nHost: .\r\n\r\n")
                        .kept(echo(), status(400))
                        .broken(status(500)),
                example("HO-07", "GET / HTTP/1.1\r\nHost: a.invalid\r\n\r\n")
                        .kept(status(421), echo(), status(404))
                        .broken(status(500)),
                example("HO-08", "GET / HTTP/1.1\r\nHost:\th \r\n\r\n")
                        .kept(echo())
                        .broken(status(400), echo(field("Host", "h "))));
    }
}
