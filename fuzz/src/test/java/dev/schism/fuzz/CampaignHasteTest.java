// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.oracle.Finding.Inconclusive;
import dev.schism.oracle.Finding.Inconclusive.Reason;
import dev.schism.oracle.Oracle;
import dev.schism.oracle.Traits;
import dev.schism.oracle.rules.Judge;
import dev.schism.oracle.rules.Profile;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A machine that stands still for a moment makes everything slow that is under way, however much that is. */
class CampaignHasteTest {

    private static final int COUNT = 2000;
    private static final int BUSY = 20_000;
    private static final ScriptedServer REFERENCE =
            ScriptedServer.answering("reference", (scenario, patient) -> ScriptedServer.OK);

    private Comparing comparing = new Oracle()::compare;
    private DivergenceSink sink = (found, provenance) -> {};
    private Duration grace = CampaignOptions.GRACE;

    @Test
    void everyLateAnswerIsLookedAtAgain() {
        Oracle oracle = new Oracle();
        Set<String> seen = ConcurrentHashMap.newKeySet();
        comparing = (scenario, reference, target) -> seen.add(scenario.name())
                ? new Inconclusive(Reason.SLOW, "late")
                : oracle.compare(scenario, reference, target);

        CampaignResult result = run(ScriptedServer.answering("target", (scenario, patient) -> ScriptedServer.OK));

        assertThat(result.counts().agreed()).isEqualTo(COUNT);
        assertThat(result.counts().inconclusive()).isEmpty();
    }

    @Test
    void noServerCountsAsWaitingThatOnlyTakesItsTime() {
        CampaignResult result = run(ScriptedServer.answering(
                "target",
                (scenario, patient) ->
                        patient || !isGenerated(scenario.name()) ? ScriptedServer.OK : ScriptedServer.SILENT));

        assertThat(result.counts().agreed()).isEqualTo(COUNT);
        assertThat(result.quarantined()).isEmpty();
    }

    @Test
    void nothingIsKeptBehindTheResult() {
        ScriptedServer rejecting = ScriptedServer.answering(
                "target",
                (scenario, patient) ->
                        isGenerated(scenario.name()) && !Traits.of(scenario).isEmpty()
                                ? ScriptedServer.BAD_REQUEST
                                : ScriptedServer.OK);
        AtomicLong kept = new AtomicLong();
        sink = (found, provenance) -> {
            // takes its time, as a slow disk does
            for (int i = 0; i < BUSY; i++) {
                assertThat(Traits.of(found.divergence().scenario())).isNotNull();
            }
            kept.incrementAndGet();
        };
        grace = Duration.ZERO;

        CampaignResult result = run(rejecting);

        assertThat(result.followUps().kept()).isPositive().isEqualTo(kept.get());
    }

    private static boolean isGenerated(String name) {
        return name.startsWith("g2-");
    }

    private CampaignOptions options() {
        CampaignOptions usual = CampaignOptions.of(7, new Budget.Count(COUNT));
        return new CampaignOptions(
                usual.seed(),
                usual.budget(),
                usual.inFlight(),
                usual.confirmations(),
                usual.confirmQuiet(),
                usual.followUps(),
                usual.shrink(),
                grace);
    }

    private CampaignResult run(ScriptedServer target) {
        try (ScriptedRunner runner = new ScriptedRunner(REFERENCE, target)) {
            return new Campaign(
                            options(),
                            REFERENCE.side(),
                            target.side(),
                            runner,
                            comparing,
                            Judge.of(Profile.RFC),
                            sink,
                            CampaignListener.NONE,
                            Clock.systemUTC(),
                            System::nanoTime)
                    .run();
        }
    }
}
