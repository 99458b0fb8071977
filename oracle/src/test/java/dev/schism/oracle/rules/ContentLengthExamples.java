// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static dev.schism.oracle.rules.RuleExample.example;
import static dev.schism.oracle.rules.Stub.body;
import static dev.schism.oracle.rules.Stub.echo;
import static dev.schism.oracle.rules.Stub.echoOnly;
import static dev.schism.oracle.rules.Stub.response;
import static dev.schism.oracle.rules.Stub.silent;
import static dev.schism.oracle.rules.Stub.status;
import static dev.schism.oracle.rules.Stub.statuses;

import java.util.List;

/** Examples of the rules on Content-Length. */
final class ContentLengthExamples {

    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n";
    private static final String POST = "POST / HTTP/1.1\r\nHost: h\r\n";
    private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";

    private ContentLengthExamples() {}

    static List<RuleExample> examples() {
        return List.of(
                example("CL-01", post("+5"))
                        .kept(status(400).closing())
                        .broken(echo(body("hello")), status(400), silent(), silent().closing()),
                example("CL-01", post("")).kept(status(400).closing()).broken(echo()),
                example("CL-02", POST + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello")
                        .kept(status(400).closing())
                        .broken(echo(body("hello")), silent()),
                example("CL-02", post("5, 10")).kept(status(400).closing()).broken(echo(body("hello"))),
                example("CL-03", post("5, 5"))
                        .kept(status(400).closing(), echo())
                        .broken(echo(body(""))),
                example("CL-04", post("5,")).kept(status(400).closing(), echo()).broken(echo(body(""))),
                example("CL-05", post("005")).kept(echo()).broken(status(400).closing(), echo(body("hell"))),
                example("CL-06", post("4294967301"))
                        .kept(
                                status(413).closing(),
                                status(400).closing(),
                                silent(),
                                echo(body("")).closing())
                        .broken(echo(), status(500).closing()),
                example("CL-07", post("2147483648"))
                        .kept(status(413).closing(), silent())
                        .broken(status(500).closing()),
                example("CL-08", post("10"))
                        .kept(
                                silent(),
                                status(408).closing(),
                                echo().closing(),
                                silent().closing(),
                                status(404).closing())
                        .broken(echo().then(response(400, "Content-Length: 0\r\n", ""))),
                example("CL-09", Sent.halfClosed(postText("10")))
                        .kept(
                                silent().closing(),
                                status(400).closing(),
                                echo(body("")).closing())
                        .broken(echo().closing()),
                example("CL-10", post("3"))
                        .kept(
                                echoOnly(1, echo -> echo)
                                        .then(response(400, "Content-Length: 0\r\n", ""))
                                        .closing(),
                                status(400).closing())
                        .broken(echoOnly(1, body("hello")), echo(body("hello"))),
                example("CL-10", Sent.of(postText("5") + GET + "\r\n"))
                        .kept(echo())
                        .broken(echoOnly(1, echo -> echo)),
                example("CL-10", Sent.of(postText("5") + "! /2 HTTP/1.1\r\nHost: h\r\n\r\n"))
                        .kept(echoOnly(1, echo -> echo).then(response(400, "Content-Length: 0\r\n", "")))
                        .broken(echo(body("hello!"))),
                example("CL-11", "DELETE / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello")
                        .kept(
                                echo(),
                                status(200).announcedClosing(),
                                status(405, "Allow: GET\r\nConnection: close\r\n")
                                        .closing())
                        .broken(status(200)
                                .then(response(400, "Content-Length: 0\r\n", ""))
                                .closing()),
                example("CL-11", "GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello" + GET + "\r\n")
                        .kept(echo())
                        .broken(statuses(200, 400).closing()),
                example("CL-12", POST + "\r\n")
                        .kept(echo(), status(411), status(400))
                        .broken(silent(), echo(body("x"))),
                example("CL-13", CHUNKED + "5\r\nhello\r\n0\r\n\r\n")
                        .kept(echo(), status(411).closing())
                        .broken(statuses(411, 400)));
    }

    private static Sent post(String length) {
        return Sent.of(postText(length));
    }

    private static String postText(String length) {
        return POST + "Content-Length: " + length + "\r\n\r\nhello";
    }
}
