// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.oracle.Category;
import dev.schism.oracle.Divergence;
import dev.schism.oracle.Facet;
import dev.schism.oracle.FacetDifference;
import dev.schism.oracle.Finding;
import dev.schism.oracle.Signature;
import dev.schism.oracle.rules.Blame.Party;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlameTest {

    private static final String NO_HOST = "GET / HTTP/1.1\r\n\r\n";
    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n";
    private static final String BARE_CR = GET + "X-A: 1\r2\r\n\r\n";

    @Test
    void theSideThatBreaksARuleIsWrong() {
        assertThat(blame(NO_HOST, Stub.status(400), Stub.echo()).party()).isEqualTo(Party.TARGET_WRONG);
        assertThat(blame(NO_HOST, Stub.echo(), Stub.status(400)).party()).isEqualTo(Party.REFERENCE_WRONG);
    }

    @Test
    void bothAreWrongWhereBothBreakOne() {
        assertThat(blame(NO_HOST, Stub.status(404), Stub.echo()).party()).isEqualTo(Party.BOTH_WRONG);
    }

    @Test
    void bothAreAllowedWhereTheTextLeavesTheChoice() {
        Blame blame = blame(BARE_CR, Stub.status(400).closing(), Stub.echo());

        assertThat(blame.party()).isEqualTo(Party.BOTH_ALLOWED);
        assertThat(blame.severity()).isEqualTo(Severity.LOW);
    }

    @Test
    void nothingIsDecidedWhereAnEchoIsMissing() {
        assertThat(blame(BARE_CR, Stub.status(400).closing(), Stub.status(200)).party())
                .isEqualTo(Party.NOT_DECIDABLE);
    }

    @Test
    void inconclusiveFindingsAreNotDecided() {
        Finding finding = new Finding.Inconclusive(Finding.Inconclusive.Reason.SLOW, "");
        Sent sent = Sent.of(NO_HOST);
        List<Verdict> wrong = Judge.of(Profile.RFC).judge(sent.scenario(), sent.observe(Stub.echo()));

        assertThat(Blame.of(List.of(), wrong, finding).party()).isEqualTo(Party.NOT_DECIDABLE);
    }

    @Test
    void theGravestRuleDecides() {
        String text = "POST / HTTP/1.1\r\nContent-Length: +5\r\n\r\nhello";

        Blame blame = blame(text, Stub.status(400).closing(), Stub.echo());

        assertThat(blame.deciding().orElseThrow().rule().id()).isEqualTo("CL-01");
        assertThat(blame.severity()).isEqualTo(Severity.HIGH);
        assertThat(blame.text()).startsWith("target wrong: CL-01 MUST 9112 §6.3(5)");
    }

    @Test
    void theRuleThatLeavesTheChoiceIsNamed() {
        assertThat(blame(BARE_CR, Stub.status(400).closing(), Stub.echo()).text())
                .startsWith("both allowed: LN-02 MUST 9112 §2.2");
    }

    @Test
    void theFormOfAResponseDecidesLast() {
        Stub surplus = Stub.status(405).then("surplus");

        assertThat(blame(GET + "\r\n", Stub.echo(), surplus).text()).startsWith("target wrong: RL-06");
        assertThat(blame("PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n", Stub.echo(), surplus)
                        .text())
                .startsWith("target wrong: ME-10");
    }

    @Test
    void fieldsOfAResponseDecideOnlyWhereTheyDiffer() {
        String text = "PUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n";

        assertThat(blame(Category.STATUS_DIFFER, text, Stub.echo(), Stub.status(405))
                        .party())
                .isEqualTo(Party.BOTH_ALLOWED);
        assertThat(blame(Category.HEADER_DIFFER, text, Stub.echo(), Stub.status(405))
                        .party())
                .isEqualTo(Party.TARGET_WRONG);
    }

    @Test
    void whatIsForwardedCountsOnlyWhereTheRequestsSeenDiffer() {
        String text = GET + "TE: trailers\r\n\r\n";
        Stub wrong = Stub.forwarding("GET / HTTP/1.0\r\nHost: h\r\nTE: trailers\r\n\r\n");
        Stub right = Stub.forwarding("GET / HTTP/1.0\r\nHost: h\r\n\r\n");
        FacetDifference seen = new FacetDifference(Facet.REQUEST_SEEN, "a", "b", "seen");

        assertThat(blame(text, wrong, right).party()).isEqualTo(Party.BOTH_ALLOWED);
        assertThat(blame(text, wrong, right, seen).party()).isEqualTo(Party.REFERENCE_WRONG);
    }

    private static Blame blame(String text, Stub reference, Stub target, FacetDifference... facets) {
        return blame(Category.STATUS_DIFFER, text, reference, target, facets);
    }

    private static Blame blame(Category category, String text, Stub reference, Stub target, FacetDifference... facets) {
        Sent sent = Sent.of(text);
        Judge judge = Judge.of(Profile.RFC);
        Divergence divergence = new Divergence(
                sent.scenario(),
                sent.observe(reference),
                sent.observe(target),
                category,
                List.of(facets),
                new Signature(category, List.of(), List.of()));
        return Blame.of(
                judge.judge(sent.scenario(), divergence.reference()),
                judge.judge(sent.scenario(), divergence.target()),
                new Finding.Difference(divergence));
    }
}
