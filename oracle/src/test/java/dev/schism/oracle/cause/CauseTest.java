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

    private static Cause cause(Party party, String rule, Way way, String... traits) {
        Verdict verdict = new Verdict(
                RuleBook.rule(rule), Verdict.Result.FAIL, 0, 0, "", "400", "200, connection kept", Ground.RULE, "");
        return new Cause(new Blame(party, Optional.of(verdict), Optional.of(verdict)), way, List.of(traits));
    }
}
