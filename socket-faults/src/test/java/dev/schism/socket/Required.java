// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.netty.channel.uring.IoUring;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * What a test needs of the machine: where it is missing the test is skipped with the reason, or fails where an
 * environment variable says that nothing may be skipped.
 */
final class Required {

    /** Set to {@code true} where a test that needs native children must not be skipped. */
    static final String NATIVE_VARIABLE = "SCHISM_REQUIRE_NATIVE";

    /** Set to {@code true} where a test that needs a network namespace of its own must not be skipped. */
    static final String NAMESPACES_VARIABLE = "SCHISM_REQUIRE_NAMESPACES";

    /** Set to {@code true} where a test that needs io_uring must not be skipped. */
    static final String IO_URING_VARIABLE = "SCHISM_REQUIRE_IO_URING";

    /** Ways to start what follows as root of a new network namespace: for everybody, and for root. */
    private static final List<List<String>> NAMESPACES =
            List.of(List.of("unshare", "-r", "-n"), List.of("unshare", "-n"));

    private static final long PATIENCE_SECONDS = 10;

    private Required() {}

    /** Goes on where the C compiler and these programs are on the path. */
    static void programs(String... names) {
        program("cc");
        for (String name : names) {
            program(name);
        }
    }

    private static void program(String name) {
        boolean there = Arrays.stream(System.getenv("PATH").split(Pattern.quote(File.pathSeparator)))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
        require(there, name + " is not installed", NATIVE_VARIABLE);
    }

    /** Goes on where a process can be given a network of its own; returns the words that start it with one. */
    static List<String> namespace() throws InterruptedException {
        for (List<String> words : NAMESPACES) {
            if (isPossible(words)) {
                return words;
            }
        }
        require(
                false,
                "a network namespace must be possible: unshare (util-linux) and ip (iproute2), allowed to",
                NAMESPACES_VARIABLE);
        return List.of();
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

    private static boolean isPossible(List<String> words) throws InterruptedException {
        List<String> probe = new ArrayList<>(words);
        probe.addAll(List.of("ip", "link", "set", "lo", "up"));
        try {
            Process process = new ProcessBuilder(probe)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
