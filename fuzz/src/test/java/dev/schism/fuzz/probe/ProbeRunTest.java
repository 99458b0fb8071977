// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.client.RunnerOptions;
import dev.schism.client.ScenarioRunner;
import dev.schism.oracle.rules.Profile;
import dev.schism.oracle.rules.RuleBook;
import dev.schism.servers.Calibration;
import dev.schism.servers.Calibrator;
import dev.schism.servers.NettyServer;
import dev.schism.servers.Server;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ProbeRunTest {

    private static ScenarioRunner runner;
    private static Server server;
    private static Calibration calibration;

    @BeforeAll
    static void start() {
        runner = ScenarioRunner.start(RunnerOptions.DEFAULT);
        server = NettyServer.start();
        calibration = Calibrator.calibrate(runner, server);
    }

    @AfterAll
    static void stop() {
        server.close();
        runner.close();
    }

    private static ProbeResult probe(String rules) {
        ProbeOptions options = ProbeOptions.of(Profile.RFC).withRules(RuleBook.select(rules));
        return Probe.run(options, runner, server, calibration);
    }

    @Test
    void runsTheWholeCatalogueAndRepeatsItself() {
        ProbeResult first = Probe.run(ProbeOptions.of(Profile.RFC), runner, server, calibration);
        ProbeResult second = Probe.run(ProbeOptions.of(Profile.RFC), runner, server, calibration);
        System.out.println("TIME " + first.elapsed() + " " + second.elapsed() + " "
                + first.cases().size());
        first.tally().forEach((k, v) -> System.out.println("TALLY " + k + " " + v));
        first.deviations()
                .forEach(d -> System.out.println("DEV " + d.result() + " " + d.rule() + " "
                        + d.cases().size() + " " + d.cases().get(0) + " | "
                        + d.example().actual() + " | expected " + d.example().expected()));
        assertThat(first.failure()).isEmpty();
        assertThat(lines(second)).containsExactlyElementsOf(lines(first));
    }

    private static List<String> lines(ProbeResult result) {
        return result.cases().stream()
                .flatMap(one -> Stream.concat(
                        Stream.of(one.probeCase().name() + " " + one.result()),
                        one.verdicts().stream()
                                .map(verdict -> one.probeCase().name() + " " + verdict.rule() + " " + verdict.result()
                                        + " " + verdict.actual())))
                .toList();
    }
}
