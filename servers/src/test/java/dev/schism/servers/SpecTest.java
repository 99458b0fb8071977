// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecTest {

    @ParameterizedTest
    @CsvSource({
        "localhost:80,            localhost,    80,    false, localhost:80",
        "http://h:8080,           h,            8080,  false, h:8080",
        "http://h:8080/,          h,            8080,  false, h:8080",
        "https://h:443,           h,            443,   true,  https://h:443",
        "tls:h:8443,              h,            8443,  true,  https://h:8443",
        "127.0.0.1:1,             127.0.0.1,    1,     false, 127.0.0.1:1",
        "[::1]:65535,             ::1,          65535, false, [::1]:65535",
        "https://[fe80::1%eth0]:9, fe80::1%eth0, 9,    true,  https://[fe80::1%eth0]:9"
    })
    void addressesAreParsedAndWritten(String text, String host, int port, boolean tls, String written) {
        RemoteAddress address = new RemoteAddress(host, port, tls);

        assertThat(TargetSpec.parse(text))
                .isEqualTo(new TargetSpec.Running(address))
                .hasToString(written);
        assertThat(ReferenceSpec.parse(text))
                .isEqualTo(new ReferenceSpec.Running(address))
                .hasToString(written);
        assertThat(RemoteAddress.parse(written)).contains(address);
    }

    @ParameterizedTest
    @EnumSource
    void referencesHaveNames(ReferenceSpec.Kind kind) {
        assertThat(ReferenceSpec.parse(kind.toString())).isEqualTo(kind);
        assertThat(ReferenceSpec.CHOICES).contains(kind.toString());
    }

    @ParameterizedTest
    @EnumSource
    void targetsHaveNames(TargetSpec.Kind kind) {
        assertThat(TargetSpec.parse(kind.toString())).isEqualTo(kind);
        assertThat(TargetSpec.CHOICES).contains(kind.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "apache",
                "NETTY",
                "h",
                "h:",
                ":80",
                "h:x",
                "h:123456",
                "::1:80",
                "https://h",
                "a b:1",
                "ftp://h:1"
            })
    void whatIsNoneIsRefusedWithTheChoices(String text) {
        assertThatThrownBy(() -> TargetSpec.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("target must be one of netty, jdk, nginx, embedded, %s: '%s'", RemoteAddress.SYNTAX, text);
        assertThatThrownBy(() -> ReferenceSpec.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "reference must be one of auto, container, process, embedded, %s: '%s'",
                        RemoteAddress.SYNTAX, text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"h:0", "https://h:65536", "[::1]:99999"})
    void portsHaveBounds(String text) {
        assertThatThrownBy(() -> TargetSpec.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("port must be from 1 to 65535: ");
    }
}
