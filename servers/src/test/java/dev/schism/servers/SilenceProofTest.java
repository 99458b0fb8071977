// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.client.Tls;
import dev.schism.wire.EchoJson;
import dev.schism.wire.EchoedRequest;
import dev.schism.wire.Octets;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class SilenceProofTest {

    private static final int FOR_EVER = 0;

    private final WireFixture wire = new WireFixture();

    @AfterEach
    void stop() {
        wire.close();
    }

    static List<Supplier<Server>> echoing() {
        return List.of(NettyServer::start, JdkServer::start, EmbeddedServer::start);
    }

    @ParameterizedTest
    @MethodSource("echoing")
    void holdsForServersOfTheEchoContract(Supplier<Server> start) {
        try (Server server = start.get()) {
            assertThat(holdsFor(server)).isTrue();
            assertThat(Calibrator.calibrate(wire.runner(), server).waiting().provesSilence())
                    .isTrue();
        }
    }

    @Test
    void holdsForNginx() {
        Required.nginx();

        try (Server nginx = NginxProcess.start(NginxExecutable.find().orElseThrow(), ServerMode.ECHO)) {
            assertThat(holdsFor(nginx)).isTrue();
        }
    }

    @Test
    void holdsForNobodyWhoEchoesNothing() {
        Required.nginx();

        try (Server nginx = NginxProcess.start(NginxExecutable.find().orElseThrow(), ServerMode.ORIGIN)) {
            assertThat(holdsFor(nginx)).isFalse();
            assertThat(Calibrator.calibrate(wire.runner(), nginx).waiting().provesSilence())
                    .isFalse();
        }
    }

    @Test
    void holdsForAServerThatKeepsIdleConnections() throws Exception {
        try (Echoing echoing = new Echoing(FOR_EVER, true)) {
            assertThat(holdsFor(echoing.server())).isTrue();
        }
    }

    @Test
    void doesNotHoldForAServerThatEndsIdleConnections() throws Exception {
        try (Echoing echoing = new Echoing((int) SilenceProof.IDLE.dividedBy(2).toMillis(), true)) {
            assertThat(holdsFor(echoing.server())).isFalse();
        }
    }

    @Test
    void doesNotHoldForAServerThatEchoesAnotherTarget() throws Exception {
        try (Echoing echoing = new Echoing(FOR_EVER, false)) {
            assertThat(holdsFor(echoing.server())).isFalse();
        }
    }

    private boolean holdsFor(Server server) {
        return SilenceProof.holds(
                (scenario, waiting) -> Optional.of(wire.runner()
                        .run(scenario, server.endpoint(), waiting, Probes.TOKEN)
                        .join()),
                Calibrator.ATTEMPTS);
    }

    /** A server that echoes requests without content and ends a connection that is idle for so many milliseconds. */
    private static final class Echoing implements AutoCloseable {

        private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final int idleMillis;
        private final boolean honest;

        Echoing(int idleMillis, boolean honest) throws IOException {
            this.idleMillis = idleMillis;
            this.honest = honest;
            start(this::accept);
        }

        Server server() throws Exception {
            return RemoteServer.at(new RemoteAddress("127.0.0.1", listener.getLocalPort(), false), Tls::ofRuntime);
        }

        private static void start(Runnable work) {
            Thread thread = new Thread(work, "echoing");
            thread.setDaemon(true);
            thread.start();
        }

        private void accept() {
            try {
                while (true) {
                    Socket socket = listener.accept();
                    start(() -> serve(socket));
                }
            } catch (IOException e) {
                // the server was closed
            }
        }

        private void serve(Socket socket) {
            try (socket) {
                socket.setSoTimeout(idleMillis);
                BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
                int ordinal = 0;
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    String target = honest ? line.split(" ", -1)[1] : "/";
                    while (!line.isEmpty()) {
                        line = in.readLine();
                    }
                    ordinal++;
                    socket.getOutputStream().write(answer(target, ordinal).getBytes(ISO_8859_1));
                }
            } catch (IOException e) {
                // idle for too long, or the client left
            }
        }

        private static String answer(String target, int ordinal) {
            String echo = EchoJson.write(new EchoedRequest(
                            "GET", target, "HTTP/1.1", List.of(), Octets.EMPTY, List.of(), ordinal, Optional.empty()))
                    .toLatin1();
            return "HTTP/1.1 200 OK\r\nContent-Length: " + echo.length() + "\r\n\r\n" + echo;
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }
}
