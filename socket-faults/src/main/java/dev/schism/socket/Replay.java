// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lets the injections of a trace happen again, each at its octet. Thread-safe. */
final class Replay {

    /** What the relay finds when octets reach it, in its own time, follows from the rules. */
    private static final Set<InjectionKind> OF_THE_RELAY =
            EnumSet.of(InjectionKind.STALL, InjectionKind.LINK_RESET, InjectionKind.LINK_CLOSE);

    private final Map<String, Injection> expected = new LinkedHashMap<>();
    private final Set<String> unexpected = new TreeSet<>();
    private final List<Injection> injections;
    private final long seed;

    private Replay(long seed, List<Injection> injections) {
        this.seed = seed;
        this.injections = injections;
        injections.forEach(injection -> expected.put(key(injection), injection));
    }

    static Replay of(Path trace) {
        return new Replay(
                Trace.seed(trace),
                Trace.read(trace).stream()
                        .filter(injection -> !OF_THE_RELAY.contains(injection.kind()))
                        .toList());
    }

    /** Returns the seed of the run that is replayed: black holes and jitter are drawn from it again. */
    long seed() {
        return seed;
    }

    Fault.@Nullable ConnectFailure connectFailure(Binding binding) {
        Delivery delivery = binding.rule().faults().stream()
                .filter(Fault.ConnectFailure.class::isInstance)
                .map(fault -> ((Fault.ConnectFailure) fault).delivery())
                .findFirst()
                .orElse(Delivery.ASYNCHRONOUS);
        return of(binding)
                .filter(injection -> injection.kind() == InjectionKind.CONNECT_FAILURE)
                .findFirst()
                .map(injection -> new Fault.ConnectFailure(
                        Trigger.always(), injection.errno().orElseThrow(), delivery))
                .orElse(null);
    }

    List<Schedule> plan(Binding binding, Direction direction) {
        Map<String, List<Injection>> alike = new LinkedHashMap<>();
        of(binding)
                .filter(injection -> isOf(injection, direction, binding))
                .forEach(injection -> alike.computeIfAbsent(
                                injection.kind() + "" + injection.errno(), k -> new ArrayList<>())
                        .add(injection));
        List<Schedule> plan = new ArrayList<>();
        alike.values()
                .forEach(list -> plan.add(new Schedule.Places(
                        list.get(0).kind(),
                        list.get(0).errno().orElse(null),
                        list.stream().map(Injection::offset).sorted().toList())));
        return plan;
    }

    private static boolean isOf(Injection injection, Direction direction, Binding binding) {
        return switch (injection.kind()) {
            case SEND_FAILURE, SHORT_WRITE -> direction == Direction.SEND;
            case RECV_FAILURE, SHORT_READ, END_OF_STREAM -> direction == Direction.RECEIVE;
            case CORRUPT_BYTE ->
                binding.rule().faults().stream()
                        .anyMatch(fault ->
                                fault instanceof Fault.CorruptByte corrupt && corrupt.direction() == direction);
            default -> false;
        };
    }

    private Stream<Injection> of(Binding binding) {
        return injections.stream()
                .filter(injection -> injection.rule() == binding.index()
                        && injection.connection() == binding.ordinal()
                        && injection.host().equals(binding.host())
                        && injection.scope().equals(binding.scope()));
    }

    synchronized void happened(Injection injection) {
        if (!OF_THE_RELAY.contains(injection.kind()) && expected.remove(key(injection)) == null) {
            unexpected.add(key(injection));
        }
    }

    /**
     * Checks that everything happened.
     *
     * @throws ReplayDivergedException if something did not, or something else did
     */
    synchronized void verify() {
        if (!expected.isEmpty() || !unexpected.isEmpty()) {
            throw new ReplayDivergedException(
                    "replay must repeat its trace: missing " + expected.values() + ", unexpected " + unexpected);
        }
    }

    private static String key(Injection of) {
        return of.kind() + " " + of.errno() + " " + of.host() + " rule " + of.rule() + " connection " + of.connection()
                + " scope " + of.scope() + " offset " + of.offset();
    }
}
