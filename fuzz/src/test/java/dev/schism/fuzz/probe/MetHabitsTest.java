// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.client.RunnerOptions;
import dev.schism.client.ScenarioRunner;
import dev.schism.client.Tls;
import dev.schism.oracle.rules.Profile;
import dev.schism.oracle.rules.RuleBook;
import dev.schism.oracle.rules.Verdict;
import dev.schism.servers.Calibration;
import dev.schism.servers.Calibrator;
import dev.schism.servers.HabitualServer;
import dev.schism.servers.RemoteAddress;
import dev.schism.servers.RemoteServer;
import dev.schism.servers.Server;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What calibration meets becomes a verdict of the rule that speaks about it. */
@Timeout(60)
class MetHabitsTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String OK_CLOSE = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok";
    private static final String NO_LENGTH = "HTTP/1.1 200 OK\r\n\r\nok";
    private static final String RULES = "KA-01,KA-15,KA-16,ME-10";
    private static final int THREADS = 256;

    private final ScenarioRunner runner = ScenarioRunner.start(RunnerOptions.DEFAULT);

    @AfterEach
    void stop() {
        runner.close();
    }

    @Test
    void failsWhoSaysThatItClosesAndStaysOpen() throws Exception {
        ProbeResult result = probe(OK_CLOSE, false, 0, RULES);

        assertThat(result.failure()).isEmpty();
        assertThat(verdicts(result, "met-announces-close-stays-open")).contains("FAIL KA-15");
        assertThat(deviations(result)).contains("FAIL KA-15").doesNotHaveDuplicates();
        assertThat(result.worst()).contains(Verdict.Result.FAIL);
        assertThat(verdicts(result, "ka-15-get")).contains("FAIL KA-15");
    }

    @Test
    void failsWhoGivesNoLengthAndStaysOpen() throws Exception {
        ProbeResult result = probe(NO_LENGTH, false, 0, RULES);

        assertThat(result.failure()).isEmpty();
        assertThat(verdicts(result, "met-no-length-stays-open")).contains("FAIL KA-16");
        assertThat(deviations(result)).contains("FAIL KA-16").doesNotHaveDuplicates();
        assertThat(verdicts(result, "ka-16-get")).contains("FAIL KA-16");
    }

    @Test
    void passesWhoClosesAsItSaid() throws Exception {
        assertThat(verdicts(probe(OK_CLOSE, true, 0, RULES), "ka-15-get")).contains("PASS KA-15");
        assertThat(verdicts(probe(NO_LENGTH, true, 0, RULES), "ka-16-get")).contains("PASS KA-16");
    }

    @Test
    void judgesTheOtherHabitsAsWell() throws Exception {
        assertThat(verdicts(probe(OK, true, 0, RULES), "met-closes-unannounced"))
                .contains("FAIL KA-01");
        assertThat(verdicts(probe(OK_CLOSE, true, 0, RULES), "met-closes-each")).contains("WARN KA-01");
        assertThat(verdicts(probe(OK + "more", false, 0, RULES), "met-sends-more"))
                .contains("FAIL ME-10");
    }

    @Test
    void meetsNothingOfAGoodServerNorOfRulesNobodyAskedFor() throws Exception {
        assertThat(names(probe(OK, false, 0, RULES))).noneMatch(name -> name.startsWith("met-"));
        assertThat(names(probe(OK_CLOSE, false, 0, "KA-01"))).noneMatch(name -> name.startsWith("met-"));
    }

    @Test
    void notesWhatNoRuleJudges() throws Exception {
        assertThat(probe(OK, false, 1200, "KA-16").notes())
                .singleElement()
                .asString()
                .startsWith("it answers late");
    }

    private static List<String> names(ProbeResult result) {
        return result.cases().stream().map(one -> one.probeCase().name()).toList();
    }

    private static List<String> deviations(ProbeResult result) {
        return result.deviations().stream()
                .map(one -> one.result() + " " + one.rule())
                .toList();
    }

    private static List<String> verdicts(ProbeResult result, String name) {
        return result.cases().stream()
                .filter(one -> one.probeCase().name().equals(name))
                .flatMap(one -> one.counted().stream())
                .map(verdict -> verdict.result() + " " + verdict.rule())
                .toList();
    }

    private ProbeResult probe(String answer, boolean closes, long delayMillis, String rules) throws Exception {
        try (HabitualServer habitual = new HabitualServer(answer, closes, delayMillis, THREADS);
                Server server =
                        RemoteServer.at(new RemoteAddress("127.0.0.1", habitual.port(), false), Tls::ofRuntime)) {
            Calibration calibration = Calibrator.calibrate(runner, server);
            ProbeOptions options = ProbeOptions.of(Profile.RFC).withRules(RuleBook.select(rules));
            long begun = System.nanoTime();
            ProbeResult result = Probe.run(options, runner, server, calibration);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
            return result;
        }
    }
}
