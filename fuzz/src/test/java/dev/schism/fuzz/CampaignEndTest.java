// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schism.fuzz.CampaignResult.End;
import dev.schism.oracle.Category;
import dev.schism.oracle.Finding;
import dev.schism.oracle.Finding.Inconclusive;
import dev.schism.oracle.Finding.Inconclusive.Reason;
import dev.schism.oracle.Oracle;
import dev.schism.oracle.Trait;
import dev.schism.oracle.Traits;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How a campaign spends its budget, and how it ends whatever becomes of the servers. */
class CampaignEndTest extends CampaignFixture {

    @Test
    void countsAgreementsAndSpendsItsBudgetExactly() {
        CampaignResult result = run(options(500), REFERENCE, always(ScriptedServer.OK));

        assertThat(result.scenarios()).isEqualTo(500);
        assertThat(result.counts().agreements()).containsExactly(Map.entry(Category.OK, 500L));
        assertThat(result.end()).isEqualTo(End.BUDGET_SPENT);
        assertThat(result.isConclusive()).isTrue();
        assertThat(kept).isEmpty();
        assertThat(progress).isNotEmpty();
        assertThat(progress.get(progress.size() - 1).spent()).isEqualTo(1);
    }

    @Test
    void neverExceedsWhatTheWeakerSideCanTake() {
        ScriptedServer weak = new ScriptedServer("target", 9, rejectingFolds()::answer);

        run(options(1000), REFERENCE, weak);

        assertThat(runner.mostAtOnce.get()).isBetween(2, 2 * 9);
        assertThat(kept).hasSize(1);
    }

    @Test
    void worksWithASideThatTakesOneConnection() {
        ScriptedServer single = new ScriptedServer("target", 1, rejecting(Trait.OBS_FOLD)::answer);

        run(options(200), REFERENCE, single);

        assertThat(runner.mostAtOnce.get()).isEqualTo(2);
    }

    @Test
    void stopsWhenTimeIsUp() {
        AtomicLong nanos = new AtomicLong();
        nanoTime = () -> nanos.addAndGet(Duration.ofMillis(1).toNanos());
        CampaignOptions options = CampaignOptions.of(7, new Budget.Time(Duration.ofSeconds(1)));

        CampaignResult result = run(options, REFERENCE, always(ScriptedServer.OK));

        assertThat(result.end()).isEqualTo(End.BUDGET_SPENT);
        assertThat(result.scenarios()).isBetween(100L, 1000L);
        assertThat(result.counts().judged()).isEqualTo(result.scenarios());
    }

    @Test
    void doesNothingWhereAServerIsDown() {
        CampaignResult result = run(options(100), REFERENCE, always(ScriptedServer.DOWN));

        assertThat(result.end()).isEqualTo(End.TARGET_DOWN);
        assertThat(result.scenarios()).isZero();
        assertThat(result.isConclusive()).isFalse();
    }

    @Test
    void endsWhenAServerDies() {
        AtomicLong answers = new AtomicLong(300);
        ScriptedServer mortal = ScriptedServer.answering(
                "reference",
                (scenario, patient) -> answers.decrementAndGet() > 0 ? ScriptedServer.OK : ScriptedServer.DOWN);

        CampaignResult result = run(options(1_000_000), mortal, always(ScriptedServer.OK));

        assertThat(result.end()).isEqualTo(End.REFERENCE_DOWN);
        assertThat(result.isConclusive()).isFalse();
        assertThat(result.counts().agreed()).isBetween(100L, 300L);
        assertThat(result.counts().inconclusive()).containsKey(Reason.SERVER_DOWN);
    }

    @Test
    void noticesByPlainRequestsThatAServerDied() {
        ScriptedServer mortal = ScriptedServer.answering(
                "target",
                (scenario, patient) -> scenario.name().startsWith("g2") || runner.runs.size() < 10
                        ? ScriptedServer.OK
                        : ScriptedServer.DOWN);

        CampaignResult result = run(options(100), REFERENCE, mortal);

        assertThat(result.end()).isEqualTo(End.TARGET_DOWN);
        assertThat(result.scenarios()).isBetween(1L, 100L);
    }

    @Test
    void runsLateAnswersAgainPatiently() {
        AtomicLong late = new AtomicLong();
        Oracle oracle = new Oracle();
        comparing = (scenario, reference, target) -> late.getAndIncrement() % 10 == 0
                ? new Inconclusive(Reason.SLOW, "late")
                : oracle.compare(scenario, reference, target);

        CampaignResult result = run(options(300), REFERENCE, always(ScriptedServer.OK));

        assertThat(result.counts().agreed()).isBetween(280L, 300L);
        assertThat(result.counts().judged()).isEqualTo(300);
        assertThat(runner.runs.stream().filter(ScriptedRunner.Run::patient).count())
                .isGreaterThan(20);
    }

    @Test
    void canBeStopped() {
        runner = new ScriptedRunner(REFERENCE);
        AtomicLong compared = new AtomicLong();
        Campaign[] campaign = new Campaign[1];
        comparing = (scenario, reference, target) -> {
            if (compared.incrementAndGet() == 50) {
                campaign[0].stop();
            }
            return new Finding.Agreement(Category.OK, Set.of());
        };
        campaign[0] = campaign(options(1_000_000), REFERENCE, REFERENCE);

        CampaignResult result = campaign[0].run();

        assertThat(result.end()).isEqualTo(End.STOPPED);
        assertThat(result.scenarios()).isBetween(50L, 10_000L);
    }

    @Test
    void goesOnWhenNothingCanBeKept() {
        sink = (found, provenance) -> {
            throw new IllegalStateException("disk full");
        };

        CampaignResult result = run(options(1000), REFERENCE, rejecting(Trait.OBS_FOLD));

        assertThat(result.scenarios()).isEqualTo(1000);
        assertThat(result.internalErrors()).isPositive().isEqualTo(errors.size());
        assertThat(result.isConclusive()).isTrue();
        assertThat(errors.get(0).failure()).hasMessage("disk full");
    }

    @Test
    void goesOnWhenACompareFails() {
        Oracle oracle = new Oracle();
        comparing = (scenario, reference, target) -> {
            if (Traits.of(scenario).contains(Trait.NUL)) {
                throw new IllegalStateException("cannot compare a NUL");
            }
            return oracle.compare(scenario, reference, target);
        };

        CampaignResult result = run(options(2000), REFERENCE, rejectingFolds());

        assertThat(kept).hasSize(1);
        assertThat(result.internalErrors()).isPositive();
        assertThat(errors).allSatisfy(error -> {
            assertThat(Traits.of(ScenarioGrammar.ofSeed(error.seed()))).contains(Trait.NUL);
            assertThat(error.line()).contains("seed " + error.seed(), "cannot compare a NUL");
        });
    }

    @Test
    void refusesOptionsOutOfRange() {
        runner = new ScriptedRunner();

        assertThatThrownBy(() -> new Budget.Count(0)).hasMessage("scenarios must be positive: 0");
        assertThatThrownBy(() -> new Budget.Time(Duration.ZERO)).hasMessage("duration must be positive: PT0S");
        assertThatThrownBy(() -> new CampaignOptions(
                        1, new Budget.Count(1), 0, 2, Duration.ofSeconds(1), 1, ShrinkOptions.DEFAULT, Duration.ZERO))
                .hasMessage("inFlight must be from 1 to 4096: 0");
    }
}
