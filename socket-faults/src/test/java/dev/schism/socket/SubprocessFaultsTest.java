// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Child JVMs. */
@Timeout(120)
class SubprocessFaultsTest {

    @TempDir
    Path folder;

    private HttpFixture server;
    private Children children;

    @BeforeEach
    void start() throws IOException {
        server = new HttpFixture();
        children = new Children(folder);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private FaultOptions faults() {
        return FaultConfig.builder().seed(7).targetPorts(server.port()).statsFile(children.statsFile());
    }

    private ProcessBuilder java(String... options) {
        return Children.java(List.of(options), ChildMain.class, String.valueOf(server.port()));
    }

    @Test
    void childJvmReadsShort() throws Exception {
        Children.Result result = children.run(
                SubprocessFaults.java(java(), faults().recvShortRate(0.8).build()));

        assertThat(result.output()).contains("body of 20000 whole");
        assertThat(result.status()).isZero();
        assertThat(children.stats().shortReads()).isGreaterThan(5);
        assertThat(children.stats().target("127.0.0.1:" + server.port()).shortReads())
                .isEqualTo(children.stats().shortReads());
    }

    @Test
    void rulesCrossTheBorder() throws Exception {
        FaultConfig config = FaultConfig.builder()
                .rule(
                        Target.host("127.0.0.0/8").port(server.port()),
                        new Fault.RecvFailure(Trigger.atByte(5_000), Errno.ECONNRESET))
                .seed(1)
                .statsFile(children.statsFile())
                .build();

        Children.Result result = children.run(SubprocessFaults.java(java(), config));

        assertThat(result.output()).contains("Connection reset");
        assertThat(children.stats().octetsReceived()).isEqualTo(5_000);
    }

    @Test
    void linkFaultsCrossTheBorder() throws Exception {
        FaultConfig config = FaultConfig.builder()
                .rule(Target.toPort(server.port()), new Fault.ResetAfter(3_000))
                .statsFile(children.statsFile())
                .build();

        Children.Result result = children.run(SubprocessFaults.java(java(), config));

        assertThat(result.output()).contains("Connection reset");
        assertThat(children.stats().octetsReceived()).isEqualTo(3_000);
    }

    @Test
    void agentTakesArguments() throws Exception {
        Children.Result result = children.run(java("-javaagent:" + AgentJar.path()
                + "=connect_fail_rate=1;connect_errno=ECONNREFUSED;FAULT_TARGET_PORT=" + server.port()));

        assertThat(result.output()).contains("java.net.ConnectException: Connection refused");
    }

    @Test
    void agentRefusesBadOptionsLoudly() throws Exception {
        Children.Result result = children.run(java("-javaagent:" + AgentJar.path() + "=recv_fail_rate=2"));

        assertThat(result.status()).isNotZero();
        assertThat(result.output()).contains("FAULT_RECV_FAIL_RATE: rate must be from 0.0 to 1.0: 2.0");
    }

    @Test
    void agentRefusesProduction() throws Exception {
        ProcessBuilder child = java("-javaagent:" + AgentJar.path());
        child.environment().put(ProductionMarker.VARIABLE, "1");

        Children.Result result = children.run(child);

        assertThat(result.status()).isNotZero();
        assertThat(result.output())
                .contains("SCHISM_PRODUCTION must not be set where sockets are made to fail: '1'")
                .doesNotContain("body of");
    }

    @Test
    void relayWorksWhereIpv6IsPreferred() throws Exception {
        FaultConfig config = faults().sendDelay(java.time.Duration.ofMillis(1)).build();

        Children.Result result =
                children.run(SubprocessFaults.java(java("-Djava.net.preferIPv6Addresses=true"), config));

        assertThat(result.output()).contains("body of 20000 whole");
        assertThat(children.stats().linkFaults()).isOne();
    }

    @Test
    void statisticsOfAnEarlierChildAreRemoved() throws Exception {
        Files.writeString(children.statsFile(), "{\"connect_attempts\":99,\"targets\":{}}\n");

        children.run(SubprocessFaults.java(java(), faults().build()));

        assertThat(children.stats().connectAttempts()).isOne();
    }

    @Test
    void childWithoutFaultsLeavesNoStatistics() {
        assertThatThrownBy(children::stats).hasMessageContaining("never loaded the faults");
    }

    @Test
    void whatJvmsDoNotHaveIsRefused() {
        assertThatThrownBy(() ->
                        SubprocessFaults.java(java(), faults().openFailRate(0.5).build()))
                .hasMessage("JVMs must do without this open fail rate: 0.5");
        assertThatThrownBy(() -> SubprocessFaults.java(
                        java(), faults().latency(java.time.Duration.ofNanos(5)).build()))
                .hasMessage("delays of a child must be whole milliseconds: PT0.000000005S");
    }
}
