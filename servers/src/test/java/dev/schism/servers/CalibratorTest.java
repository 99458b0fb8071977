// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.schism.client.Endpoint;
import dev.schism.client.Tls;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CalibratorTest {

    private final WireFixture wire = new WireFixture();

    @AfterEach
    void stop() {
        wire.close();
    }

    @Test
    void measuresNginxAsAProcess() {
        Required.nginx();

        try (Server nginx = NginxProcess.start(NginxExecutable.find().orElseThrow(), ServerMode.ECHO)) {
            assertMeasured(Calibrator.calibrate(wire.runner(), nginx), nginx);
        }
    }

    @Test
    void measuresNginxInAContainer() {
        Required.docker();

        try (Server nginx = NginxInContainer.start(ServerOptions.defaults().nginxImage(), ServerMode.ECHO)) {
            assertMeasured(Calibrator.calibrate(wire.runner(), nginx), nginx);
        }
    }

    @Test
    void measuresNetty() {
        try (Server netty = NettyServer.start()) {
            assertMeasured(Calibrator.calibrate(wire.runner(), netty), netty);
        }
    }

    @Test
    void measuresTheJdk() {
        try (Server jdk = JdkServer.start()) {
            assertMeasured(Calibrator.calibrate(wire.runner(), jdk), jdk);
        }
    }

    @Test
    void seesThatAServerDoesNotEcho() throws Exception {
        HttpServer plain = HttpServer.create(Loopback.anyPort(), 0);
        plain.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Connection", "close");
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        plain.start();
        try {
            Server server = remote(plain.getAddress().getPort());
            Calibration calibration = Calibrator.calibrate(wire.runner(), server);

            assertThat(calibration.echoes()).isFalse();
            assertThat(calibration.keepsAlive()).isFalse();
            assertThat(calibration.habits()).containsExactly(Habit.CLOSES_EACH);
            assertThat(Habit.CLOSES_EACH.isDeparture()).isFalse();
        } finally {
            plain.stop(0);
        }
    }

    @Test
    void aVersionHoldsNothingThatATerminalObeys() throws Exception {
        HttpServer hostile = HttpServer.create(Loopback.anyPort(), 0);
        hostile.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Server", "a\u001b[2Jb\u00ff" + "c".repeat(RemoteServer.MAX_VERSION));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        hostile.start();
        try {
            assertThat(remote(hostile.getAddress().getPort()).identity().version())
                    .startsWith("a\\x1b[2Jb\\xffccc")
                    .hasSizeLessThan(2 * RemoteServer.MAX_VERSION);
        } finally {
            hostile.stop(0);
        }
    }

    @Test
    void saysThatAServerCannotBeReached() throws Exception {
        int port = Loopback.freePort();
        Server nobody = remote(port);

        assertThatThrownBy(() -> Calibrator.calibrate(wire.runner(), nobody))
                .isInstanceOf(ServerUnavailableException.class)
                .hasMessageContaining("127.0.0.1:" + port)
                .hasMessageContaining("REFUSED");
        assertThat(Liveness.probe(wire.runner(), nobody).get(10, TimeUnit.SECONDS))
                .isFalse();
    }

    @Test
    void aServerThatAnswersIsAlive() throws Exception {
        try (Server netty = NettyServer.start()) {
            assertThat(Liveness.probe(wire.runner(), netty).get(10, TimeUnit.SECONDS))
                    .isTrue();
        }
    }

    private static Server remote(int port) throws Exception {
        Endpoint endpoint = Loopback.endpoint(port);
        return RemoteServer.at(new RemoteAddress(endpoint.host(), port, false), Tls::ofRuntime);
    }

    private static void assertMeasured(Calibration calibration, Server server) {
        assertThat(calibration.median()).isPositive().isLessThanOrEqualTo(calibration.p99());
        assertThat(calibration.p99()).isLessThan(Duration.ofSeconds(5));
        assertThat(calibration.answersAfterFin()).isTrue();
        assertThat(calibration.keepsAlive()).isTrue();
        assertThat(calibration.echoes()).isTrue();
        assertThat(calibration.maxConnections()).isEqualTo(server.maxConnections());
        assertThat(calibration.waiting().halfCloseWhenQuiet()).isTrue();
        assertThat(calibration.waiting().quietWindow()).isBetween(AdaptiveWaiting.MIN_QUIET, AdaptiveWaiting.MAX_QUIET);
    }
}
