// SPDX-License-Identifier: Apache-2.0
package dev.schism.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductionExceptionTest {

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", "yes", "on", "PRODUCTION"})
    void refusesUnderAMarker(String value) {
        assertThatThrownBy(() -> ProductionException.refuse(Optional.of(value)))
                .isInstanceOf(ProductionException.class)
                .hasMessageContaining("SCHISM_PRODUCTION must not be set")
                .hasMessageContaining(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "false", "No", "OFF"})
    void goesOnWhereTheMarkerIsOff(String value) {
        assertThatCode(() -> ProductionException.refuse(Optional.of(value))).doesNotThrowAnyException();
    }

    @Test
    void goesOnWithoutAMarker() {
        assertThatCode(() -> ProductionException.refuse(Optional.empty())).doesNotThrowAnyException();
    }
}
