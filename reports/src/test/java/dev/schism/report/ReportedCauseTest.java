// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.corpus.AcceptedDivergence;
import dev.schism.corpus.BaselineStatus;
import dev.schism.corpus.CorpusEntry;
import dev.schism.corpus.Provenance;
import dev.schism.oracle.Category;
import dev.schism.wire.ServerIdentity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReportedCauseTest {

    private static final ReportedEntry PLAIN = hostMissing("host-missing", ReportFixture.NETTY);
    private static final ReportedEntry VARIANT = hostMissing("host-missing connection-close", ReportFixture.NETTY);

    @Test
    void variantsOfOneCauseStandInOneRow() {
        RunReport report = ReportFixture.report(VARIANT, PLAIN);

        assertThat(report.causes()).singleElement().satisfies(cause -> {
            assertThat(cause.variants()).containsExactlyInAnyOrder(PLAIN, VARIANT);
            assertThat(cause.telling()).isEqualTo(PLAIN);
            assertThat(cause.sentence()).isEqualTo("netty accepts a request without Host; RFC 9112 §3.2 wants 400");
        });
        assertThat(report.counts().fresh()).isEqualTo(1);
    }

    @Test
    void twoPairsOfServersHaveARowEach() {
        ReportedEntry other = hostMissing("host-missing", new ServerIdentity("jdk", "17", ServerIdentity.NONE));

        assertThat(ReportFixture.report(PLAIN, other, VARIANT).causes())
                .extracting(
                        cause -> cause.telling().entry().provenance().target().name() + " "
                                + cause.variants().size())
                .containsExactly("netty 2", "jdk 1");
    }

    @Test
    void rowsAreTheSameInWhateverOrderDivergencesWereFound() {
        List<ReportedEntry> entries = new ArrayList<>(ReportFixture.plausible().entries());
        entries.addAll(List.of(PLAIN, VARIANT));
        List<String> wanted = ids(entries);

        Random random = new Random(42);
        for (int i = 0; i < 50; i++) {
            Collections.shuffle(entries, random);
            assertThat(ids(entries)).isEqualTo(wanted);
        }
    }

    private static List<String> ids(List<ReportedEntry> entries) {
        return ReportFixture.report(entries).causes().stream()
                .map(cause -> cause.cause().id())
                .toList();
    }

    @Test
    void oneVariantThatIsNewMakesTheCauseNew() {
        AcceptedDivergence accepted = ReportFixture.accepted();
        ReportedEntry known =
                new ReportedEntry(PLAIN.entry(), BaselineStatus.ACCEPTED, Optional.of(accepted), PLAIN.judgement());

        assertThat(ReportFixture.report(known, VARIANT).causes())
                .singleElement()
                .extracting(ReportedCause::status)
                .isEqualTo(BaselineStatus.NEW);
        assertThat(ReportFixture.report(known).decision()).isEqualTo(Decision.AGREED);
        assertThat(ReportFixture.report(known, VARIANT).decision()).isEqualTo(Decision.DIVERGED);
    }

    private static ReportedEntry hostMissing(String traits, ServerIdentity target) {
        CorpusEntry entry = ReportFixture.entry(
                ReportFixture.signature(Category.STATUS_DIFFER, "status:400-200 end:fin-open", traits),
                ReportFixture.BAD_REQUEST,
                ReportFixture.OK);
        Provenance found = entry.provenance();
        return ReportFixture.reported(CorpusEntry.of(
                entry.divergence(),
                new Provenance(
                        found.reference(),
                        found.hosting(),
                        target,
                        found.generator(),
                        found.seed(),
                        found.firstSeen(),
                        found.lastSeen())));
    }
}
