// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static dev.schism.oracle.rules.Stub.echo;
import static dev.schism.oracle.rules.Stub.forwarding;
import static dev.schism.oracle.rules.Stub.raw;
import static dev.schism.oracle.rules.Stub.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.oracle.rules.Verdict.Result;
import dev.schism.scenario.Scenario;
import dev.schism.wire.EchoedRequest;
import dev.schism.wire.Octets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What servers do that is legal but unusual, or whose cause lies elsewhere, is no deviation. */
class FalseAlarmTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n";
    private static final String POST = "POST / HTTP/1.1\r\nHost: h\r\n";
    private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";
    private static final String FORWARDED = "GET / HTTP/1.1\r\nHost: h\r\n";
    private static final String NGINX = FORWARDED + "Schism-Version: HTTP/1.1\r\n\r\n";
    private static final String ELSEWHERE = "GET http://other/ HTTP/1.1\r\nHost: h\r\n\r\n";

    /** Something that is right, and the rule that must not find fault with it. */
    record Example(String rule, Sent sent, Stub server) {

        @Override
        public String toString() {
            return rule + " " + sent.observe(server).sent();
        }
    }

    private static Example example(String rule, String text, Stub server) {
        return new Example(rule, Sent.of(text), server);
    }

    private static Example example(String rule, Sent sent, Stub server) {
        return new Example(rule, sent, server);
    }

    /** An intermediary that forwards neither content nor its length. */
    private static Stub dropping() {
        return echo(echo -> new EchoedRequest(
                echo.method(),
                echo.target(),
                echo.version(),
                echo.headers(),
                Octets.EMPTY,
                List.of(),
                1,
                Optional.of(Octets.latin1(FORWARDED + "\r\n"))));
    }

    static List<Example> examples() {
        return List.of(
                // a path that another rule lets a server refuse tells nothing about GET
                example(
                        "RL-06",
                        "GET /%01 HTTP/1.1\r\nHost: h\r\n\r\n",
                        status(400).closing()),
                example(
                        "RL-06",
                        "GET http://h?q HTTP/1.1\r\nHost: h\r\n\r\n",
                        status(400).closing()),
                example("RL-06", GET + "Upgrade: websocket\r\n\r\n", status(400).closing()),
                example(
                        "RL-06",
                        GET + "Connection: close\r\n\r\nGET",
                        status(400).closing()),
                example("RL-06", GET + "Connection: Host\r\n\r\n", status(400).closing()),
                // 422 does not say that the request was processed
                example("KA-01", GET + "\r\n", status(422).closing()),
                // one refusal for what follows, found before the first answer was written
                example(
                        "TE-01",
                        CHUNKED + "0\r\n\r\nGARBAGE\r\n\r\n",
                        status(400).closing()),
                example(
                        "CH-01",
                        CHUNKED + "00\r\n\r\nGARBAGE\r\n\r\n",
                        status(400).closing()),
                // without version there is no method to go by
                example("ME-01", "HEAD /\r\n\r\n", status(400).closing()),
                // a reset destroyed the end of it
                example(
                        "ME-10",
                        GET + "\r\n",
                        raw("HTTP/1.1 431 Large\r\nConnection: close\r\n\r\n").resetting()),
                // an answer before the content was read, without echo
                example("CH-02", CHUNKED + "x\r\n", status(200).closing()),
                example("CH-03", CHUNKED + "100000005\r\nhello\r\n0\r\n\r\n", status(200)),
                example("CH-04", CHUNKED + "5\nhello\r\n0\r\n\r\n", status(200).closing()),
                example(
                        "CH-05",
                        CHUNKED + "5\r\nhelloX\r\n0\r\n\r\n",
                        status(200).closing()),
                example("CH-06", CHUNKED + "5\rhello\r\n0\r\n\r\n", status(200).closing()),
                example(
                        "CE-03",
                        CHUNKED + "5;=\r\nhello\r\n0\r\n\r\n",
                        status(200).closing()),
                example("TR-03", CHUNKED + "0\r\nX\r\n\r\n", status(200).closing()),
                // what every forwarded message has is made anew
                example(
                        "PX-02",
                        POST + "Connection: Content-Length\r\nContent-Length: 5\r\n\r\nhello",
                        forwarding("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello")),
                example("PX-02", GET + "Connection: Host\r\n\r\n", forwarding(FORWARDED + "\r\n")),
                // a gateway that upgrades itself lists the fields itself
                example(
                        "PX-02",
                        GET + "Connection: Upgrade, X-S\r\nUpgrade: a\r\nX-S: b\r\n\r\n",
                        forwarding(FORWARDED + "Connection: Upgrade, X-S\r\nUpgrade: a\r\nX-S: b\r\n\r\n")),
                example(
                        "PX-03",
                        GET + "Connection: Upgrade\r\nUpgrade: a\r\n\r\n",
                        forwarding(FORWARDED + "Connection: upgrade\r\nUpgrade: a\r\n\r\n")),
                // a gateway may have been told which Host to send
                example("RL-23", ELSEWHERE, forwarding("GET / HTTP/1.1\r\nHost: configured\r\n\r\n")),
                example("PX-06", ELSEWHERE, forwarding("GET / HTTP/1.1\r\nHost: configured\r\n\r\n")),
                // content without use may be read and dropped on the way
                example(
                        "TE-01",
                        "GET / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
                        dropping()),
                example(
                        "PX-17",
                        "GET / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
                        dropping()),
                // a gateway writes a Connection field of its own
                example(
                        "TR-02",
                        CHUNKED + "0\r\nConnection: close\r\n\r\n",
                        forwarding("POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")),
                // the text asks for 400, not for a close, where the framing is sound
                example("HF-05", GET + "X-A: a\r\n b\r\n\r\n", status(400)),
                // the tab of a fold changes no value
                example("HF-05", GET + "X-A: a\r\n\tb\r\n\r\n", echo(Stub.field("X-A", "a  \tb"))),
                // whoever does not take LF for the last line end waits for it
                example("CH-10", CHUNKED + "0\r\n\n", Stub.silent()),
                // any error will do for what was cut short
                example(
                        "CH-08",
                        Sent.halfClosed(CHUNKED + "5\r\nhel"),
                        status(503).closing()),
                example(
                        "CL-09",
                        Sent.halfClosed(POST + "Content-Length: 5\r\n\r\nhel"),
                        status(503).closing()),
                // who refuses trailers merges none
                example("TR-02", CHUNKED + "0\r\nHost: a\r\n\r\n", status(503).closing()),
                // the request line is not one of HTTP/1.0, nor of any other version
                example("KA-03", "GET / HTTP/1.1 HTTP/1.0\r\nHost: h\r\n\r\n", status(200)),
                example("ME-10", "HEAD /\r\n\r\n", status(400).closing()),
                example("ME-12", POST + "Content-Type: application/x-a\r\nContent-Length: 0\r\n\r\n", status(501)),
                // user information is no part of Host
                example(
                        "PX-06",
                        "GET http://u@h/ HTTP/1.1\r\nHost: other\r\n\r\n",
                        forwarding("GET http://u@h/ HTTP/1.1\r\nHost: h\r\n\r\n")),
                // our nginx configuration hands Host on so that it can be seen
                example("PX-06", ELSEWHERE, forwarding(NGINX)),
                example("RL-23", ELSEWHERE, forwarding(NGINX)));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isNoDeviation(Example example) {
        Scenario scenario = example.sent().scenario();

        assertThat(Judge.of(Profile.STRICT_SECURITY)
                        .judge(scenario, example.sent().observe(example.server())))
                .filteredOn(verdict -> verdict.rule().id().equals(example.rule()))
                .allSatisfy(verdict ->
                        assertThat(verdict.result()).as(verdict.text()).isNotIn(Result.WARN, Result.FAIL));
    }

    @Test
    void answerThatRacesWithSegmentsDoesNotCountAsEarly() {
        Sent race = Sent.parts(POST + "Content-Length: 5\r\n\r\n", "hello").answeredAfterStep(1);

        assertThat(Judge.of(Profile.RFC).judge(race.scenario(), race.observe(status(200))))
                .extracting(verdict -> verdict.rule().id())
                .isNotEmpty()
                .doesNotContain("KA-06");
    }

    @Test
    void methodThatIsRefusedAnywayTellsNothingAboutTheRest() {
        Sent chunked = Sent.of(CHUNKED + "5\r\nhello\r\n0\r\n\r\n");
        Judge judge = Judge.of(Profile.RFC).where(new RefusedMethods(Map.of("POST", 501)));

        assertThat(judge.judge(chunked.scenario(), chunked.observe(status(501).closing())))
                .filteredOn(verdict -> verdict.rule().id().equals("TE-01"))
                .singleElement()
                .satisfies(verdict -> {
                    assertThat(verdict.result()).isEqualTo(Result.NOT_OBSERVABLE);
                    assertThat(verdict.note()).contains("refuses the method itself");
                });
    }

    @Test
    void refusedMethodDoesNotExcuseAConnectionThatIsKeptBehindBrokenFraming() {
        Sent broken = Sent.of(POST + "Content-Length: x\r\n\r\nhello");
        Judge judge = Judge.of(Profile.RFC).where(new RefusedMethods(Map.of("POST", 405)));

        assertThat(judge.judge(broken.scenario(), broken.observe(status(405))))
                .filteredOn(verdict -> verdict.rule().id().equals("CL-01"))
                .extracting(Verdict::result)
                .containsExactly(Result.FAIL);
    }

    @Test
    void echoOfShortContentIsNoEarlyAnswer() {
        Sent huge = Sent.of(CHUNKED + "100000005\r\nhello\r\n0\r\n\r\n");

        assertThat(Judge.of(Profile.RFC).judge(huge.scenario(), huge.observe(echo(Stub.body("hello")))))
                .filteredOn(verdict -> verdict.rule().id().equals("CH-03"))
                .extracting(Verdict::result)
                .containsExactly(Result.FAIL);
    }

    @Test
    void resetThatMayHaveDestroyedAnAnswerIsAWarning() {
        Sent large = Sent.of(GET + "X-A: " + "v".repeat(10_000) + "\r\n\r\n");

        assertThat(Judge.of(Profile.RFC)
                        .judge(large.scenario(), large.observe(Stub.silent().resetting())))
                .filteredOn(verdict -> verdict.rule().id().equals("HF-11"))
                .extracting(Verdict::result)
                .containsExactly(Result.WARN);
    }

    @Test
    void relayedConnectionFieldIsFound() {
        Sent sent = Sent.of(GET + "Connection: X-A\r\nX-A: b\r\n\r\n");

        assertThat(Judge.of(Profile.RFC)
                        .judge(
                                sent.scenario(),
                                sent.observe(forwarding(FORWARDED + "Connection: X-A\r\nX-A: b\r\n\r\n"))))
                .filteredOn(verdict -> verdict.rule().id().equals("PX-02"))
                .extracting(Verdict::result)
                .containsExactly(Result.FAIL);
    }
}
