// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.suppressed;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

class SocketFaultsExtensionTest {

    private static Events run(String method, Class<?>... parameters) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(DiscoverySelectors.selectMethod(Cases.class, method, parameters))
                .configurationParameter("junit.jupiter.conditions.deactivate", "org.junit.*DisabledCondition")
                .execute()
                .testEvents();
    }

    @Test
    void injectsAndHandsOutTheInjector() {
        run("fails", FaultInjector.class)
                .assertStatistics(stats -> stats.succeeded(1).failed(0));
    }

    @Test
    void failedTestTellsItsSeed() {
        run("breaks")
                .assertThatEvents()
                .haveExactly(
                        1,
                        finishedWithFailure(
                                message("broken"),
                                suppressed(
                                        0,
                                        message(text ->
                                                text.contains("seed 77") && text.contains("-Dsocket.faults.seed=")))));
    }

    @Test
    void setUpThatFailsTellsItsSeed() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(DiscoverySelectors.selectMethod(SetUpFails.class, "neverRuns"))
                .configurationParameter("junit.jupiter.conditions.deactivate", "org.junit.*DisabledCondition")
                .execute()
                .testEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        finishedWithFailure(
                                message("set-up"), suppressed(0, message(text -> text.contains("seed 78")))));
    }

    @Test
    void annotationHasEveryOption() {
        run("allOptions", FaultInjector.class).assertStatistics(stats -> stats.succeeded(1));
    }

    @Test
    void testThatInjectsNothingFailsWhereAskedFor() {
        run("idles", FaultInjector.class)
                .assertThatEvents()
                .haveExactly(1, finishedWithFailure(message(text -> text.contains("must have been injected"))));
    }

    @Test
    void seedsOfTestsAreDerivedFromTheRunAndDiffer() {
        run("first", FaultInjector.class).assertStatistics(stats -> stats.succeeded(1));
        long first = Cases.seed;
        run("second", FaultInjector.class).assertStatistics(stats -> stats.succeeded(1));
        long second = Cases.seed;
        run("first", FaultInjector.class).assertStatistics(stats -> stats.succeeded(1));

        assertThat(second).isNotEqualTo(first);
        assertThat(Cases.seed).isEqualTo(first);
    }

    /** Run by the tests above only. */
    @Disabled("run through the test kit")
    static class Cases {

        static long seed;

        @Test
        @SocketFaults(
                connectFailRate = 1,
                connectErrno = Errno.ECONNREFUSED,
                targetPorts = 9,
                logInjections = false,
                requireInjection = true)
        void fails(FaultInjector faults) {
            assertThatThrownBy(() -> Client.SOCKET.get("127.0.0.1", 9, 1, Duration.ofSeconds(1)))
                    .hasMessage("Connection refused");
            assertThat(faults.stats().connectFailures()).isOne();
        }

        @Test
        @SocketFaults(seed = 77, logInjections = false)
        void breaks() {
            throw new AssertionError("broken");
        }

        @Test
        @SocketFaults(connectFailRate = 1, logInjections = false, requireInjection = true)
        void idles(FaultInjector faults) {
            assertThat(faults.stats().injected()).isZero();
        }

        @Test
        @SocketFaults(
                delivery = Delivery.IMMEDIATE,
                connectFailRate = 0.1,
                connectDelayMillis = 1,
                sendDelayMillis = 2,
                recvDelayMillis = 3,
                jitterMillis = 4,
                bandwidth = 5,
                rules = "host=*.db connect first=2",
                segmentOctets = 6,
                sliceOctets = 7,
                logInjections = false)
        void allOptions(FaultInjector faults) {
            assertThat(faults.config().rules())
                    .containsExactly(
                            FaultRule.parse("host=*.db connect first=2"),
                            FaultRule.parse("connect rate=0.1 delivery=immediate connect-delay delay=1ms"
                                    + " latency delay=2ms way=send latency delay=3ms jitter=4ms bandwidth octets=5"));
            assertThat(faults.config().segmentOctets()).isEqualTo(6);
            assertThat(faults.config().sliceOctets()).isEqualTo(7);
        }

        @Test
        @SocketFaults(logInjections = false)
        void first(FaultInjector faults) {
            seed = faults.seed();
            assertThat(faults.config().enabled()).isTrue();
        }

        @Test
        @SocketFaults(logInjections = false)
        void second(FaultInjector faults) {
            seed = faults.seed();
            assertThat(faults.config().enabled()).isTrue();
        }
    }

    /** Run by a test above only. */
    @Disabled("run through the test kit")
    @SocketFaults(seed = 78, logInjections = false)
    static class SetUpFails {

        @BeforeEach
        void setUp() {
            throw new AssertionError("set-up");
        }

        @Test
        void neverRuns() {
            throw new AssertionError("ran");
        }
    }
}
