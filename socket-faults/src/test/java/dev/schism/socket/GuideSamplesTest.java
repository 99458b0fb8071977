// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Holds the guide to the code: each sample is in here word by word, so it compiles. */
class GuideSamplesTest {

    private static final Path GUIDE = Path.of("..", "docs", "socket-faults.md");
    private static final Path SOURCE = Path.of("src/test/java/dev/schism/socket/GuideSamplesTest.java");
    private static final Pattern SAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern VARIABLE = Pattern.compile("`(FAULT_[A-Z_]+)(\\(S\\))?`");

    /** The program under test in the samples. */
    private interface Program {
        Object fetch();

        byte[] download(String path) throws IOException;
    }

    private static String words(String code) {
        return code.replaceAll("\\s+", "");
    }

    private static String guide() throws IOException {
        return Files.readString(GUIDE, StandardCharsets.UTF_8);
    }

    @Test
    void everySampleCompiles() throws IOException {
        String source = words(Files.readString(SOURCE, StandardCharsets.UTF_8));
        Matcher samples = SAMPLE.matcher(guide());
        int count = 0;
        while (samples.find()) {
            count++;
            assertThat(source).contains(words(samples.group(1)));
        }
        assertThat(count).isGreaterThanOrEqualTo(8);
    }

    @Test
    void everyVariableIsInTheGuideAndUnderstood() throws IOException {
        List<String> named = VARIABLE.matcher(guide())
                .results()
                .flatMap(found -> found.group(2) == null
                        ? Stream.of(found.group(1))
                        : Stream.of(found.group(1), found.group(1) + "S"))
                .distinct()
                .toList();

        assertThat(named).containsAll(FaultVariables.names());
        assertThat(FaultVariables.names()).containsAll(named);
    }

    @Test
    void ruleOfTheGuideSaysWhatItsTextSays() {
        assertThat(rule())
                .isEqualTo(FaultRule.of(
                        Target.host("db.local").port(5432),
                        new Fault.ConnectFailure(Trigger.first(2), Errno.ETIMEDOUT, Delivery.ASYNCHRONOUS),
                        new Fault.RecvFailure(Trigger.atByte(8_192).onConnection(3), Errno.ECONNRESET),
                        new Fault.Latency(Duration.ofMillis(200), Duration.ofMillis(50), Direction.RECEIVE)));
    }

    private static FaultRule rule() {
        FaultRule rule = FaultRule.parse("host=db.local port=5432 connect first=2 errno=ETIMEDOUT"
                + " recv at=8192 on=3 latency delay=200ms jitter=50ms way=recv");
        return rule;
    }

    /** Samples that call programs which are not there. */
    @Disabled("compiled only")
    static class Samples {

        @RegisterExtension
        static final SocketFaultsExtension FAULTS = SocketFaultsExtension.of(
                FaultInjector.connectionTimeouts(0.1).targetHosts("*.internal").build());

        @RegisterExtension
        static final SocketFaultsExtension CHAOS = SocketFaultsExtension.fromEnvironment();

        private final Program client = null;

        void inATest() {
            try (FaultInjector faults = FaultInjector.builder()
                    .connectFailRate(0.5)
                    .connectErrno(Errno.ECONNREFUSED)
                    .targetHosts("failing-service.local")
                    .targetPorts(8080)
                    .start()) {
                assertThat(client.fetch()).isNotNull(); // it retries
                assertThat(faults.stats().connectFailures()).isPositive();
            }
        }

        @Test
        @SocketFaults(recvShortRate = 0.8, targetPorts = 8080, requireInjection = true)
        void reassemblesFragments(FaultInjector faults) throws IOException {
            assertThat(client.download("/large-file")).hasSize(10_000);
            assertThat(faults.stats().shortReads()).isGreaterThan(5);
        }

        void rules() {
            FaultInjector.builder()
                    .rule(
                            Target.host("db.local").port(5432),
                            new Fault.ConnectFailure(Trigger.first(2), Errno.ETIMEDOUT, Delivery.ASYNCHRONOUS),
                            new Fault.RecvFailure(Trigger.atByte(8_192).onConnection(3), Errno.ECONNRESET),
                            new Fault.Latency(Duration.ofMillis(200), Duration.ofMillis(50), Direction.RECEIVE))
                    .rule(Target.host("10.0.0.0/8"), new Fault.BlackHole(Trigger.always()))
                    .rule(Target.acceptedOn(9090), new Fault.EndOfStream(Trigger.nth(2)))
                    .start();
        }

        void control(FaultInjector faults) {
            faults.pause();
            faults.resume();
            faults.update(faults.config().toBuilder().latency(Duration.ZERO).build());
        }

        void environment() {
            try (FaultInjector faults = FaultInjector.start(FaultConfig.fromEnv())) {
                client.fetch();
                faults.assertInjected();
            }
        }

        void children(FaultConfig config, String url, Path statsFile) throws IOException, InterruptedException {
            SubprocessFaults.java(new ProcessBuilder("java", "-jar", "app.jar"), config)
                    .start();
            Process curl = SubprocessFaults.nativeProgram(new ProcessBuilder("curl", "-sS", url), config)
                    .start();
            curl.waitFor();
            assertThat(FaultStats.read(statsFile).shortReads()).isPositive();
        }
    }
}
