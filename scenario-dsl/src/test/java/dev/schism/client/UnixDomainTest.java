// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import static dev.schism.client.Steps.GET;
import static dev.schism.client.Steps.OK_CLOSE;
import static dev.schism.client.Steps.PATIENT;
import static dev.schism.client.Steps.await;
import static dev.schism.client.Steps.outcomes;
import static dev.schism.client.Steps.reset;
import static dev.schism.client.Steps.send;
import static dev.schism.client.Steps.statuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.Observation;
import dev.schism.wire.StepTrace.Outcome;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class UnixDomainTest {

    @TempDir
    private Path directory;

    @Test
    void runsOverUnixDomainSockets() throws IOException {
        CompletableFuture<String> seen = new CompletableFuture<>();
        try (RunnerFixture fixture = new RunnerFixture();
                ScriptedServer server = ScriptedServer.unix(directory.resolve("s"), peer -> {
                    seen.complete(peer.readHead());
                    peer.write(OK_CLOSE);
                })) {
            Observation observation =
                    fixture.observe(server, PATIENT, send("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n"), await());

            assertThat(seen.join()).isEqualTo("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(statuses(observation)).containsExactly(200);
            assertThat(observation.end()).isEqualTo(ConnectionEnd.FIN);
        }
    }

    @Test
    void resetSaysThatThereIsNone() throws IOException {
        try (RunnerFixture fixture = new RunnerFixture();
                ScriptedServer server = ScriptedServer.unix(directory.resolve("s"), Peer::holdOpen)) {
            Observation observation = fixture.observe(server, PATIENT, send(GET), reset());

            assertThat(outcomes(observation)).containsOnly(Outcome.DONE);
            assertThat(observation.steps().get(1).detail()).isEqualTo("a Unix-domain socket knows no reset: closed");
        }
    }

    @Test
    void removedListenerRefuses() throws IOException {
        Path path = directory.resolve("s");
        try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(UnixDomainSocketAddress.of(path));
        }
        try (RunnerFixture fixture = new RunnerFixture()) {
            Observation observation = fixture.observe(Endpoint.unix(path), PATIENT, send(GET), await());

            assertThat(observation.end()).isEqualTo(ConnectionEnd.REFUSED);
        }
    }

    @Test
    void fullBacklogIsTriedAgain() throws IOException {
        Path path = directory.resolve("s");
        try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                RunnerFixture fixture =
                        new RunnerFixture(RunnerFixture.UNHURRIED.withConnectTimeout(Duration.ofMillis(100)))) {
            listener.bind(UnixDomainSocketAddress.of(path), 1);
            List<SocketChannel> fillers = fill(path);

            Observation observation = fixture.observe(Endpoint.unix(path), PATIENT, send(GET), await());

            assertThat(observation.end()).isEqualTo(ConnectionEnd.CONNECT_TIMEOUT);
            assertThat(observation.error().orElseThrow()).startsWith("connection attempt was repeated: ");
            for (SocketChannel filler : fillers) {
                filler.close();
            }
        }
    }

    /** One more than the backlog is let in. */
    private static List<SocketChannel> fill(Path path) throws IOException {
        List<SocketChannel> fillers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            fillers.add(SocketChannel.open(UnixDomainSocketAddress.of(path)));
        }
        return fillers;
    }
}
