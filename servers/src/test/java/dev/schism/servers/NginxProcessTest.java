// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schism.wire.Observation;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NginxProcessTest implements NginxContract {

    private static final WireFixture WIRE = new WireFixture();
    private static NginxProcess echo;

    @BeforeAll
    static void start() {
        Required.nginx();
        echo = NginxProcess.start(executable(), ServerMode.ECHO);
    }

    @AfterAll
    static void stop() {
        WIRE.close();
        if (echo != null) {
            echo.close();
        }
    }

    private static NginxExecutable executable() {
        return NginxExecutable.find().orElseThrow();
    }

    @Override
    public Server nginx() {
        return echo;
    }

    @Override
    public WireFixture wire() {
        return WIRE;
    }

    @Override
    public Server startOrigin() {
        return NginxProcess.start(executable(), ServerMode.ORIGIN);
    }

    @Test
    void saysWhichServerItIs() {
        assertThat(echo.identity().name()).isEqualTo("nginx");
        assertThat(echo.identity().version()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(echo.identity().configurationHash()).matches("[0-9a-f]{16}");
        assertThat(((InetSocketAddress) echo.endpoint().address()).getAddress().isLoopbackAddress())
                .isTrue();
        assertThat(echo.failure()).isEmpty();
    }

    @Test
    void servesManyConnectionsAtOnce() {
        List<CompletableFuture<Observation>> running = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            running.add(WIRE.runner().run(Probes.ONE_GET, echo.endpoint(), Measuring.PATIENT, "t"));
        }

        assertThat(running)
                .allSatisfy(observation -> assertThat(observation
                                .orTimeout(20, TimeUnit.SECONDS)
                                .join()
                                .transcript()
                                .responses())
                        .singleElement()
                        .satisfies(response -> assertThat(response.status()).isEqualTo(200)));
    }

    @Test
    void leavesNothingBehind() {
        NginxProcess nginx = NginxProcess.start(executable(), ServerMode.ECHO);
        ProcessHandle process = ProcessHandle.of(nginx.pid()).orElseThrow();
        assertThat(nginx.directory()).isDirectory();
        assertThat(process.descendants()).isEmpty();

        nginx.close();

        assertThat(process.isAlive()).isFalse();
        assertThat(nginx.directory()).doesNotExist();
        assertThat(nginx.failure()).isEmpty();
        nginx.close();
    }

    @Test
    void noticesACrash() throws Exception {
        try (NginxProcess nginx = NginxProcess.start(executable(), ServerMode.ECHO)) {
            ProcessHandle process = ProcessHandle.of(nginx.pid()).orElseThrow();

            process.destroyForcibly();
            process.onExit().get(10, TimeUnit.SECONDS);

            assertThat(nginx.failure()).get().asString().contains("status 137");
        }
    }

    @Test
    void noticesThatItsBackendEnded() {
        EchoBackend backend = EchoBackend.onLoopback();
        NginxUpstream upstream = new NginxUpstream(Optional.of(backend));
        assertThat(upstream.failure()).isEmpty();

        backend.close();

        assertThat(upstream.failure()).contains("echo backend must keep running: its loop has ended");
    }

    @Test
    void tellsTheLogOfAnNginxThatDoesNotStart(@TempDir Path directory) throws Exception {
        Path broken = Files.writeString(directory.resolve("nginx"), "#!/bin/sh\necho no such directive >&2\nexit 3\n");
        Files.setPosixFilePermissions(broken, PosixFilePermissions.fromString("rwx------"));

        assertThatThrownBy(() -> NginxProcess.start(new NginxExecutable(broken, "unknown"), ServerMode.ECHO))
                .isInstanceOf(ServerUnavailableException.class)
                .hasMessageContaining("status 3")
                .hasMessageContaining("no such directive");
    }
}
