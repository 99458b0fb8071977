// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs({OS.LINUX, OS.MAC})
class DescriptorLimitTest {

    private static final int RUNS = 300;
    private static final int FILES = 120;
    private static final Pattern COUNTS = Pattern.compile("at once: answered (\\d+), out of files (\\d+)");

    @Test
    void runsOutOfDescriptorsRunByRunAndRecovers() throws IOException, InterruptedException {
        CountDownLatch noneLeft = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.tcp(peer -> {
            peer.readHead();
            noneLeft.await();
            peer.write(Steps.OK_CLOSE);
        })) {
            Process child = childWithFewFiles(server.endpoint());
            try (BufferedReader printed = child.inputReader()) {
                assertThat(printed.readLine()).isEqualTo(FewDescriptors.NONE_LEFT);
                noneLeft.countDown();

                Matcher atOnce = COUNTS.matcher(printed.readLine());
                assertThat(atOnce.matches()).isTrue();
                assertThat(Integer.parseInt(atOnce.group(1)) + Integer.parseInt(atOnce.group(2)))
                        .isEqualTo(RUNS);
                assertThat(printed.readLine()).isEqualTo("one by one: answered " + RUNS + ", out of files 0");
                assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(child.exitValue()).isZero();
            } finally {
                child.destroyForcibly();
            }
        }
    }

    private static Process childWithFewFiles(Endpoint server) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        int port = ((InetSocketAddress) server.address()).getPort();
        return new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -n " + FILES + " && exec \"$@\"",
                        "sh",
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        FewDescriptors.class.getName(),
                        Integer.toString(port),
                        Integer.toString(RUNS))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
