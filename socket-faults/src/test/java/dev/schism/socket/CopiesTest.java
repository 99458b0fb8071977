// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two copies of this library in class loaders of their own, as in a web container or an IDE. */
@Timeout(120)
class CopiesTest {

    @Test
    void bothWorkWhereEachAttaches() throws IOException {
        check(ChildJvm.behind(List.of()));
    }

    @Test
    void bothWorkBesideAnAgentGivenToTheJvm() throws IOException {
        check(ChildJvm.behind(List.of()).with("-javaagent:" + AgentJar.path()));
    }

    private static void check(ChildJvm child) throws IOException {
        List<String> lines = child.run(System.getProperty("java.class.path"), CopiesMain.class.getName());

        assertThat(lines.subList(0, 4))
                .containsExactly("Connection refused", "Connection timed out", "connected", "two copies");
        assertThat(lines.subList(4, 6)).allSatisfy(stats -> assertThat(stats).startsWith("connect: 1/1 failed"));
        assertThat(lines.subList(6, 9)).containsOnly("connected");
    }
}
