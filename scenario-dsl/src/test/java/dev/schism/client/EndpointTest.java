// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

class EndpointTest {

    @Test
    void tcpResolvesTheHost() {
        Endpoint endpoint = Endpoint.tcp("127.0.0.1", 8080);

        assertThat(endpoint.host()).isEqualTo("127.0.0.1");
        assertThat(endpoint.address()).isEqualTo(new InetSocketAddress("127.0.0.1", 8080));
        assertThat(endpoint.tls()).isEmpty();
    }

    @Test
    void unixStandsForLocalhost() {
        Endpoint endpoint = Endpoint.unix(Path.of("a", "b"));

        assertThat(endpoint.host()).isEqualTo("localhost");
        assertThat(endpoint.port()).isZero();
        assertThat(endpoint.address()).isEqualTo(UnixDomainSocketAddress.of(Path.of("a", "b")));
    }

    @Test
    void tlsKeepsTheRest() {
        SSLContext context = Tls.trustAll();
        Endpoint endpoint = Endpoint.tcp("127.0.0.1", 8443);

        assertThat(endpoint.withTls(context).tls()).containsSame(context);
        assertThat(endpoint.withTls(context).address()).isEqualTo(endpoint.address());
    }

    @Test
    void refusesPortsOutOfRange() {
        assertThatThrownBy(() -> Endpoint.tcp("127.0.0.1", 65536))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("port must be from 0 to 65535: 65536");
    }
}
