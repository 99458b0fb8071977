// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import dev.schism.socket.internal.Installation;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Prints how long installing took, and at which octet each client fails for one seed, over 20 runs. Not a test: start
 * it on each JDK and compare.
 */
final class ReplayExperiment {

    private static final int RUNS = 20;
    private static final int OCTETS = 2_000_000;

    private ReplayExperiment() {}

    public static void main(String[] arguments) throws IOException {
        try (HttpFixture server = new HttpFixture()) {
            System.out.println(Runtime.version().feature() + " installed in "
                    + Installation.byAttaching().time().toMillis() + " ms");
            for (Client client : Client.values()) {
                Map<Long, Integer> places = new TreeMap<>();
                for (int i = 0; i < RUNS; i++) {
                    places.merge(failingOctet(client, server), 1, Integer::sum);
                }
                System.out.println(Runtime.version().feature() + " " + client + " octet=runs " + places);
            }
        }
        System.exit(0);
    }

    private static long failingOctet(Client client, HttpFixture server) {
        try (FaultInjector faults = FaultInjector.builder()
                .logInjections(false)
                .seed(42)
                .targetPorts(server.port())
                .recvFailRate(0.02)
                .start()) {
            try {
                client.get("127.0.0.1", server.port(), OCTETS, Duration.ofSeconds(10));
                return -1;
            } catch (IOException e) {
                return faults.stats().octetsReceived();
            }
        }
    }
}
