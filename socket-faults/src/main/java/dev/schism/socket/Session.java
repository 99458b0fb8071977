// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A running injector as the engine sees it. Thread-safe. */
final class Session {

    private static final System.Logger LOG = System.getLogger("dev.schism.socket");

    private final long seed;
    private final Counters totals = new Counters();
    private final Map<String, Counters> targets = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> ordinals = new ConcurrentHashMap<>();
    private final AtomicLong sequence = new AtomicLong();
    private final AtomicInteger revisions = new AtomicInteger();
    private final Trace trace;
    private final @Nullable Replay replay;
    private volatile FaultConfig config;
    private volatile List<FaultRule> rules;
    private volatile boolean paused;
    private volatile int startedIn;

    Session(FaultConfig config, long seed, Trace trace, @Nullable Replay replay) {
        this.config = config;
        this.rules = config.rules();
        this.paused = !config.enabled();
        this.seed = seed;
        this.trace = trace;
        this.replay = replay;
    }

    long seed() {
        return seed;
    }

    FaultConfig config() {
        return config;
    }

    Counters totals() {
        return totals;
    }

    @Nullable
    Replay replay() {
        return replay;
    }

    boolean paused() {
        return paused;
    }

    void paused(boolean now) {
        paused = now;
        revisions.incrementAndGet();
    }

    /** From now on nothing is injected, whatever still holds on to this session. */
    void end() {
        rules = List.of();
        paused(true);
    }

    /** Changes whenever open connections of the relay must ask again what is to happen to them. */
    int revision() {
        return revisions.get();
    }

    /** Returns the link faults that an open connection is to have now. */
    LinkPlan linkPlan(Origin origin) {
        List<FaultRule> now = rules;
        return LinkPlan.of(
                paused
                        ? List.of()
                        : now.stream()
                                .filter(rule -> rule.target().matches(origin))
                                .findFirst()
                                .map(FaultRule::faults)
                                .orElse(List.of()));
    }

    /** Says whether a rule is about connections that are accepted on this port. */
    boolean accepts(int localPort) {
        return rules.stream()
                .map(FaultRule::target)
                .anyMatch(target -> target.accepted() && target.portNumbers().contains(localPort));
    }

    void started(int generation) {
        startedIn = generation;
    }

    void update(FaultConfig now) {
        config = now;
        rules = now.rules();
        revisions.incrementAndGet();
    }

    FaultStats stats() {
        Map<String, FaultStats> each = new TreeMap<>();
        targets.forEach((name, counters) -> each.put(name, counters.snapshot(Map.of())));
        return totals.snapshot(each);
    }

    @Nullable
    Binding bind(Connection connection, Origin origin, @Nullable Binding before) {
        List<FaultRule> now = rules;
        for (int i = 0; i < now.size(); i++) {
            if (now.get(i).target().matches(origin)) {
                return bound(connection, origin, before, i, now.get(i));
            }
        }
        return null;
    }

    private Binding bound(Connection connection, Origin origin, @Nullable Binding before, int index, FaultRule rule) {
        if (before != null && before.session() == this) {
            boolean same = before.index() == index && before.rule().equals(rule);
            return same
                    ? before
                    : new Binding(this, index, rule, before.host(), origin, before.ordinal(), before.counters());
        }
        // Connections from before the start are found in the order of their use, which is not repeatable: they are
        // numbered apart.
        boolean adopted = connection.opened < startedIn;
        String host = adopted && !origin.identity().startsWith("~") ? "~" + origin.identity() : origin.identity();
        String scope = origin.scope() == null ? "" : origin.scope();
        long ordinal = ordinals.computeIfAbsent(index + "\n" + host + "\n" + scope, key -> new AtomicLong())
                .incrementAndGet();
        Counters counters = targets.computeIfAbsent(origin.label(), key -> new Counters());
        return new Binding(this, index, rule, host, origin, ordinal, counters);
    }

    void record(Binding binding, InjectionKind kind, long offset, Optional<Errno> errno) {
        totals.injected(kind);
        binding.counters().injected(kind);
        Injection injection = new Injection(
                sequence.incrementAndGet(),
                kind,
                binding.index(),
                binding.host(),
                binding.origin().port(),
                binding.scope(),
                binding.ordinal(),
                offset,
                errno);
        if (replay != null) {
            replay.happened(injection);
        }
        try {
            Engine.instance().bypassing(() -> {
                tell(injection);
                return injection;
            });
        } catch (IOException | RuntimeException e) {
            // A listener that fails must not look like a failing socket.
            LOG.log(System.Logger.Level.WARNING, "listener of injections must not fail", e);
        }
    }

    private void tell(Injection injection) throws IOException {
        FaultConfig now = config;
        if (now.logInjections()) {
            LOG.log(System.Logger.Level.INFO, injection);
        }
        trace.write(injection);
        now.listener().accept(injection);
    }
}
