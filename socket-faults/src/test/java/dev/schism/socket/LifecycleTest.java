// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schism.socket.internal.Callers;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be done with injectors when, and what is said where it may not. */
@Timeout(60)
class LifecycleTest {

    private static final int PATIENCE_MILLIS = 100;

    @Test
    void closingAgainDoesNothingAndChangingAfterwardsIsRefused() {
        FaultInjector faults = FaultInjector.builder().seed(5).start();
        faults.close();

        assertThatCode(faults::close).doesNotThrowAnyException();
        String message = "injector must not be closed: seed 5";
        assertThatThrownBy(faults::resume)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message);
        assertThatThrownBy(faults::pause)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> faults.update(faults.config()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message);
    }

    @Test
    void filesCannotFailByUpdateEither() {
        try (FaultInjector faults = FaultInjector.builder().start()) {
            FaultConfig files = FaultInjector.builder().openFailRate(0.5).build();

            assertThatThrownBy(() -> faults.update(files))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("openFailRate must be 0 in a JVM");
        }
    }

    @Test
    @SuppressWarnings("try")
    void theInjectorStartedLastHasAConnection() throws IOException {
        try (HttpFixture server = new HttpFixture()) {
            FaultConfig config = FaultInjector.connectionTimeouts(1)
                    .targetPorts(server.port())
                    .logInjections(false)
                    .build();
            try (FaultInjector first = FaultInjector.start(config);
                    FaultInjector second = FaultInjector.start(config)) {
                assertThatThrownBy(() -> Client.SOCKET.get(server, 1)).isInstanceOf(ConnectException.class);
                assertThat(first.stats().connectAttempts()).isZero();
                assertThat(second.stats().connectAttempts()).isOne();

                second.close();
                assertThatThrownBy(() -> Client.SOCKET.get(server, 1)).isInstanceOf(ConnectException.class);
                assertThat(first.stats().connectAttempts()).isOne();
            }
            assertThat(Client.SOCKET.get(server, 1)).hasSize(1);
        }
    }

    @Test
    void replayDrawsBlackHolesFromTheSeedOfItsTrace(@TempDir Path folder) throws IOException {
        Path trace = folder.resolve("trace.jsonl");
        try (HttpFixture server = new HttpFixture()) {
            FaultOptions holes = FaultInjector.builder()
                    .logInjections(false)
                    .seed(11)
                    .rule(Target.toPort(server.port()), new Fault.BlackHole(Trigger.rate(0.5)));
            List<Boolean> first = new ArrayList<>();
            try (FaultInjector faults = holes.traceFile(trace).start()) {
                first.addAll(holes(faults, server));
                assertThat(faults.stats().connectAttempts()).isEqualTo(first.size());
            }
            FaultOptions again = FaultInjector.builder()
                    .logInjections(false)
                    .rule(Target.toPort(server.port()), new Fault.BlackHole(Trigger.rate(0.5)))
                    .replayFile(trace);

            try (FaultInjector faults = again.start()) {
                assertThat(holes(faults, server)).isEqualTo(first).contains(true, false);
                assertThat(faults.stats().connectAttempts()).isEqualTo(first.size());
            }
        }
    }

    /** Which connects found a hole, as the injector tells: a slow machine may give up on others as well. */
    private static List<Boolean> holes(FaultInjector faults, HttpFixture server) throws IOException {
        List<Boolean> holes = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            long before = faults.stats().connectFailures();
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", server.port()), PATIENCE_MILLIS);
            } catch (SocketTimeoutException e) {
                assertThat(e).hasMessageContaining("timed out");
            }
            holes.add(faults.stats().connectFailures() > before);
        }
        return holes;
    }

    @ParameterizedTest
    @CsvSource({
        "colour=red, fault variable must be one of",
        "connect_fail_rate=2, FAULT_CONNECT_FAIL_RATE: rate must be from 0.0 to 1.0: 2.0",
        "connect_fail_rate, agent option must be name=value: connect_fail_rate",
        "open_fail_rate=1, openFailRate must be 0 in a JVM",
        "replay_file=/nowhere/trace, trace to replay must be readable: /nowhere/trace"
    })
    void badAgentOptionsEndTheProgramInOneLine(String option, String message, @TempDir Path folder) throws Exception {
        Path errors = folder.resolve("errors");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-javaagent:" + AgentJar.path() + "=" + option,
                        "-version")
                .redirectError(errors.toFile())
                .start();

        assertThat(child.waitFor()).isEqualTo(125);
        assertThat(errors).content().startsWith("socket faults: " + message).hasLineCount(1);
    }

    @Test
    void oneBrokenConnectionDoesNotEndTheRelay() throws IOException {
        try (HttpFixture server = new HttpFixture();
                FaultInjector faults = FaultInjector.builder()
                        .logInjections(false)
                        .connectDelay(Duration.ofMillis(1))
                        .targetPorts(server.port())
                        .start()) {
            breakOne(faults.config());

            assertThat(Client.SOCKET.get(server, 1_000)).isEqualTo(HttpFixture.body(1_000));
            faults.assertInjected(InjectionKind.LINK);
        }
    }

    /** The relay's thread dials this peer itself, which no thread can: an exception nobody plans for. */
    private static void breakOne(FaultConfig config) throws IOException {
        FaultRule rule = config.rules().get(0);
        Origin origin = new Origin(Origin.Side.OUTGOING, "nowhere.test", null, 1, 0, null);
        Session session = new Session(config, 1, Trace.open(config, 1), null);
        Binding binding = new Binding(session, 0, rule, "nowhere.test", origin, 1, new Counters());
        InetSocketAddress relay = Engine.instance()
                .bypassing(() -> Relay.shared()
                        .open(binding, InetSocketAddress.createUnresolved("nowhere.test", 1), Callers.CHANNEL));
        try (Socket socket = Engine.instance().bypassing(() -> new Socket(relay.getAddress(), relay.getPort()))) {
            assertThatThrownBy(() -> socket.getInputStream().read()).hasMessage("Connection reset");
        }
    }
}
