// SPDX-License-Identifier: Apache-2.0
package dev.schism.fuzz.probe;

import dev.schism.client.Runner;
import dev.schism.servers.PlainAnswer;
import dev.schism.servers.PlainRequest;
import dev.schism.servers.Side;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Watches by plain requests whether a server still answers as it did when it was calibrated, so that a case is not
 * judged by what a server does to everybody. Blocks while it asks; for one thread.
 */
final class Watch {

    /** Time between two plain requests: 500 ms, or more where they take long. */
    static final Duration PERIOD = Duration.ofMillis(500);

    /** A server that takes long for the answer is asked again after so many times as long. */
    static final int REST = 4;

    /** Times a server is asked before it counts as changed: a busy one may miss one. */
    static final int ATTEMPTS = 3;

    private final Runner runner;
    private final Side side;
    private final LongSupplier clock;
    private long next;
    private String good = "the first";
    private Optional<String> change = Optional.empty();
    private String suspects = "";

    Watch(Runner runner, Side side) {
        this(runner, side, System::nanoTime);
    }

    Watch(Runner runner, Side side, LongSupplier clock) {
        this.runner = runner;
        this.side = side;
        this.clock = clock;
        this.next = clock.getAsLong() + PERIOD.toNanos();
    }

    /** Tells whether it is time to ask. */
    boolean isDue() {
        return clock.getAsLong() - next >= 0;
    }

    /**
     * Asks, and again where the answer is not as expected.
     *
     * @param at the case that is about to start
     * @return whether the server is still itself
     */
    boolean ask(String at) {
        for (int i = 0; i < ATTEMPTS && change.isEmpty(); i++) {
            long begun = clock.getAsLong();
            PlainAnswer answer = PlainRequest.ask(runner, side).join();
            if (side.calibration().expects(answer)) {
                good = at;
                long now = clock.getAsLong();
                next = now + Math.max(PERIOD.toNanos(), REST * (now - begun));
                return true;
            }
            if (i == ATTEMPTS - 1) {
                change = Optional.of("a plain GET is answered otherwise since about case %s (noticed at %s): %s"
                        .formatted(good, at, answer.text()));
            }
        }
        return false;
    }

    /**
     * Takes note of the cases that were under way when the server changed. One of those whose connections ended without
     * a whole response may be what did it; those that could not connect came too late.
     */
    void underWay(List<CaseResult> cases) {
        List<String> cut = new ArrayList<>();
        cases.stream()
                .filter(Watch::wasCut)
                .forEach(one -> cut.add(0, one.probeCase().name()));
        if (!cut.isEmpty()) {
            suspects = Names.some("; cut off by it, or the cause, the last begun first: ", cut);
        }
        if (!cases.isEmpty()) {
            suspects += "; left out, since they ended or began after it was last itself: %d".formatted(cases.size());
        }
    }

    private static boolean wasCut(CaseResult one) {
        Observation seen = one.observation();
        boolean ended = seen.end() == ConnectionEnd.FIN || seen.end() == ConnectionEnd.RST;
        boolean closing = seen.transcript().responses().stream()
                .anyMatch(response -> response.complete() && response.announcesClose());
        return ended && !closing;
    }

    /** Tells how the server has changed, since when, and by which case that may be; empty while it has not. */
    Optional<String> change() {
        return change.map(how -> how + suspects);
    }
}
