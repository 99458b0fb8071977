// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    @Test
    void otherHooksAreRefused() {
        Installation.byAttaching();

        assertThatCode(() -> HookInstaller.requireSameShape(SocketHook.class)).doesNotThrowAnyException();
        assertThatThrownBy(() -> HookInstaller.requireSameShape(OtherHook.class))
                .isInstanceOf(SeamMissingException.class)
                .hasMessageStartingWith("all copies of socket faults in a process must be of one version")
                .hasMessageContaining("has [before(ILjava/lang/Object;)I]")
                .hasMessageContaining("this one needs [accepted(Ljava/lang/Object;)V, after(");
    }

    @Test
    void windowsIsRefused() {
        assertThatCode(() -> Installation.requireUnix("Mac OS X")).doesNotThrowAnyException();
        assertThatThrownBy(() -> Installation.requireUnix("Windows 11"))
                .isInstanceOf(SeamMissingException.class)
                .hasMessage("socket faults must run on a Unix, for example in WSL: Windows 11");
    }

    /** What a copy of another version may have put into {@code java.base}. */
    private abstract static class OtherHook {
        abstract int before(int operation, Object owner);
    }
}
