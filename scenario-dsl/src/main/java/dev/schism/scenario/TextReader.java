// SPDX-License-Identifier: Apache-2.0
package dev.schism.scenario;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the text format: the version line, header lines up to the first empty line, then steps. */
final class TextReader {

    private final String text;
    private final List<String> tags = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private int next;
    private int number;
    private @Nullable String name;
    private @Nullable PendingSend send;

    TextReader(String text) {
        this.text = text;
    }

    /** A send whose payload lines are still being read. */
    private record PendingSend(TextLine line, Pacing pacing, List<Payload.Part> parts) {
        Step step() {
            if (parts.isEmpty()) {
                throw line.problem(0, "send must have at least one payload line: none follows");
            }
            return new Step.SendBytes(new Payload(parts), pacing);
        }
    }

    Scenario read() {
        readVersion();
        readHeader();
        while (next < text.length()) {
            TextLine line = line();
            if (isSignificant(line)) {
                readStepOrPayload(line);
            }
        }
        endSend();
        return new Scenario(requireName(), tags, steps);
    }

    /** Takes the next line without its end. */
    private TextLine line() {
        int feed = text.indexOf('\n', next);
        int end = feed < 0 ? text.length() : feed;
        int stop = feed > next && text.charAt(feed - 1) == '\r' ? feed - 1 : end;
        TextLine line = new TextLine(++number, text.substring(next, stop));
        next = Math.min(text.length(), end + 1);
        return line;
    }

    private static boolean isSignificant(TextLine line) {
        if (line.text().isEmpty() || line.text().startsWith("#")) {
            return false;
        }
        line.requireVisible();
        return true;
    }

    private void readVersion() {
        TextLine line = line();
        String wanted = ScenarioText.SIGNATURE + ScenarioText.VERSION;
        if (!line.text().equals(wanted)) {
            throw line.problem(0, "first line must be '%s': '%s'".formatted(wanted, TextLine.excerpt(line.text())));
        }
    }

    private void readHeader() {
        while (next < text.length()) {
            TextLine line = line();
            if (line.text().isEmpty()) {
                break;
            }
            if (isSignificant(line)) {
                readHeaderLine(line);
            }
        }
        requireName();
    }

    private void readHeaderLine(TextLine line) {
        String key = line.until(':', "header key");
        if (!key.equals("name") && !key.equals("tag")) {
            throw line.problem(0, "header key must be name or tag: '" + TextLine.excerpt(key) + "'");
        }
        line.space(key);
        String value = line.text().substring(line.position());
        line.checked(line.position(), () -> Scenario.requireName(key, value));
        if (key.equals("tag")) {
            tags.add(value);
        } else if (name == null) {
            name = value;
        } else {
            throw line.problem(0, "name must be given once: '%s' after '%s'".formatted(value, name));
        }
    }

    private String requireName() {
        if (name == null) {
            throw new TextLine(number, "").problem(0, "name must be given before the first empty line: none");
        }
        return name;
    }

    private void readStepOrPayload(TextLine line) {
        if (line.text().startsWith("|")) {
            if (send == null) {
                throw line.problem(0, "payload line must follow a send: '" + TextLine.excerpt(line.text()) + "'");
            }
            send.parts().addAll(PayloadText.read(line));
            return;
        }
        endSend();
        requireOpen(line);
        if (line.skipWord("send")) {
            send = new PendingSend(line, StepText.pacing(line), new ArrayList<>());
        } else {
            steps.add(StepText.read(line));
        }
    }

    private void endSend() {
        if (send != null) {
            steps.add(send.step());
            send = null;
        }
    }

    private void requireOpen(TextLine line) {
        if (!steps.isEmpty() && steps.get(steps.size() - 1).isLast()) {
            throw line.problem(
                    0,
                    "step must not follow a %s: '%s'"
                            .formatted(steps.get(steps.size() - 1).keyword(), TextLine.excerpt(line.text())));
        }
    }
}
