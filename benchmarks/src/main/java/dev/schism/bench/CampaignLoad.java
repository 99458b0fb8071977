// SPDX-License-Identifier: Apache-2.0
package dev.schism.bench;

import dev.schism.client.Runner;
import dev.schism.fuzz.Budget;
import dev.schism.fuzz.Campaign;
import dev.schism.fuzz.CampaignListener;
import dev.schism.fuzz.CampaignOptions;
import dev.schism.fuzz.CampaignProgress;
import dev.schism.fuzz.CampaignResult;
import dev.schism.oracle.Oracle;
import dev.schism.oracle.rules.Judge;
import dev.schism.oracle.rules.Profile;
import dev.schism.servers.Calibrator;
import dev.schism.servers.Server;
import dev.schism.servers.Side;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * The rates of one campaign while it made scenarios.
 *
 * @param scenariosPerSecond scenarios made
 * @param pairsPerSecond pairs compared, those of confirming and shrinking among them
 */
record CampaignLoad(double scenariosPerSecond, double pairsPerSecond) {

    static CampaignLoad run(Runner runner, Server reference, Server target, Duration duration, long seed) {
        LongAdder runs = new LongAdder();
        AtomicLong runsInTime = new AtomicLong(-1);
        Runner counting = (scenario, endpoint, waiting, token) ->
                runner.run(scenario, endpoint, waiting, token).whenComplete((seen, failure) -> runs.increment());
        CampaignListener untilSpent = new CampaignListener() {
            @Override
            public void progressed(CampaignProgress progress) {
                if (progress.spent() >= 1) {
                    runsInTime.compareAndSet(-1, runs.sum());
                }
            }
        };
        Side referenceSide = new Side(reference, Calibrator.calibrate(runner, reference));
        Side targetSide = new Side(target, Calibrator.calibrate(runner, target));
        CampaignResult result = new Campaign(
                        CampaignOptions.of(seed, new Budget.Time(duration)),
                        referenceSide,
                        targetSide,
                        counting,
                        new Oracle(),
                        Judge.of(Profile.RFC),
                        (found, provenance) -> {},
                        untilSpent)
                .run();
        double seconds = result.generating().toNanos() / 1e9;
        return new CampaignLoad(result.pairsPerSecond(), runsInTime.get() / 2.0 / seconds);
    }
}
