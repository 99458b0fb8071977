// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.client.Endpoint;
import dev.schism.client.RunnerOptions;
import dev.schism.client.ScenarioRunner;
import dev.schism.oracle.rules.Overrides;
import dev.schism.oracle.rules.Profile;
import dev.schism.oracle.rules.RuleBook;
import dev.schism.oracle.rules.RuleClass;
import dev.schism.oracle.rules.Verdict;
import dev.schism.scenario.ScenarioImport;
import dev.schism.servers.Calibration;
import dev.schism.servers.Calibrator;
import dev.schism.servers.NettyServer;
import dev.schism.servers.Server;
import dev.schism.wire.Octets;
import dev.schism.wire.ServerIdentity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ProbeTest {

    private final ScenarioRunner runner = ScenarioRunner.start(RunnerOptions.DEFAULT);
    private final Server server = NettyServer.start();
    private final Calibration calibration = Calibrator.calibrate(runner, server);

    @AfterEach
    void stop() {
        server.close();
        runner.close();
    }

    private ProbeResult probe(ProbeOptions options) {
        return Probe.run(options, runner, server, calibration);
    }

    private static ProbeOptions rules(String selectors) {
        return ProbeOptions.of(Profile.RFC).withRules(RuleBook.select(selectors));
    }

    @Test
    void runsTheWholeCatalogueAndRepeatsItself() {
        ProbeResult first = probe(ProbeOptions.of(Profile.RFC));
        ProbeResult second = probe(ProbeOptions.of(Profile.RFC));

        assertThat(first.failure()).isEmpty();
        assertThat(first.cases()).hasSameSizeAs(Catalogue.load().cases());
        List<String> before = lines(first);
        List<String> after = lines(second);
        assertThat(before).filteredOn(line -> !after.contains(line)).isEmpty();
        assertThat(after).filteredOn(line -> !before.contains(line)).isEmpty();
    }

    private static List<String> lines(ProbeResult result) {
        return result.cases().stream()
                .flatMap(one -> Stream.concat(
                        Stream.of(one.probeCase().name() + " " + one.result()),
                        one.verdicts().stream()
                                .map(verdict ->
                                        one.probeCase().name() + " " + verdict.rule() + " " + verdict.result())))
                .toList();
    }

    @Test
    void findsThatNettyDoesNotCheckHost() {
        ProbeResult result = probe(rules("HO-01,HO-02"));

        assertThat(result.deviations())
                .extracting(deviation -> deviation.result() + " " + deviation.rule())
                .contains("FAIL HO-01", "FAIL HO-02");
        assertThat(result.tally()).containsOnlyKeys(RuleClass.HO);
        assertThat(result.tally().get(RuleClass.HO)).containsKey(Verdict.Result.FAIL);
        assertThat(result.worst()).contains(Verdict.Result.FAIL);
    }

    @Test
    void followsAnAnsweredCaseWithATaggedRequest() {
        CaseResult followed = only("CL-12", "cl-12-post");

        assertThat(followed.followed()).isPresent();
        assertThat(followed.observation().transcript().completeResponses()).isEqualTo(2);
        assertThat(probe(rules("RB-05")).cases())
                .filteredOn(one -> one.probeCase().name().equals("rb-05-chunked"))
                .extracting(CaseResult::result)
                .containsExactly(Verdict.Result.PASS);
    }

    @Test
    void believesSilenceOnlyAfterTheSecondLook() {
        assertThat(only("LN-12", "ln-12-no-empty-line").confirmed()).isTrue();
        assertThat(only("RL-06", "rl-06-get").confirmed()).isFalse();
    }

    private CaseResult only(String rule, String name) {
        return probe(rules(rule)).cases().stream()
                .filter(one -> one.probeCase().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void comparesSegmentsWithTheWholeRequest() {
        ProbeResult result = probe(rules("KA-11"));

        assertThat(result.cases())
                .filteredOn(one -> one.probeCase().kind() != ProbeCase.Kind.INNOCENT)
                .allSatisfy(one ->
                        assertThat(one.result()).as(one.probeCase().name()).isEqualTo(Verdict.Result.PASS));
    }

    @Test
    void overridesTurnARuleOff() {
        Overrides off = new Overrides(Map.of("HO-02", new Overrides.Decision.Off("not ours to check")));

        ProbeResult result = probe(rules("HO-02").withOverrides(off));

        assertThat(result.cases())
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.verdicts()).isEmpty());
    }

    @Test
    void failsWhereNoCaseRan() {
        ProbeResult result = probe(rules("PX-14"));

        assertThat(result.failure()).hasValueSatisfying(why -> assertThat(why).startsWith("no case ran"));
        assertThat(result.cases()).isEmpty();
    }

    @Test
    void failsWhereThePlainRequestIsNotAnswered() {
        server.close();

        ProbeResult result = probe(rules("RL-06"));

        assertThat(result.failure()).hasValueSatisfying(why -> assertThat(why).contains("plain GET must be answered"));
        assertThat(result.cases()).isEmpty();
    }

    @Test
    void failsWhereTheServerDiesOnTheWay() {
        ProbeResult result = Probe.run(rules("RL-06"), runner, new Dying(server), calibration);

        assertThat(result.failure()).contains("the server died on the way: killed by a test");
        assertThat(result.cases()).isNotEmpty();
    }

    /** Says of itself that it died, and otherwise is the server that it hides. */
    private record Dying(Server hidden) implements Server {

        @Override
        public ServerIdentity identity() {
            return hidden.identity();
        }

        @Override
        public Endpoint endpoint() {
            return hidden.endpoint();
        }

        @Override
        public int maxConnections() {
            return hidden.maxConnections();
        }

        @Override
        public Optional<String> failure() {
            return Optional.of("killed by a test");
        }

        @Override
        public void close() {
            hidden.close();
        }
    }

    @Test
    void judgesRawOctets() {
        Octets request = Octets.latin1("GET / HTTP/1.1\r\n\r\n");

        ProbeRaw.Judged judged =
                ProbeRaw.of(rules("HO-01"), runner, server).judge(ScenarioImport.raw("no-host", request));

        assertThat(judged.verdicts())
                .extracting(verdict -> verdict.result() + " " + verdict.rule())
                .containsExactly("FAIL HO-01");
    }
}
