// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is to fail, then makes a {@link FaultConfig} or starts a {@link FaultInjector}. Names and defaults are
 * those of the original injector. Each setter returns this object. Not thread-safe.
 */
public final class FaultOptions {

    /** The mean length of a segment unless another is set. */
    public static final int SEGMENT_OCTETS = 8_192;

    /** The mean distance of cuts unless another is set. */
    public static final int SLICE_OCTETS = 512;

    final List<FaultRule> rules = new ArrayList<>();
    double connectFailRate;
    Errno connectErrno = Errno.ETIMEDOUT;
    Duration connectDelay = Duration.ZERO;
    Delivery delivery = Delivery.ASYNCHRONOUS;
    double sendFailRate;
    Errno sendErrno = Errno.EPIPE;
    double sendShortRate;
    Duration sendDelay = Duration.ZERO;
    double recvFailRate;
    Errno recvErrno = Errno.ECONNRESET;
    double recvShortRate;
    Duration recvDelay = Duration.ZERO;
    Duration latency = Duration.ZERO;
    Duration jitter = Duration.ZERO;
    long bandwidth;
    double openFailRate;
    Errno openErrno = Errno.EIO;
    List<String> targetHosts = List.of();
    List<Integer> targetPorts = List.of();
    boolean logInjections = true;
    boolean enabled = true;
    OptionalLong seed = OptionalLong.empty();
    Granularity granularity = Granularity.SEGMENT;
    int segmentOctets = SEGMENT_OCTETS;
    int sliceOctets = SLICE_OCTETS;
    boolean sticky = true;

    @Nullable
    Path traceFile;

    @Nullable
    Path replayFile;

    @Nullable
    Path logFile;

    @Nullable
    Path statsFile;

    Consumer<Injection> listener = injection -> {};

    FaultOptions() {}

    FaultOptions(FaultOptions other) {
        rules.addAll(other.rules);
        connectFailRate = other.connectFailRate;
        connectErrno = other.connectErrno;
        connectDelay = other.connectDelay;
        delivery = other.delivery;
        sendFailRate = other.sendFailRate;
        sendErrno = other.sendErrno;
        sendShortRate = other.sendShortRate;
        sendDelay = other.sendDelay;
        recvFailRate = other.recvFailRate;
        recvErrno = other.recvErrno;
        recvShortRate = other.recvShortRate;
        recvDelay = other.recvDelay;
        latency = other.latency;
        jitter = other.jitter;
        bandwidth = other.bandwidth;
        openFailRate = other.openFailRate;
        openErrno = other.openErrno;
        targetHosts = other.targetHosts;
        targetPorts = other.targetPorts;
        logInjections = other.logInjections;
        enabled = other.enabled;
        seed = other.seed;
        granularity = other.granularity;
        segmentOctets = other.segmentOctets;
        sliceOctets = other.sliceOctets;
        sticky = other.sticky;
        traceFile = other.traceFile;
        replayFile = other.replayFile;
        logFile = other.logFile;
        statsFile = other.statsFile;
        listener = other.listener;
    }

    /** Sets the probability, from 0.0 to 1.0, of a failing connect. */
    public FaultOptions connectFailRate(double rate) {
        connectFailRate = new Trigger.Rate(rate).rate();
        return this;
    }

    /** Sets how connecting fails; ETIMEDOUT by default. */
    public FaultOptions connectErrno(Errno errno) {
        connectErrno = Objects.requireNonNull(errno, "connectErrno");
        return this;
    }

    /** Sets how much later the peer is reached. */
    public FaultOptions connectDelay(Duration time) {
        connectDelay = requirePositiveOrZero("connectDelay", time);
        return this;
    }

    /** Sets when a failing connect tells; asynchronously by default. */
    public FaultOptions delivery(Delivery when) {
        delivery = Objects.requireNonNull(when, "delivery");
        return this;
    }

    /** Sets the probability, from 0.0 to 1.0, of a failing send, per segment. */
    public FaultOptions sendFailRate(double rate) {
        sendFailRate = new Trigger.Rate(rate).rate();
        return this;
    }

    /** Sets how sending fails; EPIPE by default. */
    public FaultOptions sendErrno(Errno errno) {
        sendErrno = Objects.requireNonNull(errno, "sendErrno");
        return this;
    }

    /** Sets the probability, from 0.0 to 1.0, of a short write, per slice. */
    public FaultOptions sendShortRate(double rate) {
        sendShortRate = new Trigger.Rate(rate).rate();
        return this;
    }

    /** Sets the latency of what is sent. */
    public FaultOptions sendDelay(Duration time) {
        sendDelay = requirePositiveOrZero("sendDelay", time);
        return this;
    }

    /** Sets the probability, from 0.0 to 1.0, of a failing receive, per segment. */
    public FaultOptions recvFailRate(double rate) {
        recvFailRate = new Trigger.Rate(rate).rate();
        return this;
    }

    /** Sets how receiving fails; ECONNRESET by default. */
    public FaultOptions recvErrno(Errno errno) {
        recvErrno = Objects.requireNonNull(errno, "recvErrno");
        return this;
    }

    /** Sets the probability, from 0.0 to 1.0, of a short read, per slice. */
    public FaultOptions recvShortRate(double rate) {
        recvShortRate = new Trigger.Rate(rate).rate();
        return this;
    }

    /** Sets the latency of what is received. */
    public FaultOptions recvDelay(Duration time) {
        recvDelay = requirePositiveOrZero("recvDelay", time);
        return this;
    }

    /** Sets the latency of the link, added to that of receiving. */
    public FaultOptions latency(Duration time) {
        latency = requirePositiveOrZero("latency", time);
        return this;
    }

    /** Sets how far the latency of receiving may be exceeded. */
    public FaultOptions jitter(Duration time) {
        jitter = requirePositiveOrZero("jitter", time);
        return this;
    }

    /** Sets the speed of receiving in octets per second; 0 is no limit. */
    public FaultOptions bandwidth(long octetsPerSecond) {
        if (octetsPerSecond < 0) {
            throw new IllegalArgumentException("octets per second must not be negative: " + octetsPerSecond);
        }
        bandwidth = octetsPerSecond;
        return this;
    }

    /** Sets the probability, from 0.0 to 1.0, of a failing open of a file; in native children only. */
    public FaultOptions openFailRate(double rate) {
        openFailRate = new Trigger.Rate(rate).rate();
        return this;
    }

    /** Sets how opening a file fails; EIO by default. */
    public FaultOptions openErrno(Errno errno) {
        openErrno = Objects.requireNonNull(errno, "openErrno");
        return this;
    }

    /**
     * Sets the hosts that the rates and delays here are about: names as given, addresses, CIDR blocks or globs; none
     * means all. Rules have targets of their own.
     */
    public FaultOptions targetHosts(String... hosts) {
        Target.any().hosts(List.of(hosts));
        targetHosts = List.of(hosts);
        return this;
    }

    /** Sets the ports that the rates and delays here are about; none means all. Rules have targets of their own. */
    public FaultOptions targetPorts(Integer... ports) {
        Target.any().ports(List.of(ports));
        targetPorts = List.of(ports);
        return this;
    }

    /** Sets whether each injection is logged; true by default. */
    public FaultOptions logInjections(boolean log) {
        logInjections = log;
        return this;
    }

    /** Sets whether faults are injected from the start; true by default. */
    public FaultOptions enabled(boolean on) {
        enabled = on;
        return this;
    }

    /** Sets the seed; drawn and reported otherwise. */
    public FaultOptions seed(long number) {
        seed = OptionalLong.of(number);
        return this;
    }

    /** Sets what one decision about a rate stands for. */
    public FaultOptions granularity(Granularity what) {
        granularity = Objects.requireNonNull(what, "granularity");
        return this;
    }

    /** Sets the mean length, at least 1, of the segments that failures are drawn for. */
    public FaultOptions segmentOctets(int octets) {
        segmentOctets = requirePositive("segment length", octets);
        return this;
    }

    /** Sets the mean distance, at least 1, of the places where reads and writes may be cut. */
    public FaultOptions sliceOctets(int octets) {
        sliceOctets = requirePositive("slice length", octets);
        return this;
    }

    /** Sets whether a connection whose send or receive failed stays failed; true by default. */
    public FaultOptions sticky(boolean failed) {
        sticky = failed;
        return this;
    }

    /** Sets the file that injections are written to. */
    public FaultOptions traceFile(Path file) {
        traceFile = file;
        return this;
    }

    /** Sets the trace that is to happen again, instead of all rates and triggers. */
    public FaultOptions replayFile(Path file) {
        replayFile = file;
        return this;
    }

    /** Sets a file that injections are logged to. */
    public FaultOptions logFile(Path file) {
        logFile = file;
        return this;
    }

    /** Sets a file that the statistics are written to at the end; children add a line each. */
    public FaultOptions statsFile(Path file) {
        statsFile = file;
        return this;
    }

    /** Adds a listener, called on the thread that meets the fault; it must not block. */
    public FaultOptions onInjection(Consumer<Injection> more) {
        listener = listener.andThen(more);
        return this;
    }

    /** Adds a rule; rules are tried in the order in which they were added. */
    public FaultOptions rule(Target target, Fault... faults) {
        rules.add(FaultRule.of(target, faults));
        return this;
    }

    /** Adds rules. */
    public FaultOptions rules(Collection<FaultRule> more) {
        rules.addAll(more);
        return this;
    }

    /** Returns the configuration. */
    public FaultConfig build() {
        return new FaultConfig(new FaultOptions(this));
    }

    /**
     * Starts injecting.
     *
     * @throws IllegalStateException if this process does not let faults be injected
     */
    public FaultInjector start() {
        return FaultInjector.start(build());
    }

    private static int requirePositive(String what, int octets) {
        if (octets < 1) {
            throw new IllegalArgumentException(what + " must be at least 1: " + octets);
        }
        return octets;
    }

    private static Duration requirePositiveOrZero(String what, Duration time) {
        if (time.isNegative() || time.compareTo(Fault.LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException(what + " must be from 0 to " + Fault.LONGEST_DELAY + ": " + time);
        }
        return time;
    }
}
