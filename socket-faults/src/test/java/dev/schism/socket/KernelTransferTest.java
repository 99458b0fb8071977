// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each client reports when sending and receiving is made to fail, against what it reports for a real peer. */
@Timeout(60)
class KernelTransferTest {

    private static final Report REPORT = new Report("kernel-transfer");
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @AfterAll
    static void report() throws IOException {
        REPORT.write();
    }

    static Stream<Arguments> all() {
        return Stream.of(Misbehaviour.values())
                .flatMap(peer -> Transport.Cell.all().filter(peer::provokes).map(cell -> Arguments.of(peer, cell)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void injectedFailureIsTheKernels(Misbehaviour peer, Transport.Cell cell) throws Exception {
        String real;
        try (MisbehavingPeer server = new MisbehavingPeer(peer)) {
            real = Chain.without(server.port(), Chain.of(cell, peer.call(server.port(), TIMEOUT)));
        }
        try (HttpFixture server = cell.server();
                FaultInjector faults = FaultInjector.builder()
                        .logInjections(false)
                        .rule(Target.toPort(server.port()), peer.fault())
                        .start()) {
            String injected = Chain.without(server.port(), Chain.of(cell, peer.call(server.port(), TIMEOUT)));

            faults.assertInjected();
            assertThat(injected).isEqualTo(real);
            REPORT.same(peer.toString(), cell);
        }
    }
}
