// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static dev.schism.oracle.rules.RuleExample.example;
import static dev.schism.oracle.rules.Stub.echo;
import static dev.schism.oracle.rules.Stub.echoOnly;
import static dev.schism.oracle.rules.Stub.raw;
import static dev.schism.oracle.rules.Stub.response;
import static dev.schism.oracle.rules.Stub.silent;
import static dev.schism.oracle.rules.Stub.status;
import static dev.schism.oracle.rules.Stub.statuses;
import static dev.schism.oracle.rules.Stub.target;

import dev.schism.scenario.Scenario;
import java.time.Duration;
import java.util.List;

/** Examples of the rules on persistence and pipelining. */
final class ConnectionExamples {

    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n";
    private static final String POST = "POST / HTTP/1.1\r\nHost: h\r\n";
    private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";

    private static final String CLOSING = Stub.response(200, "Connection: close\r\nContent-Length: 2\r\n", "ok");
    private static final String NO_LENGTH = Stub.response(200, "", "ok");

    private ConnectionExamples() {}

    static List<RuleExample> examples() {
        return List.of(
                example("KA-01", GET + "\r\n")
                        .kept(echo())
                        .broken(status(200).closing(), status(200).announcedClosing()),
                example("KA-02", GET + "Connection: close\r\n\r\n")
                        .kept(status(200).closing())
                        .broken(status(200), echo()),
                example("KA-02", GET + "Connection: close\r\n\r\n" + GET + "\r\n")
                        .kept(echoOnly(1, echo -> echo).closing())
                        .broken(echo().closing()),
                example("KA-03", "GET / HTTP/1.0\r\nHost: h\r\n\r\n")
                        .kept(status(200).closing())
                        .broken(status(200)),
                example("KA-04", "GET / HTTP/1.0\r\nHost: h\r\nConnection: keep-alive\r\n\r\n")
                        .kept(
                                status(200, "Connection: keep-alive\r\n"),
                                status(200).closing())
                        .broken(status(200), status(200, "Connection: not-keep-alive\r\n")),
                example("KA-05", GET + "Connection: keep-alive, CLOSE\r\n\r\n")
                        .kept(status(200).closing())
                        .broken(status(200)),
                example("KA-06", answeredBeforeContent())
                        .kept(status(413).closing(), echo(413, echo -> echo))
                        .broken(statuses(413, 400).closing()),
                example("KA-07", GET + "\r\n" + "GET /2 HTTP/1.1\r\nHost: h\r\n\r\n")
                        .kept(echo(), echoOnly(1, echo -> echo).announcedClosing())
                        .broken(
                                echo(target("/2")),
                                echoOnly(1, echo -> echo),
                                statuses(200, 200, 200),
                                status(400).closing(),
                                silent().closing()),
                example("KA-07", GET + "\r\n" + "GET /2\r\n")
                        .kept(echoOnly(1, echo -> echo)
                                .then(response(400, "Content-Length: 0\r\n", ""))
                                .closing())
                        .broken(status(400).closing(), silent().closing()),
                example("KA-08", POST + "Content-Length: x\r\n\r\n" + GET + "\r\n")
                        .kept(status(400).closing())
                        .broken(statuses(400, 200), status(400)),
                example("KA-09", Sent.halfClosed(GET + "\r\n"))
                        .kept(echo().closing(), silent().closing())
                        .broken(status(500).closing()),
                example("KA-10", "GET / HTTP/1.1\r\nHo")
                        .kept(silent().closing(), status(408).closing())
                        .broken(silent().resetting()),
                example("KA-13", POST + "Content-Length: x\r\n\r\nhello")
                        .kept(status(400).closing(), status(400).resetting())
                        .broken(silent().resetting()),
                example("KA-14", GET + "\r\n")
                        .kept(echo(), statuses(200, 408).closing())
                        .broken(statuses(200, 400).closing()),
                example("KA-15", watched(GET + "Connection: close\r\n\r\n"))
                        .kept(status(200).announcedClosing())
                        .broken(status(200, "Connection: close\r\n"), status(200, "Connection: x , Close\r\n")),
                example("KA-15", GET + "\r\n" + GET + "\r\n")
                        .kept(echoOnly(1, echo -> echo).announcedClosing())
                        .broken(raw(CLOSING + CLOSING)),
                example("KA-15", POST + "Content-Length: 2\r\n\r\nok" + GET + "\r\n")
                        .kept(echoOnly(1, echo -> echo).announcedClosing())
                        .broken(raw(CLOSING + CLOSING)),
                example("KA-16", watched(GET + "\r\n"))
                        .kept(raw(NO_LENGTH).closing())
                        .broken(raw(NO_LENGTH)));
    }

    /** Looks long enough behind the response to see that a connection stays open. */
    private static Sent watched(String text) {
        return Sent.of(text).taking(Duration.ofSeconds(2));
    }

    private static Sent answeredBeforeContent() {
        return Sent.of(Scenario.named("late")
                        .send(POST + "Content-Length: 5\r\n\r\n")
                        .await()
                        .send("hello")
                        .await()
                        .build())
                .answeredAfterStep(1);
    }
}
