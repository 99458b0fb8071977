// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every client, plain, over TLS and on virtual threads, against every operation fault. */
@Timeout(60)
@Execution(ExecutionMode.SAME_THREAD)
class ClientMatrixTest {

    private static final Report REPORT = new Report("matrix");

    @AfterAll
    static void report() throws IOException {
        REPORT.write();
    }

    static Stream<Arguments> all() {
        return Stream.of(MatrixFault.values())
                .flatMap(fault -> Transport.Cell.all().map(cell -> Arguments.of(fault, cell)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void faultHasItsOutcome(MatrixFault fault, Transport.Cell cell) throws IOException {
        try (HttpFixture server = cell.server();
                FaultInjector faults = FaultInjector.builder()
                        .logInjections(false)
                        .seed(42)
                        .sliceOctets(512)
                        .rule(fault.target(server.port()), fault.fault())
                        .targetPorts(1)
                        .start()) {
            fault.check(new Matrix.Run(cell, server, faults));
            REPORT.same(fault.toString(), cell);
        }
    }

    static String messages(Throwable failure) {
        return Chain.of(failure);
    }
}
