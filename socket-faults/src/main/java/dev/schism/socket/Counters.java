// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** The counters behind {@link FaultStats}. Thread-safe. */
final class Counters {

    final LongAdder connectAttempts = new LongAdder();
    final LongAdder sendAttempts = new LongAdder();
    final LongAdder recvAttempts = new LongAdder();
    final LongAdder octetsSent = new LongAdder();
    final LongAdder octetsReceived = new LongAdder();
    private final Map<InjectionKind, LongAdder> injected = new EnumMap<>(InjectionKind.class);

    Counters() {
        for (InjectionKind kind : InjectionKind.values()) {
            injected.put(kind, new LongAdder());
        }
    }

    void injected(InjectionKind kind) {
        of(kind).increment();
    }

    private LongAdder of(InjectionKind kind) {
        return Objects.requireNonNull(injected.get(kind));
    }

    long count(InjectionKind kind) {
        return of(kind).sum();
    }

    FaultStats snapshot(Map<String, FaultStats> targets) {
        return new FaultStats(
                connectAttempts.sum(),
                count(InjectionKind.CONNECT_FAILURE) + count(InjectionKind.BLACK_HOLE),
                sendAttempts.sum(),
                count(InjectionKind.SEND_FAILURE),
                recvAttempts.sum(),
                count(InjectionKind.RECV_FAILURE),
                count(InjectionKind.SHORT_READ),
                count(InjectionKind.SHORT_WRITE),
                count(InjectionKind.END_OF_STREAM),
                count(InjectionKind.CORRUPT_BYTE),
                count(InjectionKind.LINK)
                        + count(InjectionKind.STALL)
                        + count(InjectionKind.LINK_RESET)
                        + count(InjectionKind.LINK_CLOSE),
                octetsSent.sum(),
                octetsReceived.sum(),
                0,
                0,
                targets);
    }
}
