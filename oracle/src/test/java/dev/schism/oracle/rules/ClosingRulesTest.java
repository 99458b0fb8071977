// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.oracle.Category;
import dev.schism.oracle.Divergence;
import dev.schism.oracle.Facet;
import dev.schism.oracle.FacetDifference;
import dev.schism.oracle.Signature;
import dev.schism.oracle.rules.Verdict.Result;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingRulesTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
    private static final Stub CLOSES = Stub.status(200).announcedClosing();
    private static final Stub STAYS_OPEN = Stub.status(200, "Connection: close\r\n");
    private static final Stub NO_LENGTH = Stub.raw(Stub.response(200, "", "ok"));
    private static final FacetDifference END = new FacetDifference(Facet.CONNECTION_END, "FIN", "OPEN", "fin-open");

    @Test
    void whoLookedForAMomentHasNotSeenThatAConnectionStaysOpen() {
        assertThat(verdict("KA-15", STAYS_OPEN, Duration.ofMillis(200)).result())
                .isEqualTo(Result.NOT_OBSERVABLE);
        assertThat(verdict("KA-16", NO_LENGTH, Duration.ofMillis(200)).result()).isEqualTo(Result.NOT_OBSERVABLE);
        assertThat(verdict("KA-15", STAYS_OPEN, Duration.ofSeconds(1)).result()).isEqualTo(Result.FAIL);
        assertThat(verdict("KA-16", NO_LENGTH, Duration.ofSeconds(1)).result()).isEqualTo(Result.FAIL);
    }

    @Test
    void tellsAnAnnouncementFromAClose() {
        assertThat(verdict("KA-15", CLOSES, Duration.ofSeconds(1)).actual()).isEqualTo("200, connection closed");
        assertThat(verdict("KA-15", STAYS_OPEN, Duration.ofSeconds(1)).actual())
                .startsWith("200, ")
                .doesNotContain("closed");
    }

    @Test
    void explainsADifferenceOfTheEnds() {
        Blame blame = blame(Category.OK, CLOSES, STAYS_OPEN, END);

        assertThat(blame.line()).isEqualTo("target wrong: KA-15 MUST 9112 §9.6 (low)");
    }

    @Test
    void explainsThatItsOwnResponseNeverEnds() {
        assertThat(blame(Category.TARGET_TIMEOUT, Stub.echo(), NO_LENGTH).line())
                .contains("KA-16");
    }

    @Test
    void explainsNoOtherDifference() {
        assertThat(blame(Category.REFERENCE_TIMEOUT, Stub.silent(), STAYS_OPEN, END)
                        .line())
                .doesNotContain("KA-15");
        assertThat(blame(Category.STATUS_DIFFER, Stub.status(404), STAYS_OPEN).line())
                .doesNotContain("KA-15");
    }

    private static Sent watched(Duration time) {
        return Sent.of(GET).taking(time.plusMillis(100));
    }

    private static Verdict verdict(String rule, Stub stub, Duration time) {
        Sent sent = watched(time);
        return Judge.of(Profile.RFC).judge(sent.scenario(), sent.observe(stub)).stream()
                .filter(one -> one.rule().id().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    private static Blame blame(Category category, Stub reference, Stub target, FacetDifference... facets) {
        Sent sent = watched(Duration.ofSeconds(1));
        Divergence divergence = new Divergence(
                sent.scenario(),
                sent.observe(reference),
                sent.observe(target),
                category,
                List.of(facets),
                new Signature(category, List.of(), List.of()));
        return Judge.of(Profile.RFC).judge(divergence).blame();
    }
}
