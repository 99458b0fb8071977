// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.netty.channel.uring.IoUring;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a test needs of the machine: where it is missing the test is skipped with the reason, or fails where an
 * environment variable says that nothing may be skipped.
 */
final class Required {

    /** Set to {@code true} where a test that needs a network namespace of its own must not be skipped. */
    static final String NAMESPACES_VARIABLE = "SCHISM_REQUIRE_NAMESPACES";

    /** Set to {@code true} where a test that needs io_uring must not be skipped. */
    static final String IO_URING_VARIABLE = "SCHISM_REQUIRE_IO_URING";

    /** Starts what follows as root of new user and network namespaces. */
    static final List<String> IN_A_NAMESPACE = List.of("unshare", "-r", "-n");

    private static final long PATIENCE_SECONDS = 10;

    private Required() {}

    /** Goes on where a process can be given a network of its own. */
    static void namespaces() throws InterruptedException {
        require(
                namespacesAreThere(),
                "a network namespace must be possible: unshare (util-linux) and ip (iproute2), allowed to",
                NAMESPACES_VARIABLE);
    }

    /** Goes on where the kernel lets this process use io_uring. */
    static void ioUring() {
        require(IoUring.isAvailable(), "io_uring must be allowed: " + IoUring.unavailabilityCause(), IO_URING_VARIABLE);
    }

    private static void require(boolean there, String reason, String variable) {
        if (!there) {
            if (Boolean.parseBoolean(System.getenv(variable))) {
                fail("%s=true, but %s", variable, reason);
            }
            abort(reason);
        }
    }

    private static boolean namespacesAreThere() throws InterruptedException {
        try {
            Process probe = new ProcessBuilder("unshare", "-r", "-n", "ip", "link", "set", "lo", "up")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return probe.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && probe.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
