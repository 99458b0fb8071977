// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
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
        // Not in the common pool: clients that wait for it would starve.
        Thread peer = new Thread(() -> resetAll(resetting));
        peer.start();
        try {
            real = chain(client, resetting.getLocalPort());
        } finally {
            resetting.close();
        }
        peer.join();
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
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                socket.setSoLinger(true, 0);
                // The whole request, so that the client is waiting for its answer when the reset arrives.
                int octet = 0;
                for (String head = ""; octet >= 0 && !head.endsWith("\r\n\r\n"); head += (char) octet) {
                    octet = socket.getInputStream().read();
                }
            } catch (IOException e) {
                // One client less, or closed: the loop's condition tells.
                continue;
            }
        }
    }
}
