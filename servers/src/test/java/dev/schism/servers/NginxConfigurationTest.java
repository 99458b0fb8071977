// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NginxConfigurationTest {

    private static final NginxConfiguration HERE =
            new NginxConfiguration(ServerMode.ECHO, "127.0.0.1:1", "unix:/a b/\"c", "/dir", "/dir/error.log");

    @Test
    void hashDoesNotDependOnThePlace() {
        NginxConfiguration there = new NginxConfiguration(ServerMode.ECHO, "80", "10.0.0.1:2", "/other", "stderr");

        assertThat(there.hash()).isEqualTo(HERE.hash()).hasSize(16);
        assertThat(there.text()).isNotEqualTo(HERE.text());
    }

    @Test
    void hashDependsOnTheMode() {
        NginxConfiguration origin =
                new NginxConfiguration(ServerMode.ORIGIN, "127.0.0.1:1", "unix:/a", "/dir", "stderr");

        assertThat(origin.hash()).isNotEqualTo(HERE.hash());
        assertThat(origin.text()).contains("return 200").doesNotContain("proxy_pass");
    }

    @Test
    void quotesWordsThatCouldEndEarly() {
        assertThat(HERE.text()).contains("server \"unix:/a b/\\\"c\";").contains("pid \"/dir/nginx.pid\";");
    }

    @Test
    void keepsWhatTheClientSentFromGettingLost() {
        assertThat(HERE.text())
                .contains("proxy_ignore_client_abort on;", "proxy_next_upstream off;", "keepalive 64;")
                .contains("listen 127.0.0.1:1 backlog=4096;");
    }
}
