// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Ports;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

class NginxInContainerTest implements NginxContract {

    private static final WireFixture WIRE = new WireFixture();
    private static final String IMAGE = ServerOptions.defaults().nginxImage();
    private static NginxInContainer echo;

    @BeforeAll
    static void start() {
        Required.docker();
        echo = NginxInContainer.start(IMAGE, ServerMode.ECHO);
    }

    @AfterAll
    static void stop() {
        WIRE.close();
        if (echo != null) {
            echo.close();
        }
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
        return NginxInContainer.start(IMAGE, ServerMode.ORIGIN);
    }

    @Test
    void saysWhichServerItIs() {
        assertThat(echo.identity().name()).isEqualTo("nginx");
        assertThat(echo.identity().version()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(echo.identity().configurationHash())
                .isEqualTo(new NginxConfiguration(ServerMode.ECHO, "x", "y", "z", "e").hash());
        assertThat(echo.failure()).isEmpty();
    }

    @Test
    void isPublishedOnLoopbackOnly() {
        Map<?, Ports.Binding[]> published = DockerClientFactory.instance()
                .client()
                .inspectContainerCmd(echo.containerId())
                .exec()
                .getNetworkSettings()
                .getPorts()
                .getBindings();

        assertThat(published.values())
                .allSatisfy(bindings -> assertThat(bindings)
                        .allSatisfy(binding -> assertThat(binding.getHostIp()).isEqualTo("127.0.0.1")));
        assertThat(published).hasSize(1);
    }

    @Test
    void leavesNothingBehind() {
        NginxInContainer nginx = NginxInContainer.start(IMAGE, ServerMode.ECHO);
        String id = nginx.containerId();

        nginx.close();

        assertThatThrownBy(() -> DockerClientFactory.instance()
                        .client()
                        .inspectContainerCmd(id)
                        .exec())
                .isInstanceOf(NotFoundException.class);
        assertThat(nginx.failure()).isEmpty();
    }

    @Test
    void noticesThatItWasStopped() {
        try (NginxInContainer nginx = NginxInContainer.start(IMAGE, ServerMode.ORIGIN)) {
            DockerClientFactory.instance()
                    .client()
                    .killContainerCmd(nginx.containerId())
                    .exec();

            assertThat(nginx.failure()).get().asString().contains("must keep running");
        }
    }

    @Test
    void saysThatAnImageCannotBeHad() {
        assertThatThrownBy(() -> NginxInContainer.start("127.0.0.1:1/none/nginx:0", ServerMode.ECHO))
                .isInstanceOf(ServerUnavailableException.class)
                .hasMessageContaining("127.0.0.1:1/none/nginx:0");
    }
}
