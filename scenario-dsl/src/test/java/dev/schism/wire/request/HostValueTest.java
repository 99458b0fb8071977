// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostValueTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"", "h", "h:80", "h:", "h:99999", "a,b", "a;b", "a_b", "%41", "[::1]", "[::1]:80", "[v1.a:b]"})
    void isWithinTheGrammar(String value) {
        assertThat(HostValue.isValid(value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "h/", "a, b", "a b", "u@h", "h?x", "h#x", "h\\", "h:x", "h:80:90", "[::1", "::1]", "[]", "%4", "%zz",
                "h:-1"
            })
    void isOutsideTheGrammar(String value) {
        assertThat(HostValue.isValid(value)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b", "a_b", "h:", "h:0", "h:99999", "[::1]", "%41", ".", "a..b", ".a:80"})
    void isUnusual(String value) {
        assertThat(HostValue.isUnusual(value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "h", "h:80", "www.example.com:8080", "h.", "h/"})
    void isNotUnusual(String value) {
        assertThat(HostValue.isUnusual(value)).isFalse();
    }
}
