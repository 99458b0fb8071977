// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import static dev.schism.cli.CommandLineFixture.schism;
import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.servers.JdkServer;
import dev.schism.servers.Server;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.Observation;
import dev.schism.wire.ObservationJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SendCommandTest {

    private static Server server;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        server = JdkServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void runsAScenarioAndPrintsWhatItSaw() throws IOException {
        Path file = write("""
                schism-scenario 1
                name: hello

                send
                | GET /{token} HTTP/1.1\\r\\n
                | Host: {host}:{port}\\r\\n
                | \\r\\n
                await 5s
                """);

        CommandLineFixture result = schism("send", file.toString(), "--to", address());

        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("scenario  hello", "HTTP/1.1 200", "\"schism-echo\":1", "end       OPEN");
        assertThat(result.code()).isZero();
    }

    @Test
    void sendsRawOctetsAndPrintsJson() throws IOException {
        Path file = write("GET /raw HTTP/1.1\r\nHost: a\r\n\r\n");

        CommandLineFixture result = schism("send", file.toString(), "--to", address(), "--json");

        Observation observation = ObservationJson.read(result.out());
        assertThat(observation.sent().toLatin1()).isEqualTo(Files.readString(file));
        assertThat(observation.transcript().responses().get(0).status()).isEqualTo(200);
        assertThat(result.code()).isZero();
    }

    @Test
    void saysWhenNothingListens() throws IOException {
        Path file = write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        CommandLineFixture result = schism("send", file.toString(), "--to", "127.0.0.1:" + free);

        assertThat(result.out()).contains("end       " + ConnectionEnd.REFUSED);
        assertThat(result.code()).isEqualTo(ExitCode.INCONCLUSIVE);
    }

    @Test
    void namesTheLineOfABrokenScenario() throws IOException {
        Path file = write("schism-scenario 1\nname: x\n\nfly\n");

        CommandLineFixture result = schism("send", file.toString(), "--to", address());

        assertThat(result.err()).contains("line 4", "fly");
        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    }

    private Path write(String content) throws IOException {
        return Files.writeString(directory.resolve("request"), content);
    }

    private static String address() {
        return "127.0.0.1:" + server.endpoint().port();
    }
}
