// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.client.RunnerOptions;
import dev.schism.client.ScenarioRunner;
import dev.schism.client.Tls;
import dev.schism.oracle.rules.Profile;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.ScenarioImport;
import dev.schism.servers.RemoteAddress;
import dev.schism.servers.RemoteServer;
import dev.schism.servers.Server;
import dev.schism.wire.Octets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files side by side have the verdicts that they have one after the other, whatever the server. */
@Timeout(120)
class ProbeRawTest {

    private final ScenarioRunner runner =
            ScenarioRunner.start(RunnerOptions.DEFAULT.withRequestTimeout(Duration.ofSeconds(2)));

    @AfterEach
    void stop() {
        runner.close();
    }

    @Test
    void runsAsManyAtOnceAsTheServerTakes() throws Exception {
        try (PooledServer pool = PooledServer.start(RemoteServer.MAX_CONNECTIONS)) {
            pool.slowDownBy(Duration.ofMillis(300));
            List<ProbeRaw.Judged> judged = probe(pool).judge(scenarios(120, 0));

            assertThat(judged).extracting(one -> one.scenario().name()).containsExactlyElementsOf(names(120));
            assertThat(judged).allSatisfy(one -> assertThat(status(one)).isEqualTo(200));
            assertThat(pool.mostAtOnce()).isBetween(20, RemoteServer.MAX_CONNECTIONS);
        }
    }

    @Test
    void findsWhatItWouldOneAfterTheOtherWhereTheServerHasOneThread() throws Exception {
        comparesWithOneAfterTheOther(1);
    }

    @Test
    void findsWhatItWouldOneAfterTheOtherWhereTheServerHasFewThreads() throws Exception {
        comparesWithOneAfterTheOther(3);
    }

    private void comparesWithOneAfterTheOther(int threads) throws Exception {
        try (PooledServer pool = PooledServer.start(threads)) {
            ProbeRaw probe = probe(pool);
            List<Scenario> scenarios = scenarios(40, 7);

            List<ProbeRaw.Judged> all = probe.judge(scenarios);

            assertThat(lines(all))
                    .containsExactlyElementsOf(
                            lines(scenarios.stream().map(probe::judge).toList()));
        }
    }

    @Test
    void believesAnOverloadedAnswerOnlyWhereFewRun() throws Exception {
        try (PooledServer pool = PooledServer.start(RemoteServer.MAX_CONNECTIONS)) {
            pool.shedAbove(8);
            List<ProbeRaw.Judged> judged = probe(pool).judge(scenarios(100, 0));

            assertThat(judged).allSatisfy(one -> assertThat(status(one)).isEqualTo(200));
        }
    }

    @Test
    void givesUpOnAServerThatDiesInTheMiddle() throws Exception {
        try (PooledServer pool = PooledServer.start(RemoteServer.MAX_CONNECTIONS)) {
            pool.dieAfter(60);
            List<ProbeRaw.Judged> judged = probe(pool).judge(scenarios(120, 0));

            assertThat(judged).extracting(one -> one.scenario().name()).containsExactlyElementsOf(names(120));
            assertThat(judged).filteredOn(one -> status(one) == 200).isNotEmpty();
            assertThat(judged).filteredOn(one -> !one.observation().connected()).isNotEmpty();
        }
    }

    @Test
    void givesUpOnAServerThatFallsSilentInTheMiddle() throws Exception {
        try (PooledServer pool = PooledServer.start(RemoteServer.MAX_CONNECTIONS)) {
            pool.fallSilentAfter(60);
            long start = System.nanoTime();
            List<ProbeRaw.Judged> judged = probe(pool).judge(scenarios(120, 0));

            assertThat(judged).hasSize(120);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
        }
    }

    private ProbeRaw probe(PooledServer pool) {
        return ProbeRaw.of(ProbeOptions.of(Profile.RFC), runner, remote(pool));
    }

    private static Server remote(PooledServer pool) {
        RemoteAddress address = RemoteAddress.parse("127.0.0.1:" + pool.port()).orElseThrow();
        return RemoteServer.at(address, Tls::trustAll);
    }

    /** Plain requests, and half a request in the place of every so many. */
    private static List<Scenario> scenarios(int count, int halfEvery) {
        List<Scenario> scenarios = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean half = halfEvery > 0 && i % halfEvery == 0;
            String text = "GET /" + i + " HTTP/1.1\r\nHost: a\r\n" + (half ? "" : "\r\n");
            scenarios.add(ScenarioImport.raw("n" + i, Octets.latin1(text)));
        }
        return scenarios;
    }

    private static List<String> names(int count) {
        return scenarios(count, 0).stream().map(Scenario::name).toList();
    }

    private static int status(ProbeRaw.Judged judged) {
        return judged.observation()
                .firstResponse()
                .map(response -> response.status())
                .orElse(0);
    }

    private static List<String> lines(List<ProbeRaw.Judged> all) {
        return all.stream()
                .map(one -> "%s %d %s %s"
                        .formatted(
                                one.scenario().name(),
                                status(one),
                                one.observation().end(),
                                one.verdicts().stream()
                                        .map(verdict -> verdict.rule() + " " + verdict.result())
                                        .toList()))
                .toList();
    }
}
