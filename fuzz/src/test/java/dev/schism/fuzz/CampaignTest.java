// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.corpus.Provenance;
import dev.schism.oracle.Category;
import dev.schism.oracle.Divergence;
import dev.schism.oracle.Signature;
import dev.schism.oracle.Trait;
import dev.schism.oracle.Traits;
import dev.schism.oracle.cause.Causes;
import dev.schism.oracle.cause.JudgedDivergence;
import dev.schism.oracle.rules.Blame;
import dev.schism.oracle.rules.Severity;
import dev.schism.scenario.Scenario;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a campaign finds, confirms, shrinks and keeps. */
class CampaignTest extends CampaignFixture {

    @Test
    void sameSeedMakesTheSameScenarios() {
        run(options(200), REFERENCE, always(ScriptedServer.OK));

        assertThat(runner.runs.stream()
                        .filter(run -> !run.patient() && run.endpoint().equals(REFERENCE.endpoint()))
                        .map(ScriptedRunner.Run::scenario))
                .containsExactlyElementsOf(LongStream.range(0, 200)
                        .mapToObj(i -> ScenarioGrammar.ofSeed(SeededChoices.scenarioSeed(7, i)))
                        .toList());
    }

    @Test
    void confirmsShrinksAndKeepsOneEntryForOneDifference() {
        CampaignResult result = run(options(2000), REFERENCE, rejectingFolds());

        assertThat(kept).hasSize(1);
        Divergence only = kept.get(0);
        assertThat(only.signature().traits()).contains("obs-fold");
        assertThat(ScenarioSize.of(only.scenario()).octets()).isLessThan(60);
        assertThat(only.scenario().steps()).hasSize(2);
        assertThat(result.followUps().kept()).isEqualTo(1);
        assertThat(result.followUps().pending()).isZero();
        assertThat(result.counts().differences()).containsKey(Category.STATUS_DIFFER);
    }

    @Test
    void findsEachOfSeveralDifferences() {
        ScriptedServer target = ScriptedServer.answering("target", (scenario, patient) -> {
            var traits = Traits.of(scenario);
            if (traits.contains(Trait.NUL)) {
                return "HTTP/1.1 501 No\r\nContent-Length: 0\r\n\r\n";
            }
            return traits.contains(Trait.CL_AND_TE) ? ScriptedServer.BAD_REQUEST : ScriptedServer.OK;
        });

        run(options(3000), REFERENCE, target);

        assertThat(Causes.rows(judged, JudgedDivergence::cause)).hasSizeBetween(2, 12);
        assertThat(kept.stream().map(divergence -> divergence.signature().differences()))
                .contains(List.of("status:200-501"), List.of("status:200-400"));
    }

    @Test
    void keepsWhatNoKeptOneExplains() {
        CampaignResult result = run(options(3000), REFERENCE, rejecting(Trait.OBS_FOLD, Trait.NUL));

        assertThat(judged.stream().map(CampaignTest::identity)).doesNotHaveDuplicates();
        List<Signature> signatures = kept.stream().map(Divergence::signature).toList();
        assertThat(signatures).anyMatch(signature -> signature.traits().contains("obs-fold"));
        assertThat(signatures).anyMatch(signature -> signature.traits().contains("nul"));
        assertThat(result.followUps().explained() + result.followUps().repeated())
                .isPositive();
    }

    @Test
    void confirmsPatientlyBeforeAndAfterShrinking() {
        run(options(1000), REFERENCE, rejecting(Trait.OBS_FOLD));

        Scenario shrunk = kept.get(0).scenario();
        assertThat(patientRuns(shrunk)).isEqualTo(2);
        assertThat(runner.runs.stream().filter(ScriptedRunner.Run::patient).count())
                .isGreaterThanOrEqualTo(8);
    }

    @Test
    void tellsWhereAnEntryComesFrom() {
        run(options(1000), REFERENCE, rejecting(Trait.OBS_FOLD));

        Provenance provenance = provenances.get(0);
        assertThat(provenance.reference()).isEqualTo(REFERENCE.identity());
        assertThat(provenance.target().name()).isEqualTo("target");
        assertThat(provenance.generator()).isEqualTo("grammar/2");
        assertThat(provenance.seed()).hasValue(7L);
        assertThat(provenance.firstSeen()).isEqualTo(NOW);
    }

    @Test
    void quarantinesWhatDoesNotRepeat() {
        ScriptedServer target = ScriptedServer.answering(
                "target",
                (scenario, patient) -> !patient && Traits.of(scenario).contains(Trait.OBS_FOLD)
                        ? ScriptedServer.BAD_REQUEST
                        : ScriptedServer.OK);

        CampaignResult result = run(options(300), REFERENCE, target);

        assertThat(kept).isEmpty();
        assertThat(result.quarantined()).isNotEmpty().allSatisfy(quarantined -> {
            assertThat(quarantined.rate()).isZero();
            assertThat(quarantined.runs()).isEqualTo(2);
            assertThat(quarantined.signature().traits()).contains("obs-fold");
        });
        assertThat(result.followUps().quarantined())
                .isEqualTo(result.quarantined().size());
        assertThat(result.counts().differed()).isPositive();
    }

    @Test
    void keepsTheNearestScenarioThatAgrees() {
        run(options(2000), REFERENCE, rejectingFolds());

        Scenario neighbour = judged.get(0).neighbour().orElseThrow();
        assertThat(Traits.of(neighbour)).doesNotContain(Trait.OBS_FOLD);
        assertThat(TextDistance.between(kept.get(0).scenario(), neighbour)).isLessThan(12);
    }

    /** Once broke: two different lengths shrank to two equal ones, which are allowed, and those explained the rest. */
    @Test
    void differenceDoesNotSlipIntoALesserOne() {
        ScriptedServer strict = ScriptedServer.answering(
                "reference",
                (scenario, patient) -> Traits.of(scenario).contains(Trait.CL_MULTIPLE)
                        ? ScriptedServer.BAD_REQUEST
                        : ScriptedServer.OK);

        run(options(3000), strict, always(ScriptedServer.OK));

        assertThat(judged.stream().map(JudgedDivergence::cause))
                .anyMatch(cause -> cause.traits().contains("cl-conflict")
                        && cause.blame().party() == Blame.Party.TARGET_WRONG
                        && cause.blame().severity() == Severity.HIGH)
                .anyMatch(cause -> !cause.traits().contains("cl-conflict"));
    }

    @Test
    void leavesOutTraitsThatDoNotMatter() {
        run(options(3000), REFERENCE, rejecting(Trait.TAB_AROUND_VALUE, Trait.VERSION_MAJOR, Trait.CHUNK_TERMINATOR));

        assertThat(Causes.rows(judged, JudgedDivergence::cause))
                .extracting(row -> row.cause().traits())
                .contains(List.of("tab-around-value"), List.of("version-major"), List.of("chunk-terminator"))
                .hasSizeLessThan(5);
    }

    @Test
    void looksAtTheRestPatientlyWhereHasteSeesAServerWait() {
        ScriptedServer hasty = ScriptedServer.answering(
                "target",
                (scenario, patient) -> !patient && Traits.of(scenario).contains(Trait.OBS_FOLD)
                        ? ScriptedServer.SILENT
                        : ScriptedServer.OK);

        CampaignResult result = run(options(300), REFERENCE, hasty);

        assertThat(result.counts().agreed()).isEqualTo(300);
        assertThat(result.followUps().quarantined()).isZero();
    }
}
