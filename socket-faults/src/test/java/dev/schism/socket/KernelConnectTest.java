// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each client reports for an injected connect failure, against what it reports for the kernel's own. */
@Timeout(180)
class KernelConnectTest {

    private static final Map<String, String> REAL = new TreeMap<>();
    private static final Report REPORT = new Report("kernel-connect");

    @BeforeAll
    static void askTheKernel() throws Exception {
        List<String> words = new ArrayList<>(Required.namespace());
        words.addAll(List.of("sh", "-c", Unreachable.PREPARATION, "sh"));
        List<String> lines =
                ChildJvm.behind(words).run(System.getProperty("java.class.path"), UnreachableMain.class.getName());
        for (String line : lines) {
            String[] parts = line.split("\t", 3);
            REAL.put(parts[0] + "\t" + parts[1], parts[2]);
        }
    }

    @AfterAll
    static void report() throws Exception {
        REPORT.write();
    }

    static Stream<Arguments> all() {
        return Stream.of(Unreachable.values())
                .flatMap(where -> Transport.Cell.all().map(cell -> Arguments.of(where, cell)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void injectedFailureIsTheKernels(Unreachable where, Transport.Cell cell) {
        Delivery delivery = where.atOnce() ? Delivery.IMMEDIATE : Delivery.ASYNCHRONOUS;
        try (FaultInjector faults = FaultInjector.builder()
                .logInjections(false)
                .rule(Target.toPort(where.port()), new Fault.ConnectFailure(Trigger.always(), where.errno(), delivery))
                .start()) {
            String injected = Chain.of(cell, where.call());

            faults.assertInjected(InjectionKind.CONNECT_FAILURE);
            assertThat(injected).isEqualTo(REAL.get(where + "\t" + cell));
            REPORT.same(where.errno() + " on connect", cell);
        }
    }
}
