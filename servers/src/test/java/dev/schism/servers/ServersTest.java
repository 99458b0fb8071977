// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.schism.wire.ServerIdentity;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServersTest {

    private static final ServerOptions OPTIONS = ServerOptions.defaults();

    @Test
    void autoTakesAProcessWhereThereIsNoDocker() {
        Required.nginx();

        try (Server server = Servers.auto(OPTIONS, Optional.of("no engine"), NginxExecutable.find())) {
            assertThat(server).isInstanceOf(NginxProcess.class);
        }
    }

    @Test
    void autoTakesAContainerWhereThereIsDocker() {
        Required.docker();

        try (Server server = Servers.reference(ReferenceSpec.Kind.AUTO, OPTIONS)) {
            assertThat(server).isInstanceOf(NginxInContainer.class);
        }
    }

    @Test
    void autoTakesAProcessWhereTheImageCannotBeHad() {
        Required.docker();
        Required.nginx();

        ServerOptions nowhere = OPTIONS.nginxImage("127.0.0.1:1/none/nginx:0");
        try (Server server = Servers.auto(nowhere, Optional.empty(), NginxExecutable.find())) {
            assertThat(server).isInstanceOf(NginxProcess.class);
        }
    }

    @Test
    void autoTakesTheEmbeddedServerWhereThereIsNothingElse() {
        try (Server server = Servers.auto(OPTIONS, Optional.of("no engine"), Optional.empty())) {
            assertThat(server).isInstanceOf(EmbeddedServer.class);
            assertThat(server.identity().name()).isEqualTo("embedded");
        }
    }

    @Test
    void saysHowToGetWhatIsMissing() {
        assertThat(HowToGet.either("no engine"))
                .contains(
                        "no engine", "apt-get install -y nginx-light", "brew install nginx", "docker.io", "HOST:PORT");
        assertThatThrownBy(() -> Servers.container(OPTIONS, Optional.of("no engine")))
                .isInstanceOf(ServerUnavailableException.class)
                .hasMessageContaining("no engine")
                .hasMessageContaining("docker.io");
        assertThatThrownBy(() -> Servers.process(OPTIONS, Optional.empty()))
                .isInstanceOf(ServerUnavailableException.class)
                .hasMessageContaining("nginx-light");
    }

    @Test
    void aTargetNginxIsOfTheReferencesKind() {
        Required.nginx();

        try (Server reference = Servers.reference(ReferenceSpec.Kind.PROCESS, OPTIONS);
                Server target = Servers.target(TargetSpec.Kind.NGINX, reference, OPTIONS)) {
            assertThat(target).isInstanceOf(NginxProcess.class);
            assertThat(target.identity()).isEqualTo(reference.identity());
            assertThat(target.endpoint()).isNotEqualTo(reference.endpoint());
        }
    }

    @Test
    void targetsInThisJvmAreStartedByName() {
        try (Server reference = JdkServer.start();
                Server netty = Servers.target(TargetSpec.Kind.NETTY, reference, OPTIONS);
                Server jdk = Servers.target(TargetSpec.Kind.JDK, netty, OPTIONS)) {
            assertThat(netty.identity().name()).isEqualTo("netty");
            assertThat(jdk.identity().name()).isEqualTo("jdk");
        }
    }

    @Test
    void aRunningServerIsNamedByItsAddress() {
        try (Server netty = NettyServer.start()) {
            String address = "127.0.0.1:" + netty.endpoint().port();
            try (Server remote = Servers.target(TargetSpec.parse(address), netty, OPTIONS)) {
                assertThat(remote.identity())
                        .isEqualTo(new ServerIdentity(address, ServerIdentity.UNKNOWN, ServerIdentity.NONE));
                assertThat(remote.endpoint().port()).isEqualTo(netty.endpoint().port());
            }
        }
    }

    @Test
    void aRunningNginxTellsItsVersion() {
        Required.nginx();

        try (Server nginx = Servers.reference(ReferenceSpec.Kind.PROCESS, OPTIONS.mode(ServerMode.ORIGIN))) {
            ReferenceSpec address =
                    ReferenceSpec.parse("127.0.0.1:" + nginx.endpoint().port());
            try (Server remote = Servers.reference(address, OPTIONS)) {
                assertThat(remote.identity().version())
                        .isEqualTo("nginx/" + nginx.identity().version());
            }
        }
    }

    @Test
    void aHostWithoutAddressIsSaid() {
        assertThatThrownBy(() -> Servers.reference(ReferenceSpec.parse("no-such-host.invalid:80"), OPTIONS))
                .isInstanceOf(ServerUnavailableException.class)
                .hasMessageContaining("no-such-host.invalid");
    }

    @Test
    void anImageMustHaveAName() {
        assertThatThrownBy(() -> OPTIONS.nginxImage(" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("nginxImage must not be blank: ' '");
    }
}
