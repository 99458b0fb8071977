// SPDX-License-Identifier: Apache-2.0
package dev.schism.client;

import dev.schism.scenario.Step;
import dev.schism.wire.StepTrace;
import dev.schism.wire.StepTrace.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What became of each step so far. The step that runs, or comes next, is the first one without a trace. */
final class StepLog {

    private final List<Step> steps;
    private final long origin;
    private final List<StepTrace> traces;
    private boolean running;
    private long begun;
    private int octetsSent;
    private int skipped;

    StepLog(List<Step> steps, long origin) {
        this.steps = steps;
        this.origin = origin;
        this.traces = new ArrayList<>(steps.size());
    }

    /** Returns the index of the step that runs or comes next. */
    int index() {
        return traces.size();
    }

    boolean isComplete() {
        return traces.size() == steps.size();
    }

    /** Begins the next step. */
    Step begin(long now) {
        running = true;
        begun = now;
        octetsSent = 0;
        skipped = 0;
        return steps.get(traces.size());
    }

    /** Returns the steps after the running one. */
    List<Step> later() {
        return steps.subList(traces.size() + 1, steps.size());
    }

    /** Takes note of octets that the running step wrote. */
    void sent(int count) {
        octetsSent += count;
    }

    /** Takes note of a response that the running step passed over. */
    void skip() {
        skipped++;
    }

    void end(Outcome outcome, long now) {
        end(outcome, now, "");
    }

    void end(Outcome outcome, long now, String detail) {
        running = false;
        traces.add(new StepTrace(
                traces.size(),
                steps.get(traces.size()).keyword(),
                outcome,
                since(begun),
                since(now),
                octetsSent,
                skipped,
                detail));
    }

    /** Ends the running step, if there is one, and marks the others as not reached. */
    void interrupt(Outcome outcome, long now, String detail) {
        if (running) {
            end(outcome, now, detail);
        }
        while (!isComplete()) {
            begin(now);
            end(Outcome.NOT_REACHED, now);
        }
    }

    List<StepTrace> traces() {
        return traces;
    }

    private Duration since(long time) {
        return Duration.ofNanos(time - origin);
    }
}
