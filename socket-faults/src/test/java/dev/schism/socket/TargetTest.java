// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTest {

    private static Origin to(String host, String address, int port) throws UnknownHostException {
        byte[] octets = InetAddress.getByName(address).getAddress();
        return Origin.outgoing(InetAddress.getByAddress(host, octets), port, null);
    }

    @ParameterizedTest
    @CsvSource({
        "db.test, db.test, 10.1.2.3, true",
        "DB.test, db.TEST, 10.1.2.3, true",
        "db.test, other.test, 10.1.2.3, false",
        "10.1.2.3, db.test, 10.1.2.3, true",
        "10.1.2.4, db.test, 10.1.2.3, false",
        "10.0.0.0/8, db.test, 10.1.2.3, true",
        "10.1.2.0/23, db.test, 10.1.3.3, true",
        "10.1.2.0/23, db.test, 10.1.4.3, false",
        "0.0.0.0/0, db.test, 10.1.2.3, true",
        "fd00::/8, six.test, fd12::1, true",
        "fd00::/8, db.test, 10.1.2.3, false",
        "*.test, db.test, 10.1.2.3, true",
        "*.test, db.tests, 10.1.2.3, false",
        "d?.test, db.test, 10.1.2.3, true",
        "10.1.*, db.test, 10.1.2.3, true",
        "[::1], six.test, ::1, true"
    })
    void matchesHosts(String pattern, String host, String address, boolean matches) throws UnknownHostException {
        assertThat(Target.host(pattern).matches(to(host, address, 80))).isEqualTo(matches);
        assertThat(Target.host(pattern).port(81).matches(to(host, address, 80))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.0/33, CIDR prefix", "name/8, CIDR block", "'', target host"})
    void badHostsAreRefused(String pattern, String message) {
        assertThatThrownBy(() -> Target.host(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void connectionsOfUnknownSideNeedAPort() throws UnknownHostException {
        Origin unknown =
                new Origin(Origin.Side.UNKNOWN, "10.0.0.1", InetAddress.getByName("10.0.0.1"), 80, 5_000, null);

        assertThat(Target.any().matches(unknown)).isFalse();
        assertThat(Target.host("10.0.0.1").matches(unknown)).isFalse();
        assertThat(Target.toPort(80).matches(unknown)).isTrue();
        assertThat(Target.acceptedOn(5_000).matches(unknown)).isTrue();
    }
}
