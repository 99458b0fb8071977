// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.schism.oracle.Category;
import dev.schism.oracle.Divergence;
import dev.schism.oracle.Facet;
import dev.schism.oracle.FacetDifference;
import dev.schism.oracle.Finding;
import dev.schism.oracle.Oracle;
import dev.schism.oracle.Signature;
import dev.schism.oracle.rules.Blame.Party;
import dev.schism.oracle.rules.Verdict.Result;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class WeighingTest {

    private static final String NO_HOST = "GET / HTTP/1.1\r\n\r\n";
    private static final String NO_COLON = "GET / HTTP/1.1\r\nHost: h\r\nnothing\r\n\r\n";
    private static final String OTHER_VERSION = "GET / HTTP/3\r\nHost: h\r\n\r\n";

    @Test
    void aDepartureFromTheGrammarDecidesWhereTheOtherSideKeepsIt() {
        Judgement judgement = judge(Profile.RFC, NO_COLON, Stub.status(400).closing(), Stub.echo());
        Blame blame = judgement.blame();

        assertThat(blame.party()).isEqualTo(Party.TARGET_WRONG);
        assertThat(blame.isRecommendation()).isTrue();
        assertThat(blame.ofTarget().orElseThrow().result()).isEqualTo(Result.WARN);
        assertThat(blame.ofReference().orElseThrow().result()).isEqualTo(Result.PASS);
        assertThat(blame.line()).isEqualTo("target wrong: HF-03 GRAMMAR 9112 §5 (low)");
    }

    @Test
    void aNulThatOneSidePassedOnIsWhatIsWrong() {
        for (String field : List.of("X-A: a\0b", "X-A:\ta\0b", "X-A: \0", "X-A:\0a \t")) {
            String text = "GET / HTTP/1.1\r\nHost: h\r\n" + field + "\r\n\r\n";
            String value = field.substring(4).strip();

            Blame blame = judge(Profile.RFC, text, Stub.status(400).closing(), Stub.echo(Stub.field("X-A", value)))
                    .blame();

            assertThat(blame.line()).as(field).startsWith("target wrong: LN-03");
        }
    }

    @Test
    void aLineThatWasSkippedIsNamedWhereItWasTheHostLine() {
        String text = "GET / HTTP/1.0\r\n Host: h\r\n\r\n";

        Blame blame = judge(
                        Profile.RFC,
                        text,
                        Stub.status(400).closing(),
                        Stub.echo().closing())
                .blame();

        assertThat(blame.line()).startsWith("both allowed: LN-09");
    }

    @Test
    void aLenientProfileAllowsIt() {
        assertThat(judge(Profile.LENIENT, NO_COLON, Stub.status(400).closing(), Stub.echo())
                        .blame()
                        .party())
                .isEqualTo(Party.BOTH_ALLOWED);
    }

    @Test
    void theSecondBestOutcomeIsAllowed() {
        Blame blame = judge(
                        Profile.RFC,
                        OTHER_VERSION,
                        Stub.status(505).closing(),
                        Stub.status(400).closing())
                .blame();

        assertThat(blame.party()).isEqualTo(Party.BOTH_ALLOWED);
        assertThat(blame.ofReference().orElseThrow().ground()).isEqualTo(Ground.SECOND_BEST);
    }

    @Test
    void aCloseInPlaceOfTheResponseIsNoBlame() {
        Blame blame = judge(
                        Profile.RFC,
                        NO_HOST,
                        Stub.status(400).closing(),
                        Stub.silent().closing())
                .blame();

        assertThat(blame.party().isBroken()).isFalse();
    }

    @Test
    void noRefusalIsBlamedOnAFieldWithoutWhitespace() {
        String text = "OPTIONS /%41 HTTP/1.1\r\nHost:h\r\n\r\n";

        assertThat(judge(Profile.RFC, text, Stub.status(400).closing(), Stub.echo())
                        .blame()
                        .line())
                .isEqualTo("reference wrong: RL-39 MUST 9110 §2.2; 9112 §3.2 (low)");
    }

    @Test
    void aRefusalIsBlamedOnWhitespaceThatIsThere() {
        String text = "GET / HTTP/1.1\r\nHost:\th\r\n\r\n";

        Blame blame = judge(Profile.RFC, text, Stub.status(400).closing(), Stub.echo())
                .blame();

        assertThat(blame.line()).isEqualTo("reference wrong: HO-08 MUST 9110 §5.5 (low)");
    }

    @Test
    void aMissingLengthIsNoReasonToRefuseALongTarget() {
        String text = "POST /" + "a".repeat(4000) + " HTTP/1.1\r\nHost:h\r\n\r\n";

        Blame blame = judge(Profile.RFC, text, Stub.echo(), Stub.status(400).closing())
                .blame();

        assertThat(blame.party()).isEqualTo(Party.TARGET_WRONG);
        assertThat(blame.ofTarget().orElseThrow().rule().id()).isEqualTo("RL-09");
    }

    @Test
    void aPathAboveTheRootMayBeRefused() {
        assertThat(line("POST /.. HTTP/1.1\r\nHost:h\r\n\r\n", Stub.status(400).closing(), Stub.echo()))
                .isEqualTo("both allowed: RL-36 POLICY 9110 §17.3");
    }

    @Test
    void aUriWithAPathAboveTheRootMayBeRefused() {
        assertThat(line(
                        "GET http://h/.. HTTP/1.1\r\nHost:h\r\n\r\n",
                        Stub.status(400).closing(),
                        Stub.echo()))
                .isEqualTo("both allowed: RL-36 POLICY 9110 §17.3");
    }

    @Test
    void aHostThatIsNotServedIsNoReasonForABadRequest() {
        String text = "GET / HTTP/1.1\r\nHost:\ta.test\r\n\r\n";

        assertThat(line(text, Stub.status(400).closing(), Stub.echo())).startsWith("reference wrong: HO-08 MUST");
    }

    @Test
    void whitespaceIsCitedWhereAUriIsRefused() {
        String text = "GET http://h/ HTTP/1.1\r\nHost:h\r\na:\tb\r\n\r\n";

        assertThat(line(text, Stub.status(400).closing(), Stub.echo())).startsWith("reference wrong: HF-07 MUST");
    }

    @Test
    void aValidPathIsNotRefusedForItsForm() {
        assertThat(line(
                        "GET // HTTP/1.1\r\nHost:h\r\n\r\n",
                        Stub.echo(),
                        Stub.status(400).closing()))
                .startsWith("target wrong: RL-35 MUST");
    }

    @Test
    void whitespaceIsCitedWhereItIsWhyACodingWasRefused() {
        String text = "POST / HTTP/1.1\r\nHost:h\r\nTransfer-Encoding:\tchunked\r\n\r\n0\r\n\r\n";

        assertThat(line(text, Stub.status(501).closing(), Stub.echo())).startsWith("reference wrong: HF-07 MUST");
    }

    @Test
    void whoTakesLineFeedForNoLineEndMayWait() {
        assertThat(line("GET / HTTP/1.1\nHost:h\n\n", Stub.echo(), Stub.silent()))
                .isEqualTo("both allowed: LN-01 MAY 9112 §2.2");
        assertThat(line("TRACE / HTTP/1.1\nHost:h\n\n", Stub.status(405), Stub.silent()))
                .isEqualTo("both allowed");
    }

    @Test
    void aSecondResponseToOneRequestIsWrong() {
        assertThat(line("GET / HTTP/1.1\r\nHost:h\r\n\r\n", Stub.status(200), Stub.statuses(200, 400)))
                .startsWith("target wrong: KA-14 MUST");
    }

    @Test
    void whoeverAcceptsWhatTheOtherClosedOnDepartsFromTheGrammarAlone() {
        String text = "POST / HTTP/1.1\r\nHost:h\r\nTransfer-Encoding:chunked\r\n\r\n1 \r\na\r\n0\r\n\r\n";

        assertThat(line(text, Stub.status(200), Stub.silent().closing())).startsWith("reference wrong: CH-02 GRAMMAR");
    }

    @Test
    void aCloseInPlaceOfAnAcceptanceDecidesNothing() {
        assertThat(line(
                        "GET / HTTP/1.1\r\nHost:h\r\n\r\n",
                        Stub.echo(),
                        Stub.silent().closing()))
                .startsWith("not decidable: RL-06");
    }

    @Test
    void aRequestThatOneSideNeverCameToDecidesNothing() {
        String text = "GET /\\ HTTP/1.1\r\nHost:h\r\n\r\nGET / HTTP/1.1\r\nHost:\th\r\n\r\n";

        assertThat(line(
                        text,
                        Stub.statuses(200, 400).closing(),
                        Stub.status(400).closing()))
                .doesNotContain("HO-08");
    }

    @Test
    void aRefusalThatAnotherRuleAsksForIsNoDeparture() {
        String text = "PUT /" + "a".repeat(8200) + " HTTP/1.1\r\nHost:h\r\nContent-Length:x\r\n\r\n";

        assertThat(line(text, Stub.status(414).closing(), Stub.status(400).closing()))
                .startsWith("both allowed");
    }

    private static String line(String text, Stub reference, Stub target) {
        return judge(Profile.RFC, text, reference, target).blame().line();
    }

    @Test
    void requestsUnderstoodDifferentlyAreNotAllowedWithoutARule() {
        String text = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
        FacetDifference seen = new FacetDifference(Facet.REQUEST_SEEN, "a", "b", "seen");

        assertThat(judge(Profile.RFC, text, Stub.echo(), Stub.echo(), seen)
                        .blame()
                        .party())
                .isEqualTo(Party.NOT_DECIDABLE);
    }

    @Test
    void whoeverAloneShowsWhatWasSentIsNotBlamed() {
        String text = "GET /b HTTP/1.1\r\nHost: h\r\nConnection: close, x-a\r\nX-A: 1\r\n\r\n";
        Stub forwarding = Stub.forwarding("GET /b HTTP/1.1\r\nHost: h\r\nX-A: 1\r\n\r\n");

        Blame blame =
                compared(text, forwarding.closing(), Stub.echo(Stub.target("/")).closing());

        assertThat(blame.party()).isNotIn(Party.REFERENCE_WRONG, Party.BOTH_WRONG);
        assertThat(compared(
                                text,
                                forwarding.closing(),
                                Stub.echo(Stub.field("X-A", "2")).closing())
                        .party())
                .as("where a field is what differs")
                .isEqualTo(Party.REFERENCE_WRONG);
    }

    @Test
    void theFormOfAResponseDecidesWhereNothingElseDiffers() {
        String head = "HEAD / HTTP/1.1\r\nHost: h\r\n\r\n";

        assertThat(compared(head, Stub.echo(), Stub.status(200)).line()).startsWith("target wrong: ME-01");
        assertThat(compared(head, Stub.status(200), Stub.echo()).line()).startsWith("reference wrong: ME-01");
    }

    @Test
    void theFormOfAResponseIsNotAllowedWithoutARule() {
        String text = "GET /a HTTP/1.1\r\nHost: h\r\n\r\nHEAD /b HTTP/1.1\r\nHost: h\r\n\r\n";
        String empty = Stub.response(200, "Content-Length: 0\r\n", "");
        Stub target = Stub.echoOnly(1, UnaryOperator.identity()).then(empty);

        assertThat(compared(text, Stub.echo(), target).party()).isEqualTo(Party.NOT_DECIDABLE);
    }

    @Test
    void aChoiceAboutTheRequestAllowsNoFormOfTheResponse() {
        String old = "GET / HTTP/1.0\r\n\r\n";
        Stub early = Stub.echo().closing().after("HTTP/1.1 103 Early Hints\r\n\r\n");

        assertThat(compared(old, Stub.echo().closing(), early).party()).isNotEqualTo(Party.BOTH_ALLOWED);
    }

    private static Blame compared(String text, Stub reference, Stub target) {
        Sent sent = Sent.of(text);
        Finding finding = new Oracle().compare(sent.scenario(), sent.observe(reference), sent.observe(target));
        return Judge.of(Profile.RFC)
                .judge(((Finding.Difference) finding).divergence())
                .blame();
    }

    @Test
    void anOverrideTakesARuleOutOfTheBlame() {
        Overrides off = new Overrides(Map.of("HO-01", new Overrides.Decision.Off("behind a gateway")));
        Sent sent = Sent.of(NO_HOST);
        Divergence divergence = divergence(sent, Stub.status(400).closing(), Stub.echo());

        Judgement judgement = Judge.of(Profile.RFC).overriding(off).judge(divergence);

        assertThat(judgement.blame().party()).isNotEqualTo(Party.TARGET_WRONG);
        assertThat(judgement.ruling().overridden()).containsExactly("HO-01");
    }

    @Test
    void aRulingKeepsWhatAJudgementCameTo() {
        Ruling ruling = judge(Profile.STRICT_SECURITY, NO_HOST, Stub.status(400).closing(), Stub.echo())
                .ruling();

        assertThat(ruling.profile()).isEqualTo("strict-security");
        assertThat(ruling.line()).isEqualTo("target wrong: HO-01 (low)");
        assertThat(ruling.target().get(Result.FAIL)).contains("HO-01");
        assertThat(ruling.reference().get(Result.PASS)).contains("HO-01");
        assertThat(ruling.reasons())
                .extracting(Ruling.Reason::side, Ruling.Reason::result)
                .containsExactly(tuple("reference", Result.PASS), tuple("target", Result.FAIL));
    }

    private static Judgement judge(
            Profile profile, String text, Stub reference, Stub target, FacetDifference... facets) {
        return Judge.of(profile).judge(divergence(Sent.of(text), reference, target, facets));
    }

    private static Divergence divergence(Sent sent, Stub reference, Stub target, FacetDifference... facets) {
        return new Divergence(
                sent.scenario(),
                sent.observe(reference),
                sent.observe(target),
                Category.STATUS_DIFFER,
                List.of(facets),
                new Signature(Category.STATUS_DIFFER, List.of(), List.of()));
    }
}
