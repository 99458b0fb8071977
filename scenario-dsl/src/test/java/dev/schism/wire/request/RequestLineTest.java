// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.wire.Octets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestLineTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "/, /",
                "/a/../b?c/d, /a/../b",
                "/a#b, /a",
                "http://h, ''",
                "http://h?q, ''",
                "http://h/a//b?c, /a//b",
                "http://u@h:80/.., /..",
                "*, ''",
                "h:80, ''",
                "foo, ''"
            })
    void findsThePathOfATarget(String target, String path) {
        Octets request = Octets.latin1("GET " + target + " HTTP/1.1\r\nHost: h\r\n\r\n");

        assertThat(RequestReading.readings(request).get(0).first().line().path())
                .isEqualTo(path);
    }
}
