// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.client.RunnerOptions;
import dev.schism.client.ScenarioRunner;
import dev.schism.oracle.rules.Profile;
import dev.schism.servers.Calibrator;
import dev.schism.servers.EmbeddedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class EmbeddedReferenceTest {

    @Test
    void keepsEveryRule() {
        try (ScenarioRunner runner = ScenarioRunner.start(RunnerOptions.DEFAULT);
                EmbeddedServer server = EmbeddedServer.start()) {
            ProbeResult result = Probe.run(
                    ProbeOptions.of(Profile.STRICT_SECURITY), runner, server, Calibrator.calibrate(runner, server));

            assertThat(result.failure()).isEmpty();
            assertThat(result.cases()).hasSameSizeAs(Catalogue.load().cases());
            assertThat(result.deviations())
                    .as("rules that failed or warned")
                    .extracting(one -> one.rule().id() + " " + one.cases() + " "
                            + one.example().actual())
                    .isEmpty();
        }
    }
}
