// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process that does not outlive this one: it is ended on close, by a shutdown hook, and, where this process is killed
 * without notice, by a watchdog shell that notices the end of its standard input.
 */
final class ChildProcess implements AutoCloseable {

    /** Time a process has to end after it was asked to, before it is killed. */
    static final Duration GRACE = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);

    /** Reads a line and ends; where there is none because the writer is gone, ends process $1 and removes $2. */
    private static final String WATCH =
            "trap '' INT HUP TERM; read -r line || { kill \"$1\" 2>/dev/null; sleep 1; kill -9 \"$1\" 2>/dev/null; rm -rf \"$2\"; }";

    private final Process process;
    private final Process watchdog;
    private final Thread hook;

    private ChildProcess(Process process, Process watchdog) {
        this.process = process;
        this.watchdog = watchdog;
        this.hook = new Thread(this::end, "schism-end-" + process.pid());
    }

    /**
     * Starts a process without standard input.
     *
     * @param command program and arguments
     * @param output file for standard output and error
     * @param directory working directory, removed by the watchdog if nobody is left to do it
     */
    static ChildProcess start(List<String> command, Path output, Path directory) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            ChildProcess child = new ChildProcess(process, watch(process.pid(), directory));
            Runtime.getRuntime().addShutdownHook(child.hook);
            var unused = process.onExit().thenRun(child::dismissWatchdog);
            return child;
        } catch (IOException | IllegalStateException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static Process watch(long pid, Path directory) throws IOException {
        return new ProcessBuilder("/bin/sh", "-c", WATCH, "schism-watchdog", Long.toString(pid), directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Returns the exit status of a process that has ended. */
    int exitStatus() {
        return process.exitValue();
    }

    /** Waits until the process has ended; false when it has not in time. */
    boolean awaitExit(Duration timeout) throws InterruptedException {
        return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.trace("the hook is running already", e);
        }
        end();
    }

    private void end() {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroy();
        boolean interrupted = !waitFor(process);
        process.destroyForcibly();
        interrupted |= !waitFor(process);
        descendants.forEach(ProcessHandle::destroyForcibly);
        dismissWatchdog();
        interrupted |= !waitFor(watchdog);
        watchdog.destroyForcibly();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the grace period at most; false where the wait was interrupted. */
    private static boolean waitFor(Process process) {
        try {
            process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private synchronized void dismissWatchdog() {
        try (var in = watchdog.getOutputStream()) {
            in.write("\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            LOG.trace("the watchdog is gone already", e);
        }
    }
}
