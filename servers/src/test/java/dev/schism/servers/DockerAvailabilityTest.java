// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DockerAvailabilityTest {

    @Test
    @Timeout(40)
    void answersInTimeWithAReasonOrWithout() {
        DockerAvailability.check().ifPresent(reason -> assertThat(reason).contains("Docker engine"));
    }

    @Test
    void saysWhereItLookedForAnEngine(@TempDir Path directory) throws Exception {
        Path socket = directory.resolve("docker.sock");

        assertThat(DockerAvailability.noSocket(List.of(socket)))
                .get()
                .asString()
                .contains(socket.toString());
        Files.createFile(socket);
        assertThat(DockerAvailability.noSocket(List.of(socket))).isEmpty();
    }
}
