// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class InstallationTest {

    @Test
    void installsOnceAndQuickly() {
        Installation first = Installation.byAttaching();

        assertThat(Installation.byAttaching()).isSameAs(first);
        assertThat(first.time()).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void hookIsPartOfJavaBase() throws ClassNotFoundException {
        Installation.byAttaching();

        Class<?> hook = Class.forName("sun.nio.ch.SchismSocketHook", false, null);

        assertThat(hook.getModule()).isSameAs(Object.class.getModule());
    }

    @Test
    void saysWhichSeamsAreMissing() {
        assertThat(SeamMissingException.of(java.util.List.of("Net.connect")))
                .hasMessageContaining("missing: [Net.connect]");
    }
}
