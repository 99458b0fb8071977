// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection as one running injector sees it: the rule that is about it and which connection to its host it is.
 *
 * @param session the injector
 * @param index the rule's index
 * @param rule the rule
 * @param host what replays recognise the connection by
 * @param origin where it leads
 * @param ordinal which connection to this host, in this scope and under this rule, counting from 1
 * @param counters the counters of its target
 */
record Binding(
        Session session, int index, FaultRule rule, String host, Origin origin, long ordinal, Counters counters) {

    String scope() {
        String scope = origin.scope();
        return scope == null ? "" : scope;
    }

    /** Says whether a fault of connecting strikes this connection. */
    boolean strikes(Trigger trigger, int fault) {
        if (trigger instanceof Trigger.Rate rate) {
            return draws(fault, 0).unit() < rate.rate();
        }
        if (trigger instanceof Trigger.First first) {
            return ordinal <= first.count();
        }
        if (trigger instanceof Trigger.Nth nth) {
            return ordinal == nth.number();
        }
        if (trigger instanceof Trigger.OnConnection on) {
            return ordinal == on.number() && strikes(on.trigger(), fault);
        }
        return false;
    }

    /** Says whether something may happen to this connection's octets where the program sends or receives them. */
    boolean transfersMayFail() {
        return !session.paused()
                && rule.faults().stream()
                        .anyMatch(
                                fault -> fault instanceof Fault.Operation && !(fault instanceof Fault.ConnectFailure));
    }

    /** Plans a direction: one schedule per fault that may strike in it. */
    List<Schedule> plan(Direction direction) {
        Replay replay = session.replay();
        if (replay != null) {
            return replay.plan(this, direction);
        }
        List<Schedule> plan = new ArrayList<>();
        for (int i = 0; i < rule.faults().size(); i++) {
            Fault fault = rule.faults().get(i);
            InjectionKind kind = kind(fault, direction);
            if (kind != null && fault instanceof Fault.Operation operation) {
                Schedule schedule = schedule(
                        kind, errno(fault), operation.trigger(), draws(i, direction == Direction.SEND ? 1 : 2));
                if (schedule != null) {
                    plan.add(schedule);
                }
            }
        }
        return List.copyOf(plan);
    }

    private Draws draws(int fault, int what) {
        return Draws.of(session.seed(), host + '\n' + scope(), index, fault, what, ordinal);
    }

    private @Nullable Schedule schedule(InjectionKind kind, @Nullable Errno errno, Trigger trigger, Draws draws) {
        if (trigger instanceof Trigger.Rate rate) {
            return rated(kind, errno, rate.rate(), draws);
        }
        if (trigger instanceof Trigger.AtByte at) {
            return new Schedule.Places(kind, errno, List.of(at.offset()));
        }
        if (trigger instanceof Trigger.Nth nth) {
            return Schedule.Operations.nth(kind, errno, nth.number());
        }
        if (trigger instanceof Trigger.First first) {
            return ordinal <= first.count() ? rated(kind, errno, 1.0, draws) : null;
        }
        if (trigger instanceof Trigger.OnConnection on) {
            return ordinal == on.number() ? schedule(kind, errno, on.trigger(), draws) : null;
        }
        throw new AssertionError(trigger);
    }

    private Schedule rated(InjectionKind kind, @Nullable Errno errno, double rate, Draws draws) {
        FaultConfig config = session.config();
        if (config.granularity() == Granularity.OPERATION) {
            return Schedule.Operations.rate(kind, errno, draws, rate);
        }
        boolean cuts = kind == InjectionKind.SHORT_READ || kind == InjectionKind.SHORT_WRITE;
        return new Schedule.Segments(kind, errno, draws, rate, cuts ? config.sliceOctets() : config.segmentOctets());
    }

    private static @Nullable InjectionKind kind(Fault fault, Direction direction) {
        boolean receive = direction == Direction.RECEIVE;
        if (fault instanceof Fault.RecvFailure) {
            return receive ? InjectionKind.RECV_FAILURE : null;
        }
        if (fault instanceof Fault.EndOfStream) {
            return receive ? InjectionKind.END_OF_STREAM : null;
        }
        if (fault instanceof Fault.ShortRead) {
            return receive ? InjectionKind.SHORT_READ : null;
        }
        if (fault instanceof Fault.SendFailure) {
            return receive ? null : InjectionKind.SEND_FAILURE;
        }
        if (fault instanceof Fault.ShortWrite) {
            return receive ? null : InjectionKind.SHORT_WRITE;
        }
        return fault instanceof Fault.CorruptByte corrupt && corrupt.direction() == direction
                ? InjectionKind.CORRUPT_BYTE
                : null;
    }

    private static @Nullable Errno errno(Fault fault) {
        if (fault instanceof Fault.RecvFailure recv) {
            return recv.errno();
        }
        return fault instanceof Fault.SendFailure send ? send.errno() : null;
    }
}
