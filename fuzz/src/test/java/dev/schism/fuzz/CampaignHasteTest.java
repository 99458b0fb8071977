// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.oracle.Finding.Inconclusive;
import dev.schism.oracle.Finding.Inconclusive.Reason;
import dev.schism.oracle.Oracle;
import dev.schism.oracle.rules.Judge;
import dev.schism.oracle.rules.Profile;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** A machine that stands still for a moment makes everything slow that is under way, however much that is. */
class CampaignHasteTest {

    private static final int COUNT = 2000;
    private static final ScriptedServer REFERENCE =
            ScriptedServer.answering("reference", (scenario, patient) -> ScriptedServer.OK);

    private Comparing comparing = new Oracle()::compare;

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

    private static boolean isGenerated(String name) {
        return name.startsWith("g1-");
    }

    private CampaignResult run(ScriptedServer target) {
        try (ScriptedRunner runner = new ScriptedRunner(REFERENCE, target)) {
            return new Campaign(
                            CampaignOptions.of(7, new Budget.Count(COUNT)),
                            REFERENCE.side(),
                            target.side(),
                            runner,
                            comparing,
                            Judge.of(Profile.RFC),
                            (found, provenance) -> {},
                            CampaignListener.NONE,
                            Clock.systemUTC(),
                            System::nanoTime)
                    .run();
        }
    }
}
