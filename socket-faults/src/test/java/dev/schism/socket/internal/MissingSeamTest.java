// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.schism.socket.ChildJvm;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An installation without one of its seams fails and says which; the process can install later all the same. */
@Timeout(120)
class MissingSeamTest {

    @Test
    void everyMissingSeamFailsTheInstallation() throws IOException {
        List<String> lines =
                ChildJvm.behind(List.of()).run(System.getProperty("java.class.path"), SeamMain.class.getName());

        assertThat(lines).hasSize(2 * Weaver.OF_THE_JDK.size() + 1);
        for (String line : lines.subList(0, lines.size() - 1)) {
            String[] parts = line.split("\t");
            assertThat(parts[2])
                    .as(line)
                    .startsWith("every socket seam must be woven and answer its self-test on JDK")
                    .contains("missing: [");
            if (parts[1].equals("unwoven")) {
                assertThat(parts[2]).endsWith("missing: [" + parts[0] + "]");
            }
        }
        assertThat(lines.get(lines.size() - 1)).isEqualTo("all\twoven\tinstalled");
    }
}
