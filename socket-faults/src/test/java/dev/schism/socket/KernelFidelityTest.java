// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each client reports for an injected failure, against what it reports for the real one of the kernel. */
@Timeout(60)
class KernelFidelityTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Messages name the peer, so its port is left out. */
    private static String chain(Client client, int port) {
        try {
            client.get("127.0.0.1", port, 100, TIMEOUT);
            return "no failure";
        } catch (IOException e) {
            StringBuilder chain = new StringBuilder();
            for (Throwable t = e; t != null; t = t.getCause()) {
                chain.append(t.getClass().getName())
                        .append(": ")
                        .append(String.valueOf(t.getMessage()).replace(String.valueOf(port), "PORT"))
                        .append('\n');
            }
            return chain.toString();
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusedConnectsLookLikeTheKernels(Client client) throws IOException {
        int closed;
        try (ServerSocket gone = new ServerSocket(0)) {
            closed = gone.getLocalPort();
        }
        String real = chain(client, closed);
        try (HttpFixture server = new HttpFixture();
                FaultInjector faults = FaultInjector.builder()
                        .logInjections(false)
                        .targetPorts(server.port())
                        .connectFailRate(1)
                        .connectErrno(Errno.ECONNREFUSED)
                        .start()) {
            String injected = chain(client, server.port());

            faults.assertInjected(InjectionKind.CONNECT_FAILURE);
            assertThat(injected).isEqualTo(real);
        }
    }

    @ParameterizedTest
    @EnumSource
    void resetsLookLikeTheKernels(Client client) throws Exception {
        String real;
        ServerSocket resetting = new ServerSocket(0);
        CompletableFuture<Void> done = CompletableFuture.runAsync(() -> resetAll(resetting));
        try {
            real = chain(client, resetting.getLocalPort());
        } finally {
            resetting.close();
        }
        done.get();
        try (HttpFixture server = new HttpFixture();
                FaultInjector faults = FaultInjector.builder()
                        .logInjections(false)
                        .targetPorts(server.port())
                        .recvFailRate(1)
                        .start()) {
            String injected = chain(client, server.port());

            faults.assertInjected(InjectionKind.RECV_FAILURE);
            assertThat(injected).isEqualTo(real);
        }
    }

    private static void resetAll(ServerSocket listener) {
        try {
            while (true) {
                try (Socket socket = listener.accept()) {
                    socket.getInputStream().read();
                    socket.setSoLinger(true, 0);
                }
            }
        } catch (IOException e) {
            // Closed: the client is done.
            return;
        }
    }
}
