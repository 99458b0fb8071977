// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.client.RunnerOptions;
import dev.schism.client.ScenarioRunner;
import dev.schism.oracle.rules.Profile;
import dev.schism.oracle.rules.RuleBook;
import dev.schism.oracle.rules.Verdict;
import dev.schism.servers.Calibrator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The token of the request behind a case tells where a server thinks that the case ended. */
@Timeout(60)
class FollowUpTest {

    private final ScenarioRunner runner = ScenarioRunner.start(RunnerOptions.DEFAULT);

    @AfterEach
    void stop() {
        runner.close();
    }

    @ParameterizedTest
    @CsvSource({"ONCE, PASS", "CLOSING, PASS", "ALTERED, FAIL", "REPLACED, FAIL", "NEVER, FAIL", "TWICE, FAIL"})
    void whereTheTokenShowsUpDecides(TaggingServer.Habit habit, Verdict.Result expected) throws Exception {
        try (TaggingServer server = TaggingServer.start(habit)) {
            ProbeOptions options = ProbeOptions.of(Profile.STRICT_SECURITY).withRules(RuleBook.select("RB-05"));

            ProbeResult result = Probe.run(options, runner, server, Calibrator.calibrate(runner, server));

            CaseResult get = result.cases().stream()
                    .filter(one -> one.probeCase().name().equals("rb-05-get"))
                    .findFirst()
                    .orElseThrow();
            assertThat(get.followed()).isPresent();
            assertThat(get.verdicts())
                    .singleElement()
                    .satisfies(verdict ->
                            assertThat(verdict.result()).as(verdict.text()).isEqualTo(expected));
        }
    }
}
