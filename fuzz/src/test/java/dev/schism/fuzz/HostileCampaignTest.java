// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.client.RunnerOptions;
import dev.schism.client.ScenarioRunner;
import dev.schism.client.Tls;
import dev.schism.fuzz.CampaignResult.End;
import dev.schism.oracle.Divergence;
import dev.schism.oracle.Oracle;
import dev.schism.oracle.rules.Judge;
import dev.schism.oracle.rules.Profile;
import dev.schism.servers.Calibrator;
import dev.schism.servers.EmbeddedServer;
import dev.schism.servers.HostileServer;
import dev.schism.servers.PlainAnswer;
import dev.schism.servers.RemoteAddress;
import dev.schism.servers.RemoteServer;
import dev.schism.servers.Server;
import dev.schism.servers.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A target that turns hostile is noticed by its plain answers, soon, by name, and nothing of it is kept. */
@Timeout(120)
class HostileCampaignTest {

    private static final long GOOD = 300;

    /** What the issue allows for the whole command; much more than it takes. */
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private static final Set<HostileServer.Mode> GONE =
            EnumSet.of(HostileServer.Mode.RESET, HostileServer.Mode.SILENCE, HostileServer.Mode.CLOSES);

    private final List<Divergence> kept = Collections.synchronizedList(new ArrayList<>());

    @ParameterizedTest
    @EnumSource(HostileServer.Mode.class)
    void aTargetThatTurnsHostileEndsTheCampaign(HostileServer.Mode mode) throws Exception {
        try (HostileServer hostile = HostileServer.start(mode, GOOD)) {
            long begun = System.nanoTime();

            CampaignResult result = run(at(hostile.endpoint().port()), 100_000);

            assertThat(result.end()).isEqualTo(GONE.contains(mode) ? End.TARGET_DOWN : End.TARGET_CHANGED);
            assertThat(result.isConclusive()).isFalse();
            Change change = result.change().orElseThrow();
            assertThat(change.after()).isLessThanOrEqualTo(change.noticed());
            assertThat(change.noticed()).isLessThanOrEqualTo(result.scenarios());
            assertThat(change.text())
                    .startsWith("a plain GET is answered otherwise since about scenario ")
                    .matches("[\\x20-\\x7e]*")
                    .hasSizeLessThan(1500);
            assertThat(kept).isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LONGEST);
        }
    }

    @Test
    void namesTheLimitThatWasReached() throws Exception {
        try (HostileServer hostile = HostileServer.start(HostileServer.Mode.ENDLESS_CONTENT, GOOD)) {
            Change change = run(at(hostile.endpoint().port()), 100_000).change().orElseThrow();

            assertThat(change.answer().kind()).isEqualTo(PlainAnswer.Kind.ENDLESS);
            assertThat(change.text()).contains("maxReceivedOctets was exceeded: ");
        }
    }

    @Test
    void aTargetThatStaysItselfChangesNothing() throws Exception {
        try (HostileServer patient = HostileServer.start(HostileServer.Mode.SILENCE, Long.MAX_VALUE)) {
            CampaignResult result = run(at(patient.endpoint().port()), 300);

            assertThat(result.end()).isEqualTo(End.BUDGET_SPENT);
            assertThat(result.change()).isEmpty();
        }
    }

    private CampaignResult run(Server server, long count) {
        CampaignOptions options = CampaignOptions.of(1, new Budget.Count(count));
        try (ScenarioRunner calibrating = ScenarioRunner.start(RunnerOptions.DEFAULT);
                Server embedded = EmbeddedServer.start()) {
            Side reference = new Side(embedded, Calibrator.calibrate(calibrating, embedded));
            Side target = new Side(server, Calibrator.calibrate(calibrating, server));
            RunnerOptions shared = RunnerOptions.DEFAULT.sharedBy(options.connections(reference, target));
            try (ScenarioRunner runner = ScenarioRunner.start(shared)) {
                return new Campaign(
                                options,
                                reference,
                                target,
                                runner,
                                new Oracle(),
                                Judge.of(Profile.RFC),
                                (found, provenance) -> kept.add(found.divergence()),
                                CampaignListener.NONE)
                        .run();
            }
        }
    }

    private static Server at(int port) throws Exception {
        return RemoteServer.at(new RemoteAddress("127.0.0.1", port, false), Tls::ofRuntime);
    }
}
