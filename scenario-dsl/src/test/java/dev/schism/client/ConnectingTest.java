// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import static dev.schism.client.Steps.GET;
import static dev.schism.client.Steps.OK_CLOSE;
import static dev.schism.client.Steps.PATIENT;
import static dev.schism.client.Steps.await;
import static dev.schism.client.Steps.outcomes;
import static dev.schism.client.Steps.send;
import static dev.schism.client.Steps.statuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.Observation;
import dev.schism.wire.StepTrace.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ConnectingTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @Test
    void refusalIsRefused() throws IOException {
        int freed;
        try (ServerSocket listener = new ServerSocket(0, 1, LOOPBACK)) {
            freed = listener.getLocalPort();
        }

        Observation observation = observe(Endpoint.tcp("127.0.0.1", freed));

        assertThat(observation.end()).isEqualTo(ConnectionEnd.REFUSED);
        assertThat(outcomes(observation)).containsOnly(Outcome.NOT_REACHED);
        assertThat(observation.error()).contains("Connection refused");
    }

    @Test
    void fullBacklogIsConnectTimeout() throws IOException {
        Duration timeout = Duration.ofMillis(150);
        try (ServerSocket listener = new ServerSocket(0, 1, LOOPBACK);
                RunnerFixture fixture = new RunnerFixture(RunnerFixture.UNHURRIED.withConnectTimeout(timeout))) {
            List<SocketChannel> fillers = fill(listener.getLocalSocketAddress());

            Observation observation =
                    fixture.observe(Endpoint.tcp("127.0.0.1", listener.getLocalPort()), PATIENT, send(GET), await());

            assertThat(observation.end()).isEqualTo(ConnectionEnd.CONNECT_TIMEOUT);
            assertThat(outcomes(observation)).containsOnly(Outcome.NOT_REACHED);
            assertThat(observation.elapsed()).isBetween(timeout, timeout.plusSeconds(20));
            for (SocketChannel filler : fillers) {
                filler.close();
            }
        }
    }

    @Test
    void deadlineEndsConnectingToo() throws IOException {
        Duration timeout = Duration.ofMillis(100);
        try (ServerSocket listener = new ServerSocket(0, 1, LOOPBACK);
                RunnerFixture fixture = new RunnerFixture(RunnerFixture.UNHURRIED.withRequestTimeout(timeout))) {
            List<SocketChannel> fillers = fill(listener.getLocalSocketAddress());

            Observation observation =
                    fixture.observe(Endpoint.tcp("127.0.0.1", listener.getLocalPort()), PATIENT, send(GET), await());

            assertThat(observation.end()).isEqualTo(ConnectionEnd.CONNECT_TIMEOUT);
            assertThat(observation.error()).contains("requestTimeout was reached: PT0.1S");
            for (SocketChannel filler : fillers) {
                filler.close();
            }
        }
    }

    @Test
    void remoteAddressIsNotConnectedTo() {
        Observation observation = observe(Endpoint.tcp("192.0.2.1", 80));

        assertThat(observation.end()).isEqualTo(ConnectionEnd.FAILED);
        assertThat(observation.error().orElseThrow())
                .startsWith("address must be loopback unless RunnerOptions.allowRemote is set: ");
    }

    @Test
    void unresolvedAddressFails() {
        SocketAddress address = InetSocketAddress.createUnresolved("a.invalid", 80);

        Observation observation = observe(new Endpoint("a.invalid", 80, address, Optional.empty()));

        assertThat(observation.end()).isEqualTo(ConnectionEnd.FAILED);
        assertThat(observation.error()).contains("host must be resolvable: a.invalid");
    }

    @Test
    void foreignAddressFails() {
        SocketAddress address = new SocketAddress() {
            private static final long serialVersionUID = 1;
        };

        Observation observation = observe(new Endpoint("a", 80, address, Optional.empty()));

        assertThat(observation.end()).isEqualTo(ConnectionEnd.FAILED);
        assertThat(observation.error().orElseThrow()).startsWith("address must be of TCP or a Unix-domain socket");
    }

    @Test
    void loopSurvivesFailures(@TempDir Path directory) throws IOException {
        try (RunnerFixture fixture = new RunnerFixture();
                ScriptedServer server = ScriptedServer.answering(OK_CLOSE)) {
            Observation missing = fixture.observe(Endpoint.unix(directory.resolve("none")), PATIENT, send(GET));
            Observation tooLong =
                    fixture.observe(Endpoint.unix(directory.resolve("n".repeat(200))), PATIENT, send(GET));
            Observation fine = fixture.observe(server, PATIENT, send(GET), await());

            assertThat(missing.end()).isEqualTo(ConnectionEnd.FAILED);
            assertThat(missing.error()).isPresent();
            assertThat(tooLong.end()).isEqualTo(ConnectionEnd.FAILED);
            assertThat(statuses(fine)).containsExactly(200);
        }
    }

    private static Observation observe(Endpoint endpoint) {
        try (RunnerFixture fixture = new RunnerFixture()) {
            return fixture.observe(endpoint, PATIENT, send(GET), await());
        }
    }

    /** Connects until nothing more is accepted: one more than the backlog is let in. */
    private static List<SocketChannel> fill(SocketAddress address) throws IOException {
        List<SocketChannel> fillers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            SocketChannel filler = SocketChannel.open();
            filler.configureBlocking(false);
            filler.connect(address);
            fillers.add(filler);
        }
        return fillers;
    }
}
