// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static dev.schism.oracle.rules.RuleExample.example;
import static dev.schism.oracle.rules.Stub.echo;
import static dev.schism.oracle.rules.Stub.raw;
import static dev.schism.oracle.rules.Stub.silent;
import static dev.schism.oracle.rules.Stub.status;
import static dev.schism.oracle.rules.Stub.statuses;

import java.util.List;

/** Examples of the rules on Expect, Upgrade and HTTP/1.0. */
final class ExpectExamples {

    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n";
    private static final String POST = "POST / HTTP/1.1\r\nHost: h\r\n";
    private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";

    private ExpectExamples() {}

    static List<RuleExample> examples() {
        return List.of(
                example("EX-01", Sent.of(EXPECT).taking(ExpectRules.LONG_SILENCE.plusMillis(20)))
                        .kept(
                                silent().after("HTTP/1.1 100 Continue\r\n\r\n"),
                                status(417),
                                status(403).closing())
                        .broken(silent()),
                example("EX-02", EXPECT + "hello")
                        .kept(echo(), echo().after(CONTINUE), status(417))
                        .broken(echo().after(CONTINUE + CONTINUE), silent().after(CONTINUE)),
                example("EX-03", GET + "Expect: 100-continue\r\n\r\n")
                        .kept(echo(), echo().after(CONTINUE))
                        .broken(silent().after(CONTINUE)),
                example("EX-04", "POST / HTTP/1.0\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n")
                        .kept(silent(), status(200).closing())
                        .broken(silent().after(CONTINUE)),
                example("EX-05", GET + "Expect: cake\r\n\r\n")
                        .kept(status(417), echo())
                        .broken(status(500), silent()),
                example("EX-05", POST + "Expect: cake, 100-continue\r\nContent-Length: 5\r\n\r\nhello")
                        .kept(status(417), echo())
                        .broken(status(500), silent()),
                example(
                                "EX-06",
                                Sent.of(POST + "Expect: 100-Continue\r\nContent-Length: 5\r\n\r\n")
                                        .taking(ExpectRules.LONG_SILENCE.plusMillis(20)))
                        .kept(silent().after(CONTINUE), status(417))
                        .broken(silent()),
                example("EX-07", Sent.parts(EXPECT, "hello").answeredAfterStep(1))
                        .kept(status(417).closing(), echo(417, echo -> echo))
                        .broken(statuses(417, 400).closing()),
                example(
                                "EX-08",
                                GET + "Connection: upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                                        + "Sec-WebSocket-Key: a\r\nExpect: 100-continue\r\n\r\n")
                        .kept(echo(), SWITCH.after(CONTINUE))
                        .broken(SWITCH),
                example("EX-09", Sent.parts(EXPECT, "hello"))
                        .kept(echo().after(CONTINUE))
                        .broken(silent().after(CONTINUE)),
                example(
                                "UP-01",
                                GET
                                        + "Connection: upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: a\r\n\r\n")
                        .kept(SWITCH)
                        .broken(
                                raw("HTTP/1.1 101 Switching\r\n\r\n"),
                                raw("HTTP/1.1 101 Switching\r\nUpgrade: h2c\r\n\r\n")),
                example("UP-02", GET + "Upgrade: websocket\r\n\r\n")
                        .kept(echo())
                        .broken(SWITCH),
                example("UP-03", "GET / HTTP/1.0\r\nHost: h\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n")
                        .kept(echo().closing())
                        .broken(SWITCH),
                example("UP-04", GET + "Connection: upgrade\r\nUpgrade: cake/1/2\r\n\r\n")
                        .kept(echo())
                        .broken(raw("HTTP/1.1 101 Switching\r\nUpgrade: cake/1/2\r\n\r\n")),
                example("UP-06", GET + "Connection: upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 9\r\n\r\n")
                        .kept(status(426, "Upgrade: websocket\r\n"), echo())
                        .broken(SWITCH),
                example("UP-07", POST + "Connection: upgrade\r\nUpgrade: h2c\r\nContent-Length: 9\r\n\r\nhello")
                        .kept(status(200).closing())
                        .broken(raw("HTTP/1.1 101 Switching\r\nUpgrade: h2c\r\n\r\n")),
                example("VE-01", "GET / HTTP/1.0\r\nHost: h\r\n\r\n")
                        .kept(status(200).closing())
                        .broken(
                                raw("<html>").closing(),
                                raw("HTTP/1.0 200 OK\r\nContent-Length: 0\r\nDate: Sat, 21 Nov 2026 10:00:00 GMT\r\n\r\n")
                                        .closing()),
                example(
                                "VE-02",
                                "GET / HTTP/1.0\r\nHost: h\r\nConnection: keep-alive\r\nContent-Length: 5\r\n\r\nhello")
                        .kept(echo().closing(), status(400).closing())
                        .broken(statuses(200, 400).closing()));
    }

    private static final String EXPECT = POST + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n";
    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";
    private static final Stub SWITCH =
            raw("HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n");
}
