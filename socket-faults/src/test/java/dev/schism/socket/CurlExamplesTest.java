// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The original's five scenarios for a program that calls curl. */
@Timeout(120)
class CurlExamplesTest {

    private static final int CANNOT_CONNECT = 7;

    @TempDir
    Path folder;

    private HttpFixture server;
    private HttpFixture healthy;
    private Children children;

    @BeforeEach
    void start() throws IOException {
        Required.programs("curl");
        server = new HttpFixture();
        healthy = new HttpFixture();
        children = new Children(folder);
    }

    @AfterEach
    void stop() throws IOException {
        if (healthy != null) {
            server.close();
            healthy.close();
        }
    }

    private FaultOptions faults() {
        return FaultConfig.builder().seed(9).targetPorts(server.port()).statsFile(children.statsFile());
    }

    private int curl(FaultOptions faults, String url, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("curl", "-sS", "-m", "10", "-o", folder.resolve("body").toString()));
        command.addAll(List.of(options));
        command.add(url);
        return children.run(faults, command.toArray(String[]::new)).status();
    }

    @Test
    void retryLogic() throws Exception {
        FaultOptions faults = faults().connectFailRate(0.5).connectErrno(Errno.ECONNREFUSED);

        int status = curl(faults, server.url(100), "--retry", "5", "--retry-connrefused", "--retry-delay", "1");

        assertThat(status).isZero();
        assertThat(folder.resolve("body")).hasBinaryContent(HttpFixture.body(100));
        assertThat(children.stats().connectFailures()).isPositive();
        assertThat(children.stats().connectAttempts()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void circuitBreakerOpens() throws Exception {
        FaultOptions faults = faults().connectFailRate(1).connectErrno(Errno.ETIMEDOUT);
        CircuitBreaker breaker = new CircuitBreaker(3);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> breaker.call(() -> fetch(faults))).isInstanceOf(IOException.class);
            assertThat(children.stats().connectAttempts()).isOne();
        }
        assertThat(breaker.isOpen()).isTrue();
        Files.delete(children.statsFile());

        assertThatThrownBy(() -> breaker.call(() -> fetch(faults))).hasMessage("circuit is open");
        assertThat(children.statsFile()).doesNotExist();
    }

    private Path fetch(FaultOptions faults) throws Exception {
        int status = curl(faults, server.url(100));
        if (status != 0) {
            throw new IOException("curl ended with " + status);
        }
        return folder.resolve("body");
    }

    @Test
    void timeoutHandling() throws Exception {
        int successes = 0;
        long failures = 0;
        for (int seed = 0; seed < 10; seed++) {
            FaultOptions faults = faults().seed(seed).recvFailRate(0.3).recvErrno(Errno.ETIMEDOUT);
            successes += curl(faults, server.url(100)) == 0 ? 1 : 0;
            failures += children.stats().recvFailures();
        }

        assertThat(successes).isPositive();
        assertThat(failures).isPositive().isEqualTo(10 - successes);
    }

    @Test
    void partialDataHandling() throws Exception {
        assertThat(curl(faults().recvShortRate(0.8), server.url(10_000))).isZero();

        assertThat(folder.resolve("body")).hasBinaryContent(HttpFixture.body(10_000));
        assertThat(children.stats().shortReads()).isGreaterThan(5);
    }

    @Test
    void targetedEndpointFailsAlone() throws Exception {
        FaultOptions faults =
                faults().connectFailRate(1).connectErrno(Errno.ECONNREFUSED).targetHosts("127.0.0.1");

        assertThat(curl(faults, server.url(100))).isEqualTo(CANNOT_CONNECT);
        assertThat(children.stats().connectFailures()).isOne();
        assertThat(curl(faults, healthy.url(100))).isZero();
        assertThat(children.stats().connectAttempts()).isZero();
    }
}
