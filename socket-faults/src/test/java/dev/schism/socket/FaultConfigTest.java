// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultConfigTest {

    @Test
    void defaultsAreThoseOfTheOriginal() {
        FaultOptions options = FaultConfig.builder();

        assertThat(options.connectErrno).isEqualTo(Errno.ETIMEDOUT);
        assertThat(options.sendErrno).isEqualTo(Errno.EPIPE);
        assertThat(options.recvErrno).isEqualTo(Errno.ECONNRESET);
        assertThat(options.logInjections).isTrue();
        assertThat(options.build().rules()).containsExactly(FaultRule.of(Target.any()));
    }

    @Test
    void readsEveryVariableOfBothOriginals() {
        FaultConfig config = FaultConfig.fromEnv(Map.ofEntries(
                Map.entry("FAULT_INJECT_ENABLED", "1"),
                Map.entry("FAULT_CONNECT_FAIL_RATE", "0.1"),
                Map.entry("FAULT_CONNECT_ERRNO", "ECONNREFUSED"),
                Map.entry("FAULT_CONNECT_DELAY_MS", "5"),
                Map.entry("FAULT_SEND_FAIL_RATE", "0.2"),
                Map.entry("FAULT_SEND_ERRNO", "104"),
                Map.entry("FAULT_SEND_DELAY_MS", "6"),
                Map.entry("FAULT_RECV_FAIL_RATE", "0.3"),
                Map.entry("FAULT_RECV_ERRNO", "ETIMEDOUT"),
                Map.entry("FAULT_RECV_SHORT_RATE", "0.4"),
                Map.entry("FAULT_RECV_DELAY_MS", "7"),
                Map.entry("FAULT_OPEN_FAIL_RATE", "0.5"),
                Map.entry("FAULT_OPEN_ERRNO", "EROFS"),
                Map.entry("FAULT_LATENCY_MS", "8"),
                Map.entry("FAULT_TARGET_HOST", "a.test, b.test"),
                Map.entry("FAULT_TARGET_PORT", "80,81"),
                Map.entry("FAULT_LOG_FILE", "faults.log"),
                Map.entry("PATH", "/bin")));

        assertThat(config.rules()).hasSize(1);
        FaultRule rule = config.rules().get(0);
        assertThat(rule.target())
                .isEqualTo(Target.any().hosts(List.of("a.test", "b.test")).ports(List.of(80, 81)));
        assertThat(rule.faults()).hasSize(7);
        assertThat(rule.faults().get(1)).isEqualTo(new Fault.SendFailure(Trigger.rate(0.2), Errno.ECONNRESET));
        assertThat(config.openErrno()).isEqualTo(Errno.EROFS);
        assertThat(config.openFailRate()).isEqualTo(0.5);
    }

    @ParameterizedTest
    @CsvSource({
        "FAULT_CONNECT_FAIL_RATE, 1.1, rate must be from 0.0 to 1.0: 1.1",
        "FAULT_CONNECT_FAIL_RATE, lots, must be a number: lots",
        "FAULT_RECV_FAIL_RATE, NaN, rate must be from 0.0 to 1.0: NaN",
        "FAULT_SEND_ERRNO, ENOSUCH, errno must be one of",
        "FAULT_TARGET_PORT, 70000, port must be from 1 to 65535: 70000",
        "FAULT_LATENCY_MS, -1, latency must be from 0 to PT24H: PT-0.001S",
        "FAULT_LATENCY_MS, 9223372036854775807, latency must be from 0 to PT24H",
        "FAULT_GRANULARITY, byte, 'value must be one of [SEGMENT, OPERATION]: byte'",
        "FAULT_CONNECT_DELIVERY, soon, 'value must be one of [ASYNCHRONOUS, IMMEDIATE]: soon'",
        "FAULT_STICKY, perhaps, flag must be 0 or 1: perhaps",
        "FAULT_BANDWIDTH_BPS, -5, octets per second must not be negative: -5",
        "FAULT_TARGET_HOST, 10.0.0.0/33, CIDR prefix must be from 0 to 32: 10.0.0.0/33",
        "FAULT_INJECT_ENABLED, maybe, flag must be 0 or 1: maybe",
        "FAULT_CONECT_FAIL_RATE, 0.1, fault variable must be one of"
    })
    void badValuesAreRefused(String name, String value, String message) {
        assertThatThrownBy(() -> FaultConfig.fromEnv(Map.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageContaining(name);
    }

    @Test
    void twoNamesOfOneOptionMustAgree() {
        assertThat(FaultConfig.fromEnv(Map.of("FAULT_TARGET_PORT", "80", "FAULT_TARGET_PORTS", "80"))
                        .rules())
                .hasSize(1);
        assertThatThrownBy(() -> FaultConfig.fromEnv(Map.of("FAULT_TARGET_PORT", "80", "FAULT_TARGET_PORTS", "81")))
                .hasMessage("FAULT_TARGET_PORTS must say the same as FAULT_TARGET_PORT, or one of them be unset:"
                        + " 80 and 81");
        assertThat(SocketFaultsAgent.options(Map.of("FAULT_TARGET_PORT", "80"), Map.of(), "target_ports=81"))
                .containsOnly(Map.entry("FAULT_TARGET_PORTS", "81"));
    }

    @Test
    void jitterNeedsNoLatency() {
        assertThat(faults(FaultInjector.builder().jitter(Duration.ofMillis(5))))
                .containsExactly(new Fault.Latency(Duration.ZERO, Duration.ofMillis(5), Direction.RECEIVE));
    }

    @Test
    void filesOfThisJvmDoNotFail() {
        assertThatThrownBy(() -> FaultInjector.builder().openFailRate(0.5).start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("files fail to open in native children only: 0.5");
    }

    @Test
    void filesThatCannotBeUsedAreNamed() {
        Path nowhere = Path.of("no", "such", "folder", "f");

        assertThatThrownBy(() -> FaultInjector.builder().traceFile(nowhere).start())
                .hasMessage("trace or log file must be writable: " + nowhere);
        assertThatThrownBy(() -> FaultInjector.builder().replayFile(nowhere).start())
                .hasMessage("trace to replay must be readable: " + nowhere);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", "eu-west"})
    void productionIsRefused(String value) {
        assertThatThrownBy(() -> ProductionMarker.refuse(value))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("SCHISM_PRODUCTION must not be set where sockets are made to fail: '" + value);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "0", "false", "No", "off"})
    void elsewhereItIsNot(String value) {
        assertThatCode(() -> ProductionMarker.refuse(value)).doesNotThrowAnyException();
    }

    @Test
    void laterSourcesOfOptionsWin() {
        Map<String, String> options = SocketFaultsAgent.options(
                Map.of("FAULT_SEED", "1", "HOME", "/"),
                Map.of("socket.faults.seed", "2", "socket.faults.recv_short_rate", "0.5"),
                "FAULT_SEED=3; latency_ms=4");

        assertThat(options)
                .containsOnly(
                        Map.entry("FAULT_SEED", "3"),
                        Map.entry("FAULT_RECV_SHORT_RATE", "0.5"),
                        Map.entry("FAULT_LATENCY_MS", "4"));
    }

    @Test
    void presetsAreThoseOfTheOriginal() {
        assertThat(faults(FaultInjector.connectionTimeouts(0.1)))
                .containsExactly(new Fault.ConnectFailure(Trigger.rate(0.1), Errno.ETIMEDOUT, Delivery.ASYNCHRONOUS));
        assertThat(faults(FaultInjector.brokenPipes(0.1)))
                .containsExactly(new Fault.SendFailure(Trigger.rate(0.1), Errno.EPIPE));
        assertThat(faults(FaultInjector.connectionResets(0.1)))
                .containsExactly(new Fault.RecvFailure(Trigger.rate(0.1), Errno.ECONNRESET));
        assertThat(faults(FaultInjector.shortReads(0.1))).containsExactly(new Fault.ShortRead(Trigger.rate(0.1)));
        assertThat(faults(FaultInjector.fullChaos())).hasSize(4);
    }

    private static List<Fault> faults(FaultOptions options) {
        return options.build().rules().get(0).faults();
    }

    @Test
    void acceptedConnectionsHaveNoLinkFaults() {
        assertThatThrownBy(() -> FaultRule.of(Target.acceptedOn(80), new Fault.ResetAfter(1)))
                .hasMessageContaining("faults of accepted connections must be of sending or receiving");
    }

    @Test
    void connectFaultsNameNoOctet() {
        assertThatThrownBy(() -> new Fault.ConnectFailure(Trigger.atByte(1), Errno.ETIMEDOUT, Delivery.IMMEDIATE))
                .hasMessageContaining("a connect fault must not name an octet");
    }
}
