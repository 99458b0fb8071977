// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static dev.schism.oracle.rules.RuleExample.example;
import static dev.schism.oracle.rules.Stub.body;
import static dev.schism.oracle.rules.Stub.echo;
import static dev.schism.oracle.rules.Stub.method;
import static dev.schism.oracle.rules.Stub.status;
import static dev.schism.oracle.rules.Stub.target;

import java.util.List;

/** Examples of the rules on flawless requests: that they are taken, and shown as they were sent. */
final class AcceptanceExamples {

    /** The address that the client dialled. */
    private static final String HOST = "Host: h:8080\r\n";

    private static final String CHUNKED = "POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n";

    private AcceptanceExamples() {}

    private static RuleExample refused(String id, String sent) {
        return example(id, sent)
                .kept(status(200), echo(), status(302))
                .broken(status(400), status(400).closing(), status(400).announcedClosing());
    }

    static List<RuleExample> examples() {
        return List.of(
                example("RL-37", get("/Ab%2Fc?Q=R", ""))
                        .kept(echo())
                        .broken(
                                echo(target("/ab%2fc?q=r")),
                                echo(target("/Ab%2Fc")),
                                echo(target("/")),
                                echo(target("/Ab/c?Q=R"))),
                example("RL-38", "POST / HTTP/1.1\r\n" + HOST + "Content-Length: 2\r\n\r\nok")
                        .kept(echo())
                        .broken(echo(method("GET")), echo(method("post"))),
                example("CL-14", "POST / HTTP/1.1\r\n" + HOST + "Content-Length: 5\r\n\r\nhello")
                        .kept(echo(), echo(201, same -> same))
                        .broken(
                                echo(body("hell")),
                                echo(body("")),
                                status(400),
                                status(400).closing(),
                                status(411)),
                refused("RL-39", get("/a?b=c", "")),
                refused("RL-40", "DELETE /a HTTP/1.1\r\n" + HOST + "\r\n").kept(status(501)),
                refused("HO-09", "GET / HTTP/1.1\r\nHost: www.example.com\r\n\r\n"),
                refused("HF-17", get("/", "Accept-Language: de\r\n")),
                refused("TR-06", CHUNKED + "0\r\nX-Sum: 1\r\n\r\n"),
                refused("EX-10", get("/", "Expect: 100-continue\r\n")).kept(status(417)),
                refused("UP-08", get("/", "Connection: upgrade\r\nUpgrade: schism/1\r\n")),
                example("VE-03", "GET / HTTP/1.0\r\n" + HOST + "\r\n")
                        .kept(status(200).closing(), status(505).closing())
                        .broken(status(400).closing()));
    }

    private static String get(String target, String fields) {
        return "GET " + target + " HTTP/1.1\r\n" + HOST + fields + "\r\n";
    }
}
