// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Prepares child processes so that their sockets fail. Options only: rules, listeners and live control do not cross the
 * border of a process.
 *
 * <p>A child's statistics are in {@link FaultOptions#statsFile}, written when it ends in order.
 */
public final class SubprocessFaults {

    private static final String PRELOAD = "LD_PRELOAD";
    private static final String JAVA_OPTIONS = "JAVA_TOOL_OPTIONS";

    private SubprocessFaults() {}

    /**
     * Makes a child JVM, and the JVMs that it starts, run with the agent. Such a JVM prints a line about
     * {@code JAVA_TOOL_OPTIONS} to its standard error.
     *
     * @throws IllegalArgumentException if the configuration has rules
     */
    public static ProcessBuilder java(ProcessBuilder child, FaultConfig config) {
        Map<String, String> environment = child.environment();
        prepare(environment, config);
        String before = environment.getOrDefault(JAVA_OPTIONS, "");
        String option = "-javaagent:" + AgentJar.path();
        environment.put(JAVA_OPTIONS, before.isEmpty() ? option : before + " " + option);
        return child;
    }

    /**
     * Makes a native child, and the programs that it starts, run with the preloaded library: curl, python and what else
     * is linked dynamically. Linux only; a C compiler named {@code cc} is needed the first time. Delays are waited for
     * in place, jitter, bandwidth, traces and CIDR blocks are not to be had there, and a failing connect tells at once.
     *
     * @throws IllegalStateException if this is no Linux or there is no compiler
     * @throws IllegalArgumentException if the configuration has rules or options that native children do not have
     */
    public static ProcessBuilder nativeProgram(ProcessBuilder child, FaultConfig config) {
        FaultOptions options = config.options();
        requireNative(options);
        Map<String, String> environment = child.environment();
        Path library = NativeLibrary.path();
        prepare(environment, config);
        String before = environment.getOrDefault(PRELOAD, "");
        environment.put(PRELOAD, before.isEmpty() ? library.toString() : library + ":" + before);
        return child;
    }

    private static void requireNative(FaultOptions options) {
        refuse(options.bandwidth > 0, "bandwidth", options.bandwidth);
        refuse(!options.jitter.isZero(), "jitter", options.jitter);
        refuse(options.traceFile != null, "trace file", options.traceFile);
        refuse(options.replayFile != null, "replay file", options.replayFile);
        refuse(options.granularity != Granularity.SEGMENT, "granularity", options.granularity);
        refuse(options.targetHosts.stream().anyMatch(host -> host.contains("/")), "target hosts", options.targetHosts);
    }

    private static void refuse(boolean present, String what, @Nullable Object value) {
        if (present) {
            throw new IllegalArgumentException("native children must do without this " + what + ": " + value);
        }
    }

    private static void prepare(Map<String, String> environment, FaultConfig config) {
        environment.keySet().removeIf(name -> name.startsWith("FAULT_"));
        long seed = config.seed().orElseGet(() -> new SecureRandom().nextLong());
        environment.putAll(FaultVariables.write(config, seed));
    }
}
