// SPDX-License-Identifier: Apache-2.0
package dev.schism.scenario;

import java.time.Duration;

/** Writes the text format. */
final class TextWriter {

    private TextWriter() {}

    static String write(Scenario scenario) {
        StringBuilder out = new StringBuilder(256);
        out.append(ScenarioText.SIGNATURE).append(ScenarioText.VERSION).append('\n');
        out.append("name: ").append(scenario.name()).append('\n');
        for (String tag : scenario.tags()) {
            out.append("tag: ").append(tag).append('\n');
        }
        out.append('\n');
        for (Step step : scenario.steps()) {
            append(out, step);
        }
        return out.toString();
    }

    private static void append(StringBuilder out, Step step) {
        out.append(step.keyword());
        if (step instanceof Step.SendBytes send) {
            appendPacing(out, send.pacing());
            out.append('\n');
            PayloadText.append(out, send.bytes());
            return;
        }
        if (step instanceof Step.Pause pause) {
            appendDuration(out, pause.duration());
        } else if (step instanceof Step.AwaitResponse await) {
            appendDuration(out, await.timeout());
        } else if (step instanceof Step.WaitForResponse wait) {
            appendGuard(out, wait.match(), wait.timeout());
        } else if (step instanceof Step.ExpectResponse expect) {
            appendGuard(out, expect.match(), expect.timeout());
        }
        out.append('\n');
    }

    private static void appendPacing(StringBuilder out, Pacing pacing) {
        if (pacing.segment() > 0) {
            out.append(" segment ").append(pacing.segment());
        }
        if (!pacing.interval().isZero()) {
            out.append(" every");
            appendDuration(out, pacing.interval());
        }
    }

    private static void appendGuard(StringBuilder out, Match match, Duration timeout) {
        for (Match.Condition condition : match.conditions()) {
            out.append(' ');
            MatchText.append(out, condition);
        }
        out.append(" timeout");
        appendDuration(out, timeout);
    }

    private static void appendDuration(StringBuilder out, Duration duration) {
        out.append(' ').append(DurationText.write(duration));
    }
}
