// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import dev.schism.corpus.Provenance;
import dev.schism.oracle.Divergence;
import dev.schism.oracle.Oracle;
import dev.schism.oracle.Trait;
import dev.schism.oracle.Traits;
import dev.schism.oracle.cause.JudgedDivergence;
import dev.schism.oracle.rules.Judge;
import dev.schism.oracle.rules.Profile;
import dev.schism.scenario.Scenario;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** A campaign over scripted servers, and everything that it says and keeps. */
@Timeout(60)
abstract class CampaignFixture {

    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    static final ScriptedServer REFERENCE =
            ScriptedServer.answering("reference", (scenario, patient) -> ScriptedServer.OK);

    final List<Divergence> kept = new ArrayList<>();
    final List<Provenance> provenances = new ArrayList<>();
    final List<CampaignProgress> progress = new ArrayList<>();
    Comparing comparing = new Oracle()::compare;
    LongSupplier nanoTime = System::nanoTime;
    final List<JudgedDivergence> judged = new ArrayList<>();
    final List<CampaignError> errors = new ArrayList<>();
    DivergenceSink sink = (found, provenance) -> {
        kept.add(found.divergence());
        judged.add(found);
        provenances.add(provenance);
    };
    ScriptedRunner runner;

    @AfterEach
    void closeRunner() {
        runner.close();
    }

    CampaignResult run(CampaignOptions options, ScriptedServer reference, ScriptedServer target) {
        runner = new ScriptedRunner(reference, target);
        return campaign(options, reference, target).run();
    }

    Campaign campaign(CampaignOptions options, ScriptedServer reference, ScriptedServer target) {
        CampaignListener listener = new CampaignListener() {
            @Override
            public void progressed(CampaignProgress now) {
                progress.add(now);
            }

            @Override
            public void failed(CampaignError error) {
                errors.add(error);
            }
        };
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        return new Campaign(
                options,
                reference.side(),
                target.side(),
                runner,
                comparing,
                Judge.of(Profile.RFC),
                sink,
                listener,
                clock,
                nanoTime);
    }

    static String identity(JudgedDivergence found) {
        return found.divergence().signature().text() + " " + found.cause().rule();
    }

    static CampaignOptions options(long count) {
        return CampaignOptions.of(7, new Budget.Count(count));
    }

    static ScriptedServer always(String answer) {
        return ScriptedServer.answering("target", (scenario, patient) -> answer);
    }

    static ScriptedServer rejecting(Trait... traits) {
        return ScriptedServer.answering("target", (scenario, patient) -> {
            var found = Traits.of(scenario);
            return List.of(traits).stream().anyMatch(found::contains) ? ScriptedServer.BAD_REQUEST : ScriptedServer.OK;
        });
    }

    /**
     * One difference alone: a fold behind a line without a colon breaks another rule first and is another cause, and
     * one in a chunked request does not shrink as far where the fold is in its coding.
     */
    static ScriptedServer rejectingFolds() {
        return ScriptedServer.answering("target", (scenario, patient) -> {
            Set<Trait> found = Traits.of(scenario);
            boolean coded =
                    PayloadText.of(scenario.sent()).toLowerCase(Locale.ROOT).contains("encoding");
            return found.contains(Trait.OBS_FOLD) && !found.contains(Trait.FIELD_NO_COLON) && !coded
                    ? ScriptedServer.BAD_REQUEST
                    : ScriptedServer.OK;
        });
    }

    long patientRuns(Scenario scenario) {
        return runner.runs.stream()
                .filter(run -> run.patient()
                        && run.scenario().equals(scenario)
                        && run.endpoint().equals(REFERENCE.endpoint()))
                .count();
    }
}
