// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Prepares child processes so that their sockets fail. Rules and options cross the border of a process; listeners and
 * live control do not.
 *
 * <p>What each process counted is in {@link FaultOptions#statsFile}, written when it ends in order;
 * {@link FaultStats#read} adds it up. Preparing a child removes such a file of an earlier one.
 */
public final class SubprocessFaults {

    private static final String PRELOAD = "LD_PRELOAD";
    private static final String JAVA_OPTIONS = "JAVA_TOOL_OPTIONS";

    private SubprocessFaults() {}

    /**
     * Makes a child JVM, and the JVMs that it starts, run with the agent. Such a JVM prints a line about
     * {@code JAVA_TOOL_OPTIONS} to its standard error.
     *
     * @throws IllegalStateException if {@code SCHISM_PRODUCTION} marks production
     * @throws IllegalArgumentException if the configuration has what JVMs do not: failing files, a scope of several
     *     words, delays that are no whole milliseconds
     */
    public static ProcessBuilder java(ProcessBuilder child, FaultConfig config) {
        ProductionMarker.refuseHere();
        refuse(config.openFailRate() > 0, "JVMs", "open fail rate", config.openFailRate());
        Map<String, String> environment = child.environment();
        prepare(environment, config);
        String before = environment.getOrDefault(JAVA_OPTIONS, "");
        String option = "-javaagent:" + AgentJar.path();
        // The JVM splits the variable at white space outside of quotes.
        String quoted = option.contains(" ") ? "\"" + option + "\"" : option;
        environment.put(JAVA_OPTIONS, before.isEmpty() ? quoted : before + " " + quoted);
        return child;
    }

    /**
     * Makes a native child, and the programs that it starts, run with the preloaded library: curl, python and what else
     * is linked dynamically. Linux only; a C compiler named {@code cc} is needed the first time. Connect, send and
     * receive failures, early ends, short reads and writes are the same as in a JVM, down to the octet that a seed
     * picks; a failing connect tells at once. Latency, bandwidth and connect delays are waited for in place, on the
     * thread that calls. What needs the relay, traces and accepted connections are not to be had.
     *
     * @throws IllegalStateException if this is no Linux, there is no compiler, or {@code SCHISM_PRODUCTION} marks
     *     production
     * @throws IllegalArgumentException if the configuration has what native children do not, or the program is one that
     *     ignores {@code LD_PRELOAD}: linked statically, setuid, or of another word size. Programs that the child
     *     starts are not looked at.
     */
    public static ProcessBuilder nativeProgram(ProcessBuilder child, FaultConfig config) {
        ProductionMarker.refuseHere();
        requireNative(config);
        Map<String, String> environment = child.environment();
        File folder = child.directory();
        if (!child.command().isEmpty()) {
            NativeProgram.requireReachable(
                    child.command().get(0),
                    environment.getOrDefault("PATH", ""),
                    (folder == null ? new File("") : folder).toPath().toAbsolutePath());
        }
        Path library = NativeLibrary.path();
        prepare(environment, config);
        String before = environment.getOrDefault(PRELOAD, "");
        environment.put(PRELOAD, before.isEmpty() ? library.toString() : library + ":" + before);
        return child;
    }

    /**
     * Returns the library for {@code LD_PRELOAD}, compiled where it was not before: for containers and shells, where
     * the {@code FAULT_*} variables are set by hand.
     *
     * @throws IllegalStateException if this is no Linux or there is no compiler
     */
    public static Path nativeLibrary() {
        return NativeLibrary.path();
    }

    private static void requireNative(FaultConfig config) {
        FaultOptions options = config.options();
        String who = "native children";
        refuse(options.traceFile != null, who, "trace file", options.traceFile);
        refuse(options.replayFile != null, who, "replay file", options.replayFile);
        for (FaultRule rule : options.rules) {
            refuse(rule.target().accepted(), who, "target", rule.target());
            refuse(rule.target().scopeLabel().isPresent(), who, "target", rule.target());
            for (Fault fault : rule.faults()) {
                boolean relayed = fault instanceof Fault.Link
                        && !(fault instanceof Fault.Latency
                                || fault instanceof Fault.Bandwidth
                                || fault instanceof Fault.ConnectDelay);
                refuse(relayed || fault instanceof Fault.CorruptByte, who, "fault", fault);
            }
        }
    }

    private static void refuse(boolean present, String who, String what, @Nullable Object value) {
        if (present) {
            throw new IllegalArgumentException(who + " must do without this " + what + ": " + value);
        }
    }

    private static void prepare(Map<String, String> environment, FaultConfig config) {
        long seed = config.seed().orElseGet(() -> new SecureRandom().nextLong());
        Map<String, String> variables = FaultVariables.write(config, seed);
        environment.keySet().removeIf(name -> name.startsWith("FAULT_"));
        environment.putAll(variables);
        config.statsFile().ifPresent(file -> {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException("statistics file must be writable: " + file, e);
            }
        });
    }
}
