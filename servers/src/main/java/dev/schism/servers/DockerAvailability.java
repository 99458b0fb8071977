// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/** Tells whether a Docker engine can be used. */
public final class DockerAvailability {

    /** Time the engine has to answer. */
    public static final Duration TIMEOUT = Duration.ofSeconds(30);

    private DockerAvailability() {}

    /**
     * Returns why Docker cannot be used; empty where it can. Where there is no engine at all this takes no noticeable
     * time; it never takes longer than {@link #TIMEOUT} and never throws. Thread-safe.
     */
    public static Optional<String> check() {
        Optional<String> noSocket = isConfigured() || isWindows() ? Optional.empty() : noSocket(usualSockets());
        return noSocket.isPresent() ? noSocket : ask();
    }

    static Optional<String> noSocket(List<Path> sockets) {
        if (sockets.stream().anyMatch(Files::exists)) {
            return Optional.empty();
        }
        return Optional.of("no Docker engine is running: DOCKER_HOST is not set and none of these sockets exists: "
                + String.join(", ", sockets.stream().map(Path::toString).toList()));
    }

    /**
     * Tells whether the engine sees this machine's files and sockets as they are: it runs on this machine's kernel, and
     * is not a virtual machine's. To be asked only after {@link #check()} was satisfied.
     */
    static boolean sharesFiles() {
        String host = DockerClientFactory.instance()
                .getTransportConfig()
                .getDockerHost()
                .getScheme();
        String system = String.valueOf(DockerClientFactory.instance().getInfo().getOperatingSystem());
        return osName().startsWith("linux") && "unix".equals(host) && !system.contains("Docker Desktop");
    }

    private static Optional<String> ask() {
        CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
        Thread thread = new Thread(() -> answer.complete(connect()), "schism-docker-check");
        thread.setDaemon(true);
        thread.start();
        try {
            return answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return Optional.of("the Docker engine did not answer within " + TIMEOUT);
        } catch (ExecutionException e) {
            return Optional.of("the Docker engine cannot be used: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("the check for Docker was interrupted");
        }
    }

    private static Optional<String> connect() {
        try {
            DockerClientFactory.instance().client().pingCmd().exec();
            return Optional.empty();
        } catch (Throwable e) {
            // Testcontainers reports a missing engine with several kinds of exceptions and errors
            return Optional.of("the Docker engine cannot be used: " + e.getMessage());
        }
    }

    private static boolean isConfigured() {
        return System.getenv("DOCKER_HOST") != null
                || System.getProperty("docker.host") != null
                || Files.exists(home().resolve(".testcontainers.properties"));
    }

    private static boolean isWindows() {
        return osName().startsWith("windows");
    }

    private static String osName() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT);
    }

    private static List<Path> usualSockets() {
        Stream<Path> rootless = Optional.ofNullable(System.getenv("XDG_RUNTIME_DIR")).stream()
                .map(directory -> Path.of(directory, "docker.sock"));
        return Stream.concat(
                        Stream.of(
                                Path.of("/var/run/docker.sock"),
                                home().resolve(".docker/run/docker.sock"),
                                home().resolve(".docker/desktop/docker.sock")),
                        rootless)
                .toList();
    }

    private static Path home() {
        return Path.of(System.getProperty("user.home"));
    }
}
