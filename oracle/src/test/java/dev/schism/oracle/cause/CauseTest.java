// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.cause;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.oracle.rules.Blame;
import dev.schism.oracle.rules.Blame.Party;
import dev.schism.oracle.rules.Ground;
import dev.schism.oracle.rules.RuleBook;
import dev.schism.oracle.rules.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class CauseTest {

    private static final Way REFUSED = new Way(Way.EXCHANGE, "400", "200");

    @Test
    void oneSideDoesTheSameWithItsResponsesWhateverTheyAnswer() {
        Way content = new Way("form:unexpected-content-on-target", "", "");
        Cause one = cause(Party.TARGET_WRONG, "ME-01", content, "method-head", "nul");
        Cause other = cause(Party.TARGET_WRONG, "ME-10", content, "method-head", "obs-fold");
        Cause reference = cause(
                Party.REFERENCE_WRONG, "ME-01", new Way("form:unexpected-content-on-reference", "", ""), "method-head");

        assertThat(one.isSameAs(other)).isTrue();
        assertThat(one.isSameAs(reference)).isFalse();
    }

    /** What is known of flawless requests only must not part them from others, nor from causes that were kept. */
    @Test
    void whoShowsWhatWasNotSentIsNoPartOfTheIdentity() {
        Cause known = cause(Party.TARGET_WRONG, "HF-07", new Way("seen-target", "sent", "other"), "nul");
        Cause unknown = cause(Party.TARGET_WRONG, "HF-07", new Way("seen-target", "", ""), "nul");

        assertThat(known.id()).isEqualTo(unknown.id());
        assertThat(known.isSameAs(unknown)).isTrue();
        assertThat(known.explains(unknown) && unknown.explains(known)).isTrue();
    }

    @Test
    void oneRowForWhatOneChangeWouldDoAwayWith() {
        Cause host = cause(Party.REFERENCE_WRONG, "HO-08", REFUSED, "tab-around-value");
        Cause coding = cause(
                Party.REFERENCE_WRONG, "HF-07", new Way(Way.EXCHANGE, "501", "200"), "tab-around-value", "pipelined");
        Cause nul = cause(Party.REFERENCE_WRONG, "HF-07", REFUSED, "nul");

        assertThat(host.isSameAs(coding)).isTrue();
        assertThat(coding.isSameAs(nul)).isFalse();
        assertThat(Causes.rows(List.of(coding, nul, host), Function.identity()))
                .extracting(row -> row.variants().size())
                .containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void otherWaysAreOtherCauses() {
        Cause accepted = cause(Party.BOTH_ALLOWED, "RL-11", new Way(Way.EXCHANGE, "505", "200"), "version-major");
        Cause refused = cause(Party.BOTH_ALLOWED, "RL-11", new Way(Way.EXCHANGE, "505", "400"), "version-major");

        assertThat(accepted.isSameAs(refused)).isFalse();
        assertThat(accepted.explains(refused)).isFalse();
    }

    @Test
    void whatOneSideDoesWrongAboutTheSameOctetsIsOneRowWhateverTheOtherDoes() {
        String line = "long-request-line";
        Cause refused = cause(Party.TARGET_WRONG, "RL-09", new Way(Way.EXCHANGE, "200", "400"), line);
        Cause code = cause(Party.TARGET_WRONG, "RL-10", new Way(Way.EXCHANGE, "414", "400"), line);
        Cause accepted = cause(Party.TARGET_WRONG, "RL-10", new Way(Way.EXCHANGE, "414", "200"), line);
        Cause reference = cause(Party.REFERENCE_WRONG, "RL-09", new Way(Way.EXCHANGE, "400", "200"), line);

        assertThat(Causes.rows(List.of(refused, code, accepted), Function.identity()))
                .extracting(Causes.Row::variants)
                .containsExactlyInAnyOrder(List.of(refused, code), List.of(accepted));
        assertThat(Causes.rows(List.of(refused, reference), Function.identity()))
                .hasSize(2);
    }

    @Test
    void aLesserCauseNeverExplainsAGraverOne() {
        Cause allowed = cause(Party.BOTH_ALLOWED, "CL-03", REFUSED, "cl-multiple");
        Cause wrong = cause(Party.TARGET_WRONG, "CL-02", REFUSED, "cl-multiple", "cl-conflict");

        assertThat(allowed.explains(wrong)).isFalse();
        assertThat(allowed.standsFor(wrong)).isFalse();
        assertThat(wrong.standsFor(allowed)).isFalse();
    }

    @Test
    void aCauseExplainsItselfWithFurtherTraits() {
        Cause known = cause(Party.TARGET_WRONG, "HO-03", REFUSED, "host-invalid", "pipelined");

        assertThat(known.explains(cause(Party.TARGET_WRONG, "HO-03", REFUSED, "host-invalid", "obs-text")))
                .isTrue();
        assertThat(known.explains(cause(Party.BOTH_ALLOWED, "LN-01", REFUSED, "host-invalid", "bare-lf")))
                .isTrue();
        assertThat(known.explains(cause(Party.TARGET_WRONG, "HO-01", REFUSED, "host-invalid")))
                .isFalse();
        assertThat(known.explains(cause(Party.TARGET_WRONG, "HO-03", REFUSED, "nul")))
                .isFalse();
    }

    @Test
    void wrongComesFirstAndAllowedLast() {
        Cause allowed = cause(Party.BOTH_ALLOWED, "RL-33", REFUSED, "method-trace");
        Cause open = cause(Party.NOT_DECIDABLE, "LN-05", REFUSED, "control-octet");
        Cause low = cause(Party.TARGET_WRONG, "HO-01", REFUSED, "host-missing");
        Cause medium = cause(Party.TARGET_WRONG, "HO-03", REFUSED, "host-invalid");

        assertThat(Causes.rows(List.of(allowed, low, open, medium), Function.identity()))
                .extracting(Causes.Row::cause)
                .containsExactly(medium, low, open, allowed);
    }

    @Test
    void impliedTraitsSayNothing() {
        Cause cause = cause(
                Party.TARGET_WRONG, "CE-03", REFUSED, "chunk-extension", "chunk-extension-invalid", "connection-close");

        assertThat(cause.subject()).isEqualTo("a malformed chunk extension");
        assertThat(cause.id())
                .isEqualTo(
                        "target-wrong-ce-03-refused-accepted-chunk-extension-chunk-extension-invalid-connection-close");
    }

    @Test
    void whatIsExplainedStandsInOneRowWhicheverCameFirst() {
        Way accepted = new Way(Way.EXCHANGE, "200", "400");
        Cause simple = cause(Party.REFERENCE_WRONG, "HF-16", accepted, "nul");
        Cause more = cause(Party.BOTH_ALLOWED, "LN-02", accepted, "host-invalid", "nul");
        Cause another = cause(Party.REFERENCE_WRONG, "HF-03", accepted, "obs-fold");
        Cause both = cause(Party.BOTH_ALLOWED, "LN-02", accepted, "nul", "obs-fold");

        assertThat(Causes.rows(List.of(more, simple), Function.identity()))
                .extracting(Causes.Row::cause)
                .containsExactly(simple);
        assertThat(Causes.rows(List.of(both, another, simple), Function.identity()))
                .extracting(Causes.Row::cause)
                .containsExactlyInAnyOrder(simple, another);
    }

    @Test
    void aGraverOneKeepsItsRow() {
        Cause allowed = cause(Party.BOTH_ALLOWED, "CL-03", REFUSED, "cl-multiple");
        Cause wrong = cause(Party.TARGET_WRONG, "HO-03", REFUSED, "cl-multiple", "host-invalid");

        assertThat(Causes.rows(List.of(wrong, allowed), Function.identity())).hasSize(2);
    }

    @Test
    void codesOfRefusalsAreOneCauseForAPartOfTheRequest() {
        Way codes = new Way(Way.EXCHANGE, "501", "400");
        Cause disguised = cause(Party.BOTH_ALLOWED, "TE-03", codes, "te-disguised");
        Cause parameter = cause(Party.BOTH_ALLOWED, "TE-08", codes, "te-parameter");
        Cause version = cause(Party.BOTH_ALLOWED, "RL-10", codes, "version-malformed");
        Cause wrong = cause(Party.TARGET_WRONG, "TE-08", codes, "te-parameter");
        Cause others = cause(Party.BOTH_ALLOWED, "TE-08", new Way(Way.EXCHANGE, "400", "501"), "te-parameter");

        assertThat(disguised.isSameAs(parameter)).isTrue();
        assertThat(disguised.isSameAs(version)).isFalse();
        assertThat(disguised.isSameAs(wrong)).isFalse();
        assertThat(disguised.isSameAs(others)).isFalse();
    }

    @Test
    void anAnswerBehindACloseShowsThatAConnectionWasKept() {
        Cause end = cause(Party.REFERENCE_WRONG, "KA-05", new Way(Way.END, "open", "fin"), "connection-close");
        Way answered = new Way(Way.EXCHANGE, "200", "closed");
        Cause further = cause(Party.REFERENCE_WRONG, "KA-05", answered, "connection-close", "pipelined");
        Cause only = cause(Party.REFERENCE_WRONG, "KA-05", answered, "connection-close");
        Cause reset = cause(
                Party.REFERENCE_WRONG, "KA-05", new Way(Way.EXCHANGE, "200", "reset"), "connection-close", "pipelined");
        Cause other = cause(
                Party.REFERENCE_WRONG,
                "KA-05",
                new Way(Way.EXCHANGE, "closed", "200"),
                "connection-close",
                "pipelined");

        assertThat(end.isSameAs(further)).isTrue();
        assertThat(Causes.rows(List.of(further, end), Function.identity())).hasSize(1);
        assertThat(end.isSameAs(only)).isFalse();
        assertThat(end.isSameAs(reset)).isFalse();
        assertThat(end.isSameAs(other)).isFalse();
    }

    @Test
    void whatIsInIgnoredTrailersDoesNotMatter() {
        Way accepted = new Way(Way.EXCHANGE, "200", "400");
        Cause folded = cause(Party.BOTH_ALLOWED, "TR-03", accepted, "obs-fold", "trailers");
        Cause spaced = cause(Party.BOTH_ALLOWED, "TR-03", accepted, "space-before-colon", "trailers");
        Cause field = cause(Party.BOTH_ALLOWED, "TR-03", accepted, "field-no-colon");

        assertThat(folded.isSameAs(spaced)).isTrue();
        assertThat(folded.isSameAs(field)).isFalse();
    }

    @Test
    void aCloseBehindHalfARequestIsTheEndOfTheWaiting() {
        Cause waiting = cause(Party.BOTH_ALLOWED, "LN-12", new Way(Way.EXCHANGE, "400", "waiting"), "truncated");
        Cause closed = cause(Party.BOTH_ALLOWED, "LN-13", new Way(Way.EXCHANGE, "400", "closed"), "truncated");
        Cause whole = cause(Party.BOTH_ALLOWED, "LN-13", new Way(Way.EXCHANGE, "400", "closed"), "nul");

        Way kept = new Way(Way.END, "open", "fin");
        Cause end = cause(Party.BOTH_ALLOWED, "LN-13", kept, "cl-and-te");
        Cause half = cause(Party.BOTH_ALLOWED, "LN-13", kept, "cl-and-te", "truncated");

        assertThat(Causes.rows(List.of(end, half), Function.identity())).hasSize(1);
        assertThat(Causes.rows(List.of(waiting, closed), Function.identity())).hasSize(1);
        assertThat(Causes.rows(List.of(waiting, whole), Function.identity())).hasSize(2);
    }

    @Test
    void aReasonOfItsOwnHidesWhatTheOtherSideDoes() {
        Way plain = new Way(Way.EXCHANGE, "501", "200");

        assertThat(plain.isHiddenBy(new Way(Way.EXCHANGE, "501", "400"))).isTrue();
        assertThat(plain.isHiddenBy(new Way(Way.EXCHANGE, "501", "waiting"))).isTrue();
        assertThat(plain.isHiddenBy(new Way(Way.EXCHANGE, "400", "501"))).isFalse();
        assertThat(plain.isHiddenBy(plain)).isFalse();
        assertThat(plain.isHiddenBy(new Way(Way.END, "open", "fin"))).isFalse();
        assertThat(new Way(Way.EXCHANGE, "200", "400").isHiddenBy(new Way(Way.EXCHANGE, "waiting", "400")))
                .isTrue();
    }

    private static Cause cause(Party party, String rule, Way way, String... traits) {
        Verdict verdict = new Verdict(
                RuleBook.rule(rule), Verdict.Result.FAIL, 0, 0, "", "400", "200, connection kept", Ground.RULE, "");
        return new Cause(new Blame(party, Optional.of(verdict), Optional.of(verdict)), way, List.of(traits));
    }
}
