// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import dev.schism.client.Endpoint;
import dev.schism.wire.ServerIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The nginx of this machine as a private process: own directory, own configuration, a free loopback port.
 *
 * <p>It runs as one process in the foreground, so that there is no worker to be left behind, and as the user who
 * started it. It ends with {@link #close()} and with this JVM, however that ends. Safe for use by several threads.
 */
public final class NginxProcess implements Server {

    /** Time nginx has to become ready. */
    public static final Duration START_TIMEOUT = Duration.ofSeconds(10);

    /** Attempts to find a port that nobody takes before nginx has it. */
    public static final int MAX_ATTEMPTS = 5;

    /** Connections served at once: half of nginx's own limit, because each echoed one takes a second. */
    static final int MAX_CONNECTIONS = NginxConfiguration.WORKER_CONNECTIONS / 4;

    private static final Logger LOG = LoggerFactory.getLogger(NginxProcess.class);
    private static final String FOREGROUND = "daemon off; master_process off;";
    private static final Duration POLL = Duration.ofMillis(10);
    private static final int LOG_TAIL_OCTETS = 2000;

    private final ScratchDirectory scratch;
    private final NginxUpstream upstream;
    private final ChildProcess process;
    private final Endpoint endpoint;
    private final ServerIdentity identity;
    private volatile boolean closed;

    private NginxProcess(
            ScratchDirectory scratch,
            NginxUpstream upstream,
            ChildProcess process,
            Endpoint endpoint,
            ServerIdentity identity) {
        this.scratch = scratch;
        this.upstream = upstream;
        this.process = process;
        this.endpoint = endpoint;
        this.identity = identity;
    }

    /**
     * Starts an nginx and returns when it answers.
     *
     * @throws ServerUnavailableException when it does not start; the message holds the end of its log
     */
    public static NginxProcess start(NginxExecutable executable, ServerMode mode) {
        for (int attempt = 1; attempt < MAX_ATTEMPTS; attempt++) {
            try {
                return attempt(executable, mode);
            } catch (PortTakenException e) {
                LOG.debug("attempt {} to start nginx: {}", attempt, e.getMessage());
            }
        }
        try {
            return attempt(executable, mode);
        } catch (PortTakenException e) {
            throw new ServerUnavailableException(
                    "nginx must get a free port: none in %d attempts".formatted(MAX_ATTEMPTS), e);
        }
    }

    private static NginxProcess attempt(NginxExecutable executable, ServerMode mode) throws PortTakenException {
        List<AutoCloseable> started = new ArrayList<>();
        boolean ready = false;
        try {
            ScratchDirectory scratch = ScratchDirectory.create();
            started.add(0, scratch);
            NginxUpstream upstream = mode == ServerMode.ECHO ? NginxUpstream.in(scratch.path()) : NginxUpstream.none();
            started.add(0, upstream);
            int port = Loopback.freePort();
            NginxConfiguration configuration = configure(scratch, upstream, mode, port);
            ChildProcess process =
                    ChildProcess.start(command(executable, scratch.path()), output(scratch.path()), scratch.path());
            started.add(0, process);
            Endpoint endpoint = Loopback.endpoint(port);
            awaitReady(process, scratch.path(), endpoint);
            ready = true;
            ServerIdentity identity = new ServerIdentity("nginx", executable.version(), configuration.hash());
            return new NginxProcess(scratch, upstream, process, endpoint, identity);
        } catch (IOException e) {
            throw new ServerUnavailableException("nginx must be startable: " + executable.path(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerUnavailableException("nginx must not be interrupted while it starts", e);
        } finally {
            if (!ready) {
                Closing.inOrder(started);
            }
        }
    }

    private static NginxConfiguration configure(
            ScratchDirectory scratch, NginxUpstream upstream, ServerMode mode, int port) {
        NginxConfiguration configuration = new NginxConfiguration(
                mode,
                Loopback.HOST + ":" + port,
                upstream.address(),
                scratch.path().toString(),
                errorLog(scratch.path()).toString());
        scratch.write("nginx.conf", configuration.text());
        scratch.write(NginxConfiguration.STATIC_FILE, NginxConfiguration.STATIC_CONTENT);
        return configuration;
    }

    private static List<String> command(NginxExecutable executable, Path directory) {
        List<String> command = new ArrayList<>(List.of(executable.path().toString(), "-p", directory + "/"));
        if (executable.hasErrorLogOption()) {
            command.addAll(List.of("-e", errorLog(directory).toString()));
        }
        command.addAll(List.of("-c", directory.resolve("nginx.conf").toString(), "-g", FOREGROUND));
        return command;
    }

    /**
     * Nginx writes its process id after it has got its port, so an answer from whoever else has the port is not taken
     * for its.
     */
    private static void awaitReady(ChildProcess process, Path directory, Endpoint endpoint)
            throws PortTakenException, InterruptedException {
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        Path pidFile = directory.resolve(NginxConfiguration.PID_FILE);
        while (!process.awaitExit(POLL)) {
            String log = logTail(directory);
            if (log.contains("Address already in use") || log.contains("Address in use")) {
                throw new PortTakenException("port was taken: " + endpoint.port());
            }
            if (Files.exists(pidFile) && answers(endpoint)) {
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new ServerUnavailableException(
                        "nginx must answer within %s; its log ends with: %s".formatted(START_TIMEOUT, log));
            }
        }
        throw new ServerUnavailableException(exited(process, directory));
    }

    private static boolean answers(Endpoint endpoint) {
        try {
            return HttpProbe.get(endpoint, START_TIMEOUT).status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static Path errorLog(Path directory) {
        return directory.resolve("error.log");
    }

    private static Path output(Path directory) {
        return directory.resolve("nginx.out");
    }

    private static String exited(ChildProcess process, Path directory) {
        return "nginx must keep running: it ended with status %d; its log ends with: %s"
                .formatted(process.exitStatus(), logTail(directory));
    }

    private static String logTail(Path directory) {
        String log = read(output(directory)) + read(errorLog(directory));
        return log.substring(Math.max(0, log.length() - LOG_TAIL_OCTETS)).strip();
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public Hosting hosting() {
        return Hosting.PROCESS;
    }

    @Override
    public ServerIdentity identity() {
        return identity;
    }

    @Override
    public Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public int maxConnections() {
        return MAX_CONNECTIONS;
    }

    @Override
    public Optional<String> failure() {
        if (closed) {
            return Optional.empty();
        }
        return process.isAlive() ? upstream.failure() : Optional.of(exited(process, scratch.path()));
    }

    /** Returns the process id. */
    long pid() {
        return process.pid();
    }

    /** Returns the directory that holds all its files. */
    Path directory() {
        return scratch.path();
    }

    @Override
    public void close() {
        closed = true;
        Closing.inOrder(List.of(process, upstream, scratch));
    }
}
