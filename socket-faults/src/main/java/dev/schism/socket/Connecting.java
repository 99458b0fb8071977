// SPDX-License-Identifier: Apache-2.0
package dev.schism.socket;

import dev.schism.socket.internal.Callers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides about connects. */
final class Connecting {

    private Connecting() {}

    /** Counts the attempt, and returns how it fails or null. */
    static Fault.@Nullable ConnectFailure failure(Binding binding) {
        Session session = binding.session();
        session.totals().connectAttempts.increment();
        binding.counters().connectAttempts.increment();
        if (session.paused()) {
            return null;
        }
        Fault.ConnectFailure failure = decided(binding);
        if (failure != null) {
            session.record(binding, InjectionKind.CONNECT_FAILURE, 0, Optional.of(failure.errno()));
        }
        return failure;
    }

    private static Fault.@Nullable ConnectFailure decided(Binding binding) {
        Replay replay = binding.session().replay();
        if (replay != null) {
            return replay.connectFailure(binding);
        }
        List<Fault> faults = binding.rule().faults();
        for (int i = 0; i < faults.size(); i++) {
            if (faults.get(i) instanceof Fault.ConnectFailure failure && binding.strikes(failure.trigger(), i)) {
                return failure;
            }
        }
        return null;
    }

    /** Returns where to connect instead, or null. */
    static @Nullable InetSocketAddress redirect(Binding binding, InetSocketAddress to, Callers caller)
            throws IOException {
        List<Fault> faults = binding.rule().faults();
        if (binding.session().paused() || faults.stream().noneMatch(Fault.Link.class::isInstance)) {
            return null;
        }
        for (int i = 0; i < faults.size(); i++) {
            if (faults.get(i) instanceof Fault.BlackHole hole && binding.strikes(hole.trigger(), i)) {
                binding.session().record(binding, InjectionKind.BLACK_HOLE, 0, Optional.empty());
                return Engine.instance().bypassing(BlackHole::address);
            }
        }
        if (faults.stream().allMatch(fault -> fault instanceof Fault.BlackHole || fault instanceof Fault.Operation)) {
            return null;
        }
        InetSocketAddress relay =
                Engine.instance().bypassing(() -> Relay.shared().open(binding, to, caller));
        binding.session().record(binding, InjectionKind.LINK, 0, Optional.empty());
        return relay;
    }
}
