// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import static dev.schism.client.Steps.GET;
import static dev.schism.client.Steps.HASTY;
import static dev.schism.client.Steps.OK;
import static dev.schism.client.Steps.PATIENT;
import static dev.schism.client.Steps.await;
import static dev.schism.client.Steps.close;
import static dev.schism.client.Steps.halfClose;
import static dev.schism.client.Steps.outcomes;
import static dev.schism.client.Steps.reset;
import static dev.schism.client.Steps.send;
import static dev.schism.client.Steps.statuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.scenario.Step;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.Observation;
import dev.schism.wire.StepTrace.Outcome;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PartingTest {

    @Test
    void resetIsAResetToThePeer() throws IOException {
        assertThat(seenByPeer(send("GE"), reset())).isEqualTo("GE then Connection reset");
    }

    @Test
    void closeIsAnEndToThePeer() throws IOException {
        assertThat(seenByPeer(send("GE"), close())).isEqualTo("GE then end");
    }

    @Test
    void halfCloseIsAnEndToThePeer() throws IOException {
        assertThat(seenByPeer(send("GE"), halfClose())).isEqualTo("GE then end");
    }

    @Test
    void ownEndLeavesTheConnectionOpen() throws IOException {
        try (RunnerFixture fixture = new RunnerFixture();
                ScriptedServer server = ScriptedServer.keepingOpen(OK)) {
            Observation reset = fixture.observe(server, PATIENT, send(GET), await(), reset());
            Observation closed = fixture.observe(server, PATIENT, send(GET), await(), close());

            assertThat(outcomes(reset)).containsOnly(Outcome.DONE);
            assertThat(reset.end()).isEqualTo(ConnectionEnd.OPEN);
            assertThat(closed.end()).isEqualTo(ConnectionEnd.OPEN);
        }
    }

    @Test
    void halfCloseIsAnswered() throws IOException {
        try (RunnerFixture fixture = new RunnerFixture();
                ScriptedServer server = ScriptedServer.tcp(peer -> {
                    peer.readToEnd();
                    peer.write(OK);
                })) {
            Observation observation = fixture.observe(server, PATIENT, send(GET), halfClose(), await());

            assertThat(outcomes(observation)).containsOnly(Outcome.DONE);
            assertThat(statuses(observation)).containsExactly(200);
            assertThat(observation.end()).isEqualTo(ConnectionEnd.FIN);
        }
    }

    @Test
    void leavingAnOpenConnectionResetsIt() throws IOException {
        CompletableFuture<String> seen = new CompletableFuture<>();
        try (RunnerFixture fixture = new RunnerFixture();
                ScriptedServer server = ScriptedServer.tcp(peer -> seen.complete(endOf(peer)))) {
            Observation observation = fixture.observe(server, HASTY, send("GE"), await());

            assertThat(seen.join()).isEqualTo("GE then Connection reset");
            assertThat(observation.end()).isEqualTo(ConnectionEnd.OPEN);
        }
    }

    private static String seenByPeer(Step... steps) throws IOException {
        CompletableFuture<String> seen = new CompletableFuture<>();
        try (RunnerFixture fixture = new RunnerFixture();
                ScriptedServer server = ScriptedServer.tcp(peer -> seen.complete(endOf(peer)))) {
            fixture.observe(server, PATIENT, steps);
            return seen.join();
        }
    }

    private static String endOf(Peer peer) throws IOException {
        String begin = peer.read(2);
        try {
            return begin + " then " + (peer.readToEnd().length == 0 ? "end" : "more octets");
        } catch (IOException e) {
            return begin + " then " + e.getMessage();
        }
    }
}
