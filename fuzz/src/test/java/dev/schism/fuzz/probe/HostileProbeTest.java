// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.client.RunnerOptions;
import dev.schism.client.ScenarioRunner;
import dev.schism.client.Tls;
import dev.schism.oracle.rules.Profile;
import dev.schism.servers.Calibration;
import dev.schism.servers.Calibrator;
import dev.schism.servers.HostileServer;
import dev.schism.servers.RemoteAddress;
import dev.schism.servers.RemoteServer;
import dev.schism.servers.Server;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that turns on the way ends a probe soon, and what it does then is no verdict. */
@Timeout(60)
class HostileProbeTest {

    private static final int GOOD = 600;

    private final ScenarioRunner runner = ScenarioRunner.start(RunnerOptions.DEFAULT);

    @AfterEach
    void stop() {
        runner.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = HostileServer.Mode.class,
            names = {"SILENCE", "DRIP", "ENDLESS_HEAD", "RESET", "GARBAGE"})
    void endsSoonAndSaysSinceWhen(HostileServer.Mode mode) throws Exception {
        try (HostileServer hostile = HostileServer.start(mode, GOOD);
                Server server = RemoteServer.at(
                        new RemoteAddress("127.0.0.1", hostile.endpoint().port(), false), Tls::ofRuntime)) {
            Calibration calibration = Calibrator.calibrate(runner, server);
            long begun = System.nanoTime();

            ProbeResult result = Probe.run(ProbeOptions.of(Profile.RFC), runner, server, calibration);

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(40));
            assertThat(result.failure())
                    .hasValueSatisfying(why -> assertThat(why)
                            .startsWith("a plain GET is answered otherwise since about case ")
                            .matches("[\\x20-\\x7e]*"));
            assertThat(result.cases()).hasSizeLessThan(Catalogue.load().cases().size());
        }
    }
}
