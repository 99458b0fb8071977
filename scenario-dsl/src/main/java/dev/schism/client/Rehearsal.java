// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.schism.scenario.Pacing;
import dev.schism.scenario.Payload;
import dev.schism.scenario.Scenario;
import dev.schism.scenario.Step;
import dev.schism.wire.EchoJson;
import dev.schism.wire.EchoedRequest;
import dev.schism.wire.Octets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One run against a peer of its own on loopback, so that every class which an ordinary run needs is loaded. Later may
 * be too late: loading from a directory takes a file descriptor, and a class that could not be linked once for want of
 * one stays broken.
 */
final class Rehearsal {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration WINDOW = Duration.ofMillis(20);
    private static final Octets REQUESTS = Octets.latin1("GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(2));
    private static final Octets RESPONSES = Octets.latin1("HTTP/1.1 100 Continue\r\n\r\n"
            + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
            + "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nA: b\r\n\r\n"
            + "leftover");

    private static final Octets REQUEST = Octets.latin1("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    private static final String PERSISTENT = "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s";
    private static final EchoedRequest ECHOED =
            new EchoedRequest("GET", "/", "HTTP/1.1", List.of(), Octets.EMPTY, List.of(), 2, Optional.empty());
    private static final String TOKEN = "rehearsal";

    private Rehearsal() {}

    /** Runs; that nothing came of it is no obstacle to runs against others. */
    static void run(Runner runner) {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listener.setSoTimeout((int) PATIENCE.toMillis());
            Endpoint endpoint = endpoint(listener.getLocalPort());
            Waiting waiting = Waiting.fixed(WINDOW, WINDOW);
            CompletableFuture<?> running = runner.run(scenario(), endpoint, waiting, TOKEN);
            try (Socket peer = listener.accept()) {
                peer.getOutputStream().write(RESPONSES.toByteArray());
                running.join();
            }
            askBehind(listener, runner.run(exchange(), endpoint, waiting.provingSilence(), TOKEN));
        } catch (IOException e) {
            // without a listener there is nothing to rehearse with
        }
    }

    /** Answers one request and the sentinel behind it. */
    private static void askBehind(ServerSocket listener, CompletableFuture<?> running) throws IOException {
        try (Socket peer = listener.accept()) {
            peer.setSoTimeout((int) PATIENCE.toMillis());
            peer.getInputStream().readNBytes(REQUEST.length());
            peer.getOutputStream().write(PERSISTENT.formatted(2, "ok").getBytes(ISO_8859_1));
            peer.getInputStream().read();
            String echo = EchoJson.write(ECHOED).toLatin1();
            peer.getOutputStream()
                    .write(PERSISTENT.formatted(echo.length(), echo).getBytes(ISO_8859_1));
            running.join();
        }
    }

    private static Scenario exchange() {
        return new Scenario("rehearsal", List.of(), List.of(send(REQUEST), await()));
    }

    private static Scenario scenario() {
        Step send = send(REQUESTS);
        Step await = await();
        return new Scenario("rehearsal", List.of(), List.of(send, await, new Step.HalfClose(), await, await));
    }

    private static Step send(Octets octets) {
        return new Step.SendBytes(Payload.of(octets), Pacing.WHOLE);
    }

    private static Step await() {
        return new Step.AwaitResponse(PATIENCE);
    }

    private static Endpoint endpoint(int port) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return new Endpoint("localhost", port, address, Optional.empty());
    }
}
