// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static dev.schism.oracle.rules.Stub.body;
import static dev.schism.oracle.rules.Stub.echo;
import static dev.schism.oracle.rules.Stub.echoOnly;
import static dev.schism.oracle.rules.Stub.method;
import static dev.schism.oracle.rules.Stub.raw;
import static dev.schism.oracle.rules.Stub.response;
import static dev.schism.oracle.rules.Stub.silent;
import static dev.schism.oracle.rules.Stub.status;
import static dev.schism.oracle.rules.Stub.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.oracle.rules.Verdict.Result;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.Octets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server with one fault fails one rule, whatever follows from the fault further on. */
class OneFaultTest {

    private static final String HOST = "Host: h\r\n";
    private static final String GET = "GET /a HTTP/1.1\r\n" + HOST + "\r\n";
    private static final String TAGGED = "GET /{token} HTTP/1.1\r\n" + HOST + "\r\n";
    private static final String HEAD = "HEAD /a HTTP/1.1\r\n" + HOST + "\r\n";
    private static final String POST = "POST /a HTTP/1.1\r\n" + HOST + "Content-Length: 5\r\n\r\nhello";
    private static final String TRAILER =
            "POST /a HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n0\r\nX-Sum: 1\r\n\r\n";
    private static final String OK = response(200, "Content-Length: 2\r\n", "ok");
    private static final String CLOSING = response(200, "Connection: close\r\nContent-Length: 2\r\n", "ok");

    /** Answers the second of two requests first. */
    private static final Stub SWAPPED = new Stub(
            sent -> {
                Octets text = Octets.latin1(sent.toLatin1().substring(HEAD.length()));
                return echo().octets().apply(text).plus(echo().octets().apply(Octets.latin1(HEAD)));
            },
            ConnectionEnd.OPEN);

    private record Fault(String sent, Stub server, Set<String> rules) {
        @Override
        public String toString() {
            return rules + " " + Sent.of(sent).observe(server).sent();
        }
    }

    private static Fault fault(String sent, Stub server, String... rules) {
        return new Fault(sent, server, Set.of(rules));
    }

    static List<Fault> faults() {
        return List.of(
                // broken responses, and what comes behind them
                fault(POST + TAGGED, raw(response(200, "Content-Length: 2\r\n", "okxx") + OK), "ME-10"),
                fault(POST + TAGGED, raw(response(200, "", "ok")), "KA-16"),
                fault(POST, raw(response(200, "", "ok")), "KA-16"),
                fault(HEAD + TAGGED, raw(response(200, "Content-Length: 2\r\n", "ok") + OK), "ME-01"),
                fault(GET + TAGGED, raw(response(204, "", "ok") + OK), "ME-02"),
                fault(
                        HEAD + GET,
                        new Stub(sent -> echo().octets().apply(Octets.latin1(GET + GET)), ConnectionEnd.OPEN),
                        "ME-01"),
                fault(POST + TAGGED, raw(response(205, "Content-Length: 2\r\n", "ok") + OK), "ME-02"),
                fault(GET + TAGGED, raw(CLOSING + OK), "KA-15"),
                fault(POST + TAGGED, raw(CLOSING + OK), "KA-15"),
                fault(
                        GET + TAGGED,
                        status(200)
                                .after("HTTP/1.1 103 Hints\r\nno colon\r\n\r\n")
                                .then(OK),
                        "ME-10"),
                fault(GET, raw(OK.replace(" 200 ", " 099 ")), "ME-10"),
                fault(POST, raw(response(200, "Content-Length: 9\r\n", "ok")), "ME-10"),
                fault(GET, raw(response(200, "Content-Length: +2\r\n", "ok")), "ME-10"),
                // responses to other requests, or none
                fault(GET + TAGGED, echo(target("/" + Sent.TOKEN)), "KA-07"),
                fault(GET + TAGGED, status(400).closing(), "KA-07"),
                fault(GET + TAGGED, silent().closing(), "KA-07"),
                fault(TRAILER + TAGGED, raw(OK + response(400, "", "")).closing(), "TR-04"),
                fault(TRAILER + TAGGED, raw(OK + response(400, "", "") + OK).closing(), "TR-04"),
                fault(
                        TRAILER.substring(0, TRAILER.length() - 2),
                        raw(OK + response(400, "Content-Length: 0\r\n", "")),
                        "TR-04"),
                fault(HEAD + TAGGED, SWAPPED, "KA-07"),
                // flawless requests that are shown otherwise
                fault(GET, echo(target("/A")), "RL-37"),
                fault(GET + TAGGED, echo(target("/")), "RL-37"),
                fault(POST, echo(method("GET")), "RL-38"),
                fault(POST, echo(body("hell")), "CL-14"),
                fault(POST + TAGGED, echo(body("hell")), "CL-14"),
                fault(POST + TAGGED, echoOnly(1, body("hello" + GET)), "CL-10"),
                // flawless requests that are refused
                fault(POST, status(400).closing(), "CL-14"),
                fault(POST, status(400), "CL-14"),
                fault(GET, status(400).closing(), "RL-06"),
                fault(HEAD, raw(response(400, "", "")).closing(), "RL-06"),
                fault("DELETE /a HTTP/1.1\r\n" + HOST + "\r\n", status(400).closing(), "RL-40"),
                fault("GET /a?b HTTP/1.1\r\n" + HOST + "\r\n", status(400).closing(), "RL-39"),
                fault(TRAILER, status(400).closing(), "TR-06"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void failsOneRule(Fault fault) {
        assertThat(bad(Sent.of(fault.sent()).taking(Duration.ofSeconds(2)), fault.server()))
                .isEqualTo(fault.rules());
    }

    /** What keeps every rule, and may look like one of the faults. */
    static Stream<Fault> right() {
        return Stream.of(
                fault(POST + TAGGED, echo()),
                fault(HEAD + TAGGED, echo()),
                fault(TRAILER + TAGGED, echo()),
                fault(GET + TAGGED, raw(CLOSING).closing()),
                fault(GET, raw(response(200, "", "ok")).closing()),
                fault(
                        "GET / HTTP/1.1\r\n" + HOST + "TE: gzip\r\n\r\n",
                        raw(response(200, "Transfer-Encoding: gzip\r\n", "")).closing()),
                // a host that a server may refuse, a section beyond limits, content that may be unread
                fault(
                        GET + "GET / HTTP/1.1\r\nHost:\r\n\r\n",
                        raw(OK + response(400, "Content-Length: 0\r\n", "")).closing()),
                fault("GET / HTTP/1.1\r\nHost:\r\n\r\n" + GET, status(400).closing()),
                fault(
                        TRAILER.replace("X-Sum: 1", "X-Sum: " + "a".repeat(5000)),
                        status(431).closing()),
                fault(
                        "POST / HTTP/1.1\r\n" + HOST
                                + "Content-Length: 50\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                        raw(response(400, "Connection: close\r\nContent-Length: 0\r\n", ""))),
                fault(
                        "PUT /\r\nContent-Length: 2\r\n\r\nok" + GET,
                        raw("<html>400</html>").closing()),
                fault(GET, echo().after("HTTP/1.1 103 Hints\r\nLink: a\r\n\r\n")),
                fault(
                        GET + "nonsense\r\n\r\n",
                        raw(OK + response(400, "Content-Length: 0\r\n", "")).closing()));
    }

    @ParameterizedTest
    @MethodSource("right")
    void failsNone(Fault fault) {
        assertThat(bad(Sent.of(fault.sent()).taking(Duration.ofSeconds(2)), fault.server()))
                .isSubsetOf("KA-01", "ME-09", "RL-01", "RL-15", "TE-02");
    }

    /** The responses arrive behind the first step, and the second request follows in the next one. */
    @Test
    void aResponseThatCameBeforeItsRequestIsOneTooMany() {
        Sent sent = Sent.parts(GET, TAGGED).answeredAfterStep(1);

        assertThat(bad(sent, raw(OK + OK))).containsExactly("KA-14");
        assertThat(bad(sent, raw(OK + OK + OK))).containsExactly("KA-14");
    }

    @Test
    void contentThatWasAnsweredAsARequestIsTheFaultOfItsRule() {
        String content = GET.replace("\r\n\r\n", "\r\nContent-Length: 5\r\n\r\nhello");
        Sent sent = Sent.parts(content, TAGGED).answeredAfterStep(1);
        String refusal = response(400, "Content-Length: 0\r\n", "");

        assertThat(bad(sent, raw(OK + refusal))).containsExactly("CL-11");
        assertThat(bad(sent, raw(OK + refusal + OK))).containsExactly("CL-11");
    }

    @Test
    void aPartThatIsShownWrongInPlainRequestsProvesNothing() {
        Sent sent = Sent.of("GET /a HTTP/1.2\r\n" + HOST + "\r\n" + TAGGED);
        Sent plain = Sent.of("GET /Ab%2Fc?Q=R HTTP/1.1\r\n" + HOST + "\r\n");
        Judge.Run run = new Judge.Run(plain.scenario(), plain.observe(echo(target("/"))));
        Judge judge = Judge.of(Profile.RFC).distrusting(EchoPart.misreported(List.of(run)));

        assertThat(judge.judge(sent.scenario(), sent.observe(echo(target("/")))))
                .filteredOn(verdict -> verdict.rule().id().equals("RB-05"))
                .extracting(Verdict::result)
                .containsExactly(Result.NOT_OBSERVABLE);
    }

    @Test
    void aFailureOfAPermissionTellsWhereItEnds() {
        Sent sent = Sent.of(POST.replace("Content-Length: 5", "Transfer-Encoding: chunked")
                .replace("hello", "5\r\nhello\r\n0\r\n\r\n"));

        assertThat(Judge.of(Profile.RFC).judge(sent.scenario(), sent.observe(Stub.statuses(411, 400))))
                .filteredOn(verdict ->
                        verdict.result() == Result.FAIL && verdict.rule().level() == Level.MAY)
                .isNotEmpty()
                .allSatisfy(verdict -> assertThat(verdict.note()).startsWith("the licence ends at: "));
    }

    private static Set<String> bad(Sent sent, Stub server) {
        return Judge.of(Profile.RFC).judge(sent.scenario(), sent.observe(server)).stream()
                .filter(verdict -> EnumSet.of(Result.WARN, Result.FAIL).contains(verdict.result()))
                .map(verdict -> verdict.rule().id())
                .collect(Collectors.toSet());
    }
}
