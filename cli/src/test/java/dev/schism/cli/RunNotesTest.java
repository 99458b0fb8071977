// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.fuzz.Budget;
import dev.schism.fuzz.CampaignCounts;
import dev.schism.fuzz.CampaignOptions;
import dev.schism.fuzz.CampaignResult;
import dev.schism.fuzz.FollowUpCounts;
import dev.schism.fuzz.Quarantined;
import dev.schism.oracle.Category;
import dev.schism.oracle.Signature;
import dev.schism.scenario.Scenario;
import dev.schism.wire.Octets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunNotesTest {

    private static final String HEAD = "GET /\u001b[2J HTTP/1.1\r\nHost: a\r\n\r\n";

    @Test
    void tellWhatDidNotRepeatWithItsOctetsEscaped() {
        assertThat(RunNotes.of(result(1, 1)))
                .containsExactly("netty and nginx differed once and then in 1 of 2 repetitions (status:400-200),"
                        + " sent as s-1: GET /\\x1b[2J HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n");
    }

    @Test
    void sayHowManyAreNotListed() {
        assertThat(RunNotes.of(result(RunNotes.MAX_LISTED + 7, RunNotes.MAX_LISTED + 9)))
                .hasSize(RunNotes.MAX_LISTED + 1)
                .last()
                .isEqualTo("9 more differences did not repeat and are not listed");
    }

    @Test
    void areSilentWhereEverythingRepeated() {
        assertThat(RunNotes.of(result(0, 0))).isEmpty();
    }

    private static CampaignResult result(int held, long counted) {
        Scenario scenario =
                Scenario.named("s-1").send(Octets.latin1(HEAD)).await().build();
        Quarantined one = new Quarantined(
                scenario, new Signature(Category.STATUS_DIFFER, List.of("status:400-200"), List.of()), 1, 2);
        return new CampaignResult(
                CampaignOptions.of(7, new Budget.Count(20)),
                "grammar/1",
                CauseFixture.NGINX,
                CauseFixture.NETTY,
                CampaignResult.End.BUDGET_SPENT,
                20,
                new CampaignCounts(Map.of(), Map.of(), Map.of()),
                new FollowUpCounts(0, 0, 0, counted, 0, 0, 0, 0),
                Collections.nCopies(held, one),
                0,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Optional.empty());
    }
}
