// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RuleTextTest {

    static Stream<FaultRule> rules() {
        return Stream.of(
                FaultRule.of(Target.any()),
                FaultRule.of(
                        Target.any().hosts(List.of("10.0.0.0/8", "*.db", "::1")).ports(List.of(80, 5432)),
                        new Fault.ConnectFailure(Trigger.first(2), Errno.ECONNREFUSED, Delivery.IMMEDIATE),
                        new Fault.SendFailure(Trigger.nth(3), Errno.EPIPE),
                        new Fault.RecvFailure(Trigger.atByte(8_192).onConnection(3), Errno.ETIMEDOUT),
                        new Fault.EndOfStream(Trigger.rate(0.25)),
                        new Fault.ShortRead(Trigger.always()),
                        new Fault.ShortWrite(Trigger.first(1))),
                FaultRule.of(
                        Target.host("a.test").scope("worker-3"),
                        new Fault.CorruptByte(Direction.SEND, Trigger.atByte(0)),
                        new Fault.Latency(Duration.ofMillis(200), Duration.ofNanos(7), Direction.SEND),
                        new Fault.Bandwidth(1, Direction.RECEIVE),
                        new Fault.Stall(0, Direction.SEND),
                        new Fault.ResetAfter(1),
                        new Fault.CloseAfter(2),
                        new Fault.HalfCloseAfter(3),
                        new Fault.SlowClose(Duration.ofSeconds(4)),
                        new Fault.ConnectDelay(Duration.ofMillis(5)),
                        new Fault.BlackHole(Trigger.nth(1))),
                FaultRule.of(Target.acceptedOn(9_090).port(9_091), new Fault.RecvFailure(Trigger.always(), Errno.EIO)));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void rulesSurviveWritingAndReading(FaultRule rule) {
        assertThat(FaultRule.parse(rule.text())).isEqualTo(rule);
    }

    @Test
    void variableHoldsRulesInTheirOrder() {
        FaultConfig config = FaultConfig.fromEnv(Map.of(
                "FAULT_RULES",
                "host=*.db connect first=2 | port=80 latency delay=200ms jitter=50ms",
                "FAULT_RECV_FAIL_RATE",
                "0.5"));

        assertThat(config.rules())
                .containsExactly(
                        FaultRule.of(
                                Target.host("*.db"),
                                new Fault.ConnectFailure(Trigger.first(2), Errno.ETIMEDOUT, Delivery.ASYNCHRONOUS)),
                        FaultRule.of(
                                Target.toPort(80),
                                new Fault.Latency(Duration.ofMillis(200), Duration.ofMillis(50), Direction.RECEIVE)),
                        FaultRule.of(Target.any(), new Fault.RecvFailure(Trigger.rate(0.5), Errno.ECONNRESET)));
    }

    @Test
    void childrenGetAllThatCanBeSaid() {
        FaultConfig config = FaultInjector.fullChaos()
                .rules(rules().toList())
                .granularity(Granularity.OPERATION)
                .sticky(false)
                .delivery(Delivery.IMMEDIATE)
                .jitter(Duration.ofMillis(3))
                .build();

        FaultConfig read = FaultConfig.fromEnv(FaultVariables.write(config, 5));

        assertThat(read.rules()).isEqualTo(config.rules());
        assertThat(read.granularity()).isEqualTo(Granularity.OPERATION);
        assertThat(read.sticky()).isFalse();
        assertThat(read.seed()).hasValue(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "connecct; fault must be one of [connect, send,",
                "connect rate=2; rate must be from 0.0 to 1.0: 2.0 in rule: connect rate=2",
                "recv errno=EWHAT; EROFS (30): EWHAT in rule: recv errno=EWHAT",
                "connect rate=much; rate must be a number: much in rule: connect rate=much",
                "connect at=3; a connect fault must not name an octet",
                "recv at=1 nth=2; fault must have one of rate, at, nth, first",
                "recv colour=red; words must belong to what is before them: {colour=red}",
                "recv at=1 at=2; word must be given once: at=2",
                "stall; fault must have a word after=",
                "latency delay=5; delay must be a number and ns, us, ms or s: 5",
                "latency delay=999999999999999999us; delay must be at most PT24H",
                "latency delay=2s way=up; way must be recv or send: up",
                "port=x recv; ports must be numbers separated by commas: x",
                "port=70000 recv; port must be from 1 to 65535: 70000",
                "connect delivery=later; delivery must be asynchronous or immediate: later"
            })
    void badWordsAreRefusedWithTheirPlace(String rule, String message) {
        assertThatThrownBy(() -> FaultConfig.fromEnv(Map.of("FAULT_RULES", rule)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("FAULT_RULES: ")
                .hasMessageContaining(message);
    }

    @Test
    void whatHasNoTextIsRefused() {
        assertThatThrownBy(() -> FaultRule.of(Target.any().scope("two words")).text())
                .hasMessage("scope in text must be one word without '|': 'two words'");
        assertThatThrownBy(() -> FaultRule.of(
                                Target.any(),
                                new Fault.EndOfStream(
                                        Trigger.always().onConnection(1).onConnection(2)))
                        .text())
                .hasMessageStartingWith("trigger must name one connection");
    }
}
