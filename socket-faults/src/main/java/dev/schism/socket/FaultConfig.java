// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Everything that can be said about faults. Immutable; made by {@link #builder()} or {@link #fromEnv()}.
 *
 * <p>The options of the original injector (rates, error numbers, delays, hosts, ports) describe one rule, which comes
 * after the rules that are given as such.
 */
public final class FaultConfig {

    private final FaultOptions options;

    FaultConfig(FaultOptions options) {
        this.options = options;
    }

    /** Starts with the originals' defaults: nothing fails, every outgoing connection is a target. */
    public static FaultOptions builder() {
        return new FaultOptions();
    }

    /**
     * Reads the {@code FAULT_*} variables of this process.
     *
     * @throws IllegalArgumentException if a variable is unknown or its value cannot be read
     */
    public static FaultConfig fromEnv() {
        return fromEnv(System.getenv());
    }

    /**
     * Reads the {@code FAULT_*} variables of an environment; others are ignored.
     *
     * @throws IllegalArgumentException if a variable is unknown or its value cannot be read
     */
    public static FaultConfig fromEnv(Map<String, String> environment) {
        FaultOptions builder = builder();
        FaultVariables.read(environment, builder);
        return builder.build();
    }

    /** Returns a builder that starts with these options. */
    public FaultOptions toBuilder() {
        return new FaultOptions(options);
    }

    /** Returns all rules in the order in which they are tried. */
    public List<FaultRule> rules() {
        List<FaultRule> all = new ArrayList<>(options.rules);
        List<Fault> faults = optionFaults();
        if (!faults.isEmpty() || all.isEmpty()) {
            all.add(new FaultRule(Target.any().hosts(options.targetHosts).ports(options.targetPorts), faults));
        }
        return List.copyOf(all);
    }

    private List<Fault> optionFaults() {
        List<Fault> faults = new ArrayList<>();
        if (options.connectFailRate > 0) {
            faults.add(new Fault.ConnectFailure(
                    Trigger.rate(options.connectFailRate), options.connectErrno, options.delivery));
        }
        if (options.sendFailRate > 0) {
            faults.add(new Fault.SendFailure(Trigger.rate(options.sendFailRate), options.sendErrno));
        }
        if (options.recvFailRate > 0) {
            faults.add(new Fault.RecvFailure(Trigger.rate(options.recvFailRate), options.recvErrno));
        }
        if (options.recvShortRate > 0) {
            faults.add(new Fault.ShortRead(Trigger.rate(options.recvShortRate)));
        }
        if (options.sendShortRate > 0) {
            faults.add(new Fault.ShortWrite(Trigger.rate(options.sendShortRate)));
        }
        addLinkFaults(faults);
        return faults;
    }

    private void addLinkFaults(List<Fault> faults) {
        Duration received = options.recvDelay.plus(options.latency);
        if (!options.connectDelay.isZero()) {
            faults.add(new Fault.ConnectDelay(options.connectDelay));
        }
        if (!options.sendDelay.isZero()) {
            faults.add(new Fault.Latency(options.sendDelay, Duration.ZERO, Direction.SEND));
        }
        if (!received.isZero() || !options.jitter.isZero()) {
            faults.add(new Fault.Latency(received, options.jitter, Direction.RECEIVE));
        }
        if (options.bandwidth > 0) {
            faults.add(new Fault.Bandwidth(options.bandwidth, Direction.RECEIVE));
        }
    }

    /** Returns whether faults are injected from the start; otherwise {@link FaultInjector#resume()} begins. */
    public boolean enabled() {
        return options.enabled;
    }

    /** Returns the seed, where one was given. */
    public OptionalLong seed() {
        return options.seed;
    }

    /** Returns whether each injection is logged. */
    public boolean logInjections() {
        return options.logInjections;
    }

    /** Returns what one decision about a rate stands for. */
    public Granularity granularity() {
        return options.granularity;
    }

    /** Returns the mean length of the segments that failures are drawn for. */
    public int segmentOctets() {
        return options.segmentOctets;
    }

    /** Returns the mean distance of the places where reads and writes may be cut. */
    public int sliceOctets() {
        return options.sliceOctets;
    }

    /** Returns whether a connection whose send or receive failed stays failed, as with a real kernel. */
    public boolean sticky() {
        return options.sticky;
    }

    /** Returns the probability with which opening a file fails in native children. */
    public double openFailRate() {
        return options.openFailRate;
    }

    /** Returns how opening a file fails in native children. */
    public Errno openErrno() {
        return options.openErrno;
    }

    /** Returns the file that injections are written to, one JSON object a line. */
    public Optional<Path> traceFile() {
        return Optional.ofNullable(options.traceFile);
    }

    /** Returns the trace that is to happen again. */
    public Optional<Path> replayFile() {
        return Optional.ofNullable(options.replayFile);
    }

    /** Returns the file that injections are logged to. */
    public Optional<Path> logFile() {
        return Optional.ofNullable(options.logFile);
    }

    /** Returns the file that the statistics are written to at the end. */
    public Optional<Path> statsFile() {
        return Optional.ofNullable(options.statsFile);
    }

    FaultOptions options() {
        return options;
    }

    Consumer<Injection> listener() {
        return options.listener;
    }
}
