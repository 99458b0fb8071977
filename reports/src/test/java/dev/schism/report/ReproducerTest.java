// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.scenario.Pacing;
import dev.schism.scenario.Payload;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.ScenarioBuilder;
import dev.schism.scenario.Step;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.Observation;
import dev.schism.wire.Octets;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReproducerTest {

    private final Observation observation = ReportFixture.observation("", ConnectionEnd.FIN);

    @Test
    void writesACommand() {
        Scenario scenario =
                sending("GET /{token} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n").build();

        assertThat(Reproducer.command(scenario, observation))
                .isEqualTo("{ printf 'GET /t0 HTTP/1.1\\r\\nHost: 127.0.0.1:8080\\r\\n\\r\\n'; sleep 2; }"
                        + " | nc 127.0.0.1 8080");
    }

    @Test
    void pausesAndClosesAsTheScenarioDoes() {
        Scenario scenario = sending("a")
                .step(new Step.Pause(Duration.ofMillis(1500)))
                .step(new Step.SendBytes(Payload.template("b"), Pacing.WHOLE))
                .step(new Step.HalfClose())
                .build();

        assertThat(Reproducer.command(scenario, observation))
                .isEqualTo("{ printf 'a'; sleep 1.5; printf 'b'; } | nc 127.0.0.1 8080");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void survivesTheShell() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 20; i++) {
            byte[] octets = new byte[512];
            random.nextBytes(octets);
            assertThat(shell("printf '" + Reproducer.format(Octets.of(octets)) + "'"))
                    .isEqualTo(octets);
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void survivesTheShellWithWhatIsSpecialToIt() throws Exception {
        String special = "'; rm -rf / #$(x)`x`\"\\n\\0\\\\%s%%%\r\n\t\0 007 \u00ff'";

        assertThat(shell("printf '" + Reproducer.format(Octets.latin1(special)) + "'"))
                .isEqualTo(Octets.latin1(special).toByteArray());
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void quotesWords() throws Exception {
        String hostile = "a'b; echo $HOME `x` \"y\" \\";

        assertThat(shell("printf %s " + Reproducer.quote(hostile)))
                .isEqualTo(Octets.latin1(hostile).toByteArray());
        assertThat(Reproducer.quote("::1")).isEqualTo("::1");
        assertThat(Reproducer.quote("-x")).isEqualTo("'-x'");
        assertThat(Reproducer.quote("")).isEqualTo("''");
    }

    @ParameterizedTest
    @CsvSource({"'',8080", "localhost,0", "localhost,none", "localhost,123456"})
    void leavesAnAddressOpenThatIsNotKnown(String host, String port) {
        Observation known = ReportFixture.observation("", ConnectionEnd.FIN);
        Observation unknown = new Observation(
                known.sent(),
                known.methods(),
                known.received(),
                known.arrivals(),
                known.transcript(),
                known.steps(),
                known.end(),
                known.quiet(),
                known.connectTime(),
                known.elapsed(),
                Map.of("host", host, "port", port),
                known.error());

        assertThat(Reproducer.command(sending("a").build(), unknown)).endsWith("| nc HOST PORT");
    }

    @Test
    void refusesWhatIsTooLong() {
        Scenario scenario = sending("x".repeat(Reproducer.MAX_OCTETS + 1)).build();

        assertThat(Reproducer.command(scenario, observation)).isEmpty();
    }

    @Test
    void saysWhatTheCommandCannotDo() {
        Scenario paced = Scenario.named("x")
                .step(new Step.SendBytes(Payload.template("ab"), Pacing.octetwise(Duration.ofMillis(1))))
                .build();

        assertThat(Reproducer.note(paced)).contains("not in the same segments");
        assertThat(Reproducer.note(sending("a").step(new Step.Reset()).build())).contains("not the reset");
        assertThat(Reproducer.note(sending("a").build())).isEmpty();
    }

    private static ScenarioBuilder sending(String text) {
        return Scenario.named("x").step(new Step.SendBytes(Payload.template(text), Pacing.WHOLE));
    }

    private static byte[] shell(String command) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        byte[] printed = shell.getInputStream().readAllBytes();
        assertThat(shell.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return printed;
    }
}
