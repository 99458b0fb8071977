// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import dev.schism.wire.Arrival;
import dev.schism.wire.Observation;
import dev.schism.wire.QuietProbe;
import dev.schism.wire.Sentinel;
import dev.schism.wire.StepTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What happened on one connection, in order of time. */
final class Timeline {

    /** Largest number of events that are shown of one side. */
    static final int MAX_EVENTS = 100;

    /** Longest description of an event that is shown. */
    private static final int MAX_TEXT = 400;

    private final List<Moment> moments = new ArrayList<>();

    private record Moment(Duration at, View.Event event) {}

    private Timeline() {}

    static List<View.Event> of(Observation observation) {
        Timeline timeline = new Timeline();
        String connected = observation.connected() ? "connected" : "not connected";
        timeline.add(observation.connectTime(), "connect", connected);
        observation.steps().forEach(timeline::step);
        timeline.arrivals(observation);
        observation.quiet().ifPresent(timeline::quiet);
        observation.sentinel().ifPresent(timeline::sentinel);
        timeline.moments.sort(Comparator.comparing(Moment::at));
        String error = observation.error().map(text -> ": " + text).orElse("");
        timeline.add(observation.elapsed(), "end", observation.end() + error);
        return timeline.moments.stream().map(Moment::event).toList();
    }

    private void step(StepTrace step) {
        if (step.outcome() == StepTrace.Outcome.NOT_REACHED) {
            add(step.started(), "step", "step %d %s: not reached".formatted(step.index(), step.step()));
            return;
        }
        String sent = step.octetsSent() > 0 ? ", " + count(step.octetsSent(), "octet") : "";
        String skipped =
                step.responsesSkipped() > 0 ? ", " + count(step.responsesSkipped(), "response") + " skipped" : "";
        String detail = step.detail().isEmpty() ? "" : ", " + step.detail();
        String outcome = step.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        add(
                step.ended(),
                "step",
                "step %d %s: %s%s%s%s (began at %s)"
                        .formatted(step.index(), step.step(), outcome, sent, skipped, detail, time(step.started())));
    }

    private void arrivals(Observation observation) {
        List<Arrival> arrivals = observation.arrivals();
        for (int i = 0; i < arrivals.size(); i++) {
            int next = i + 1 < arrivals.size()
                    ? arrivals.get(i + 1).offset()
                    : observation.received().length();
            Arrival arrival = arrivals.get(i);
            add(
                    arrival.at(),
                    "arrival",
                    "received %s from offset %d".formatted(count(next - arrival.offset(), "octet"), arrival.offset()));
        }
    }

    private void quiet(QuietProbe probe) {
        String then = probe.halfClosed() ? "; half-closed to see what follows" : "";
        add(
                probe.at(),
                "quiet",
                "quiet after %s in step %d%s".formatted(count(probe.receivedOctets(), "octet"), probe.step(), then));
    }

    private void sentinel(Sentinel sentinel) {
        String detail = sentinel.detail().isEmpty() ? "" : " (" + sentinel.detail() + ")";
        String text = switch (sentinel.outcome()) {
            case ANSWERED -> "a plain request of the runner was answered: nothing else was to come";
            case GIVEN_UP -> "on a connection before this one, a plain request of the runner got no answer";
            case CUT_SHORT -> "a plain request of the runner was not answered yet";
        };
        Duration at = sentinel.outcome() == Sentinel.Outcome.GIVEN_UP ? Duration.ZERO : sentinel.ended();
        add(at, "sentinel", text + detail);
    }

    private void add(Duration at, String kind, String text) {
        moments.add(new Moment(at, new View.Event(time(at), kind, Printable.of(text, MAX_TEXT))));
    }

    static String time(Duration duration) {
        return String.format(Locale.ROOT, "%.2f ms", duration.toNanos() / 1e6);
    }

    static String count(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
    }
}
