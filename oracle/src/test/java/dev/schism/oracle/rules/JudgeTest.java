// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schism.oracle.rules.Verdict.Result;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.Observation;
import dev.schism.wire.QuietProbe;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JudgeTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n";
    private static final String POST = "POST / HTTP/1.1\r\nHost: h\r\n";
    private static final String NO_HOST = "GET / HTTP/1.1\r\n\r\n";

    @Nested
    class Combination {

        @Test
        void oneRulesRefusalSatisfiesTheOthers() {
            String text = POST + "Content-Length: x\r\nX-A:\t1\r\n\r\n";

            List<Verdict> verdicts = judge(text, Stub.status(400).closing());

            assertThat(verdicts).noneMatch(verdict -> verdict.result().compareTo(Result.WARN) >= 0);
            assertThat(of("CL-01", verdicts).get(0).result()).isEqualTo(Result.PASS);
        }

        @Test
        void aRefusalWithoutSuchARuleBreaksARequirementToAccept() {
            assertThat(one("HF-07", GET + "X-A:\t1\r\n\r\n", Stub.status(400).closing())
                            .result())
                    .isEqualTo(Result.FAIL);
        }

        @Test
        void aRefusalKeptOpenDoesNotSatisfyTheRuleThatWantsItClosed() {
            String both = "POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n";

            assertThat(one("HO-01", both, Stub.status(400)).result()).isEqualTo(Result.PASS);
            assertThat(one("CL-01", both, Stub.status(400)).result()).isEqualTo(Result.FAIL);
        }

        @ParameterizedTest
        @ValueSource(ints = {400, 501})
        void eitherStatusIsRightWhereTwoCodingRulesSpeak(int status) {
            String text = POST + "Transfer-Encoding: foo, chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n";

            assertThat(one("TE-04", text, Stub.status(status).closing()).result())
                    .isEqualTo(Result.PASS);
        }

        @Test
        void aCloseWhereAStatusIsMandatedIsAWarning() {
            assertThat(one("HO-01", NO_HOST, Stub.silent().closing()).result()).isEqualTo(Result.WARN);
            assertThat(one("HO-01", NO_HOST, Stub.silent().resetting()).result())
                    .isEqualTo(Result.FAIL);
        }
    }

    @Nested
    class NotSeen {

        @Test
        void acceptanceWithoutEchoIsNotObservable() {
            String text = POST + "Transfer-Encoding: ,chunked\r\n\r\n0\r\n\r\n";

            Verdict verdict = one("TE-06", text, Stub.status(200));

            assertThat(verdict.result()).isEqualTo(Result.NOT_OBSERVABLE);
            assertThat(verdict.note()).contains("no echo of the request");
        }

        @Test
        void contentWithoutFollowUpIsNotObservable() {
            String text = "DELETE / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nab";

            assertThat(one("CL-11", text, Stub.status(200)).result()).isEqualTo(Result.NOT_OBSERVABLE);
        }

        @Test
        void refusedConnectionsGiveNoResult() {
            Sent sent = Sent.of(GET + "\r\n");
            Observation refused = withEnd(sent.observe(Stub.silent()), ConnectionEnd.REFUSED, Optional.empty());

            assertThat(Judge.of(Profile.RFC).judge(sent.scenario(), refused))
                    .isNotEmpty()
                    .allMatch(verdict -> verdict.result() == Result.NOT_OBSERVABLE);
        }

        @Test
        void whatCameAfterOurHalfCloseCountsAsWaiting() {
            Sent sent = Sent.of(GET);
            QuietProbe probe = new QuietProbe(1, Duration.ofMillis(50), 0, true);
            Observation probed =
                    withEnd(sent.observe(Stub.status(200).closing()), ConnectionEnd.FIN, Optional.of(probe));

            assertThat(of("LN-12", Judge.of(Profile.RFC).judge(sent.scenario(), probed)))
                    .extracting(Verdict::result)
                    .containsExactly(Result.PASS);
        }
    }

    @Test
    void aCompleteRequestAnsweredAfterOurHalfCloseIsNotObservable() {
        Sent sent = Sent.of(GET + "\r\n");
        QuietProbe probe = new QuietProbe(1, Duration.ofMillis(50), 0, true);
        Observation slow = withEnd(sent.observe(Stub.status(200).closing()), ConnectionEnd.FIN, Optional.of(probe));

        assertThat(of("RL-06", Judge.of(Profile.RFC).judge(sent.scenario(), slow)))
                .singleElement()
                .satisfies(verdict -> {
                    assertThat(verdict.result()).isEqualTo(Result.NOT_OBSERVABLE);
                    assertThat(verdict.note()).contains("a slow server looks like a waiting one");
                });
    }

    @Nested
    class FollowingRequests {

        @Test
        void areJudgedForThemselves() {
            List<Verdict> verdicts = judge(GET + "\r\n" + NO_HOST, Stub.statuses(200, 200));

            assertThat(of("HO-01", verdicts)).singleElement().satisfies(verdict -> {
                assertThat(verdict.message()).isEqualTo(1);
                assertThat(verdict.result()).isEqualTo(Result.FAIL);
            });
        }

        @Test
        void areNotJudgedBehindAClose() {
            String text = GET + "Connection: close\r\n\r\n" + NO_HOST;

            assertThat(judge(text, Stub.status(200).closing())).noneMatch(verdict -> verdict.message() > 0);
        }
    }

    @Nested
    class Profiles {

        private static final String BARE_LF = POST + "Transfer-Encoding: chunked\r\n\r\n5\nhello\r\n0\r\n\r\n";

        @ParameterizedTest
        @CsvSource({"RFC,WARN", "STRICT_SECURITY,FAIL", "LENIENT,INFO"})
        void decideOverGrammarThatCanDesynchronise(Profile profile, Result expected) {
            assertThat(one(profile, "CH-04", BARE_LF, Stub.echo()).result()).isEqualTo(expected);
        }

        @ParameterizedTest
        @ValueSource(strings = {"rfc", "strict-security", "lenient"})
        void agreeOnRequirements(String key) {
            assertThat(one(Profile.ofKey(key), "HO-01", NO_HOST, Stub.echo()).result())
                    .isEqualTo(Result.FAIL);
        }

        @Test
        void haveOnlyTheseKeys() {
            assertThatThrownBy(() -> Profile.ofKey("lax"))
                    .hasMessage("profile must be rfc, strict-security or lenient: 'lax'");
        }
    }

    @Nested
    class ProjectDecisions {

        @Test
        void lowerTheResultWithTheirReason() {
            Verdict verdict = judged(new Overrides.Decision.AtMost(Result.WARN, "old clients"))
                    .get(0);

            assertThat(verdict.result()).isEqualTo(Result.WARN);
            assertThat(verdict.note()).isEqualTo("overridden: old clients");
        }

        @Test
        void switchRulesOff() {
            assertThat(judged(new Overrides.Decision.Off("behind a gateway"))).isEmpty();
        }

        @Test
        void needAReasonAndARule() {
            assertThatThrownBy(() -> new Overrides.Decision.Off(" "))
                    .hasMessageStartingWith("reason must not be blank");
            assertThatThrownBy(() -> new Overrides(Map.of("XX-01", new Overrides.Decision.Off("why"))))
                    .hasMessageContaining("XX-01");
        }

        @Test
        void haveASayInWhichReadingFits() {
            Sent sent = Sent.of(GET + "X-A: 1\n2\r\n\r\n");
            Judge judge = Judge.of(Profile.RFC);
            Overrides off = new Overrides(Map.of("LN-04", new Overrides.Decision.Off("a line feed is a space here")));

            List<Verdict> before = judge.judge(sent.scenario(), sent.observe(Stub.echo()));
            List<Verdict> after = judge.overriding(off).judge(sent.scenario(), sent.observe(Stub.echo()));

            assertThat(of("HF-03", before)).extracting(Verdict::result).containsExactly(Result.WARN);
            assertThat(after).noneMatch(verdict -> verdict.result().compareTo(Result.WARN) >= 0);
        }

        private static List<Verdict> judged(Overrides.Decision decision) {
            Sent sent = Sent.of(NO_HOST);
            Judge judge = Judge.of(Profile.RFC).overriding(new Overrides(Map.of("HO-01", decision)));
            return of("HO-01", judge.judge(sent.scenario(), sent.observe(Stub.echo())));
        }
    }

    @Test
    void aControlOctetNextToTheColonIsNoPadding() {
        String text = GET + "X-A:\u000b1\r\n\r\n";

        assertThat(of("HF-07", judge(text, Stub.echo()))).isEmpty();
        assertThat(one("HF-16", text, Stub.echo()).result()).isEqualTo(Result.WARN);
    }

    @Test
    void reportsOnlyTheRulesThatWereSelected() {
        Sent sent = Sent.of(NO_HOST);
        Judge judge = Judge.of(Profile.RFC).reporting(RuleBook.select("HO"));

        assertThat(judge.judge(sent.scenario(), sent.observe(Stub.echo())))
                .extracting(verdict -> verdict.rule().id())
                .containsExactly("HO-01");
    }

    @Test
    void findingsShowExpectedActualAndPlace() {
        Verdict verdict = one("CL-01", POST + "Content-Length: +5\r\n\r\nhello", Stub.status(200));

        assertThat(verdict.text())
                .startsWith("FAIL CL-01 MUST 9112 §6.3(5)")
                .contains("expected  400+C", "actual    200, connection kept")
                .contains("at octet  26 of what was sent, in request 1: Content-Length: +5\\r\\n");
    }

    private static Observation withEnd(Observation seen, ConnectionEnd end, Optional<QuietProbe> quiet) {
        return new Observation(
                seen.sent(),
                seen.methods(),
                seen.received(),
                seen.arrivals(),
                seen.transcript(),
                seen.steps(),
                end,
                quiet,
                seen.connectTime(),
                seen.elapsed(),
                seen.placeholders(),
                seen.error());
    }

    private static List<Verdict> judge(String text, Stub stub) {
        Sent sent = Sent.of(text);
        return Judge.of(Profile.RFC).judge(sent.scenario(), sent.observe(stub));
    }

    private static Verdict one(String id, String text, Stub stub) {
        return one(Profile.RFC, id, text, stub);
    }

    private static Verdict one(Profile profile, String id, String text, Stub stub) {
        Sent sent = Sent.of(text);
        return of(id, Judge.of(profile).judge(sent.scenario(), sent.observe(stub)))
                .get(0);
    }

    private static List<Verdict> of(String id, List<Verdict> verdicts) {
        return verdicts.stream()
                .filter(verdict -> verdict.rule().id().equals(id))
                .toList();
    }
}
