// SPDX-License-Identifier: Apache-2.0
package dev.schism.report;

import dev.schism.scenario.Scenario;
import dev.schism.wire.Anomaly;
import dev.schism.wire.Escapes;
import dev.schism.wire.FieldLine;
import dev.schism.wire.Observation;
import dev.schism.wire.Octets;
import dev.schism.wire.Response;
import dev.schism.wire.ServerIdentity;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** Makes the view of what one side did. */
final class SideAssembly {

    /** Largest number of responses that are shown of one side. */
    static final int MAX_MESSAGES = 16;

    /** Largest number of field lines that are shown of one response. */
    static final int MAX_FIELDS = 50;

    /** Longest field name, field value or reason that is shown: 400 characters. */
    static final int MAX_WIRE = 400;

    /** Largest number of anomalies that are shown of one response. */
    static final int MAX_ANOMALIES = 20;

    /** Largest number of octets of content that are shown as text: 512; the dump shows more. */
    static final int MAX_CONTENT = 512;

    private final Scenario scenario;
    private final Observation observation;

    SideAssembly(Scenario scenario, Observation observation) {
        this.scenario = scenario;
        this.observation = observation;
    }

    View.Side view(String role, ServerIdentity server, BitSet marked) {
        Octets received = observation.received();
        List<View.Event> events = Timeline.of(observation);
        String command = Reproducer.command(scenario, observation);
        return new View.Side(
                role,
                Printable.of(server.name() + " " + server.version()),
                end(),
                Timeline.count(received.length(), "octet"),
                Hexdump.of(shown(received), marked),
                cutNote(received.length()),
                messages(),
                events.subList(0, Math.min(events.size(), Timeline.MAX_EVENTS)),
                leftOut(events.size() - Timeline.MAX_EVENTS, "later event"),
                command,
                command.isEmpty() ? "The octets are too many for a command line." : Reproducer.note(scenario));
    }

    /** Returns what of the octets is shown. */
    static Octets shown(Octets octets) {
        return octets.slice(0, Math.min(octets.length(), Hexdump.MAX_OCTETS));
    }

    private String end() {
        String probed = observation.endBeforeProbe() == observation.end() ? "" : " (still open before the half-close)";
        return observation.end()
                + probed
                + observation.error().map(text -> ": " + Printable.of(text)).orElse("");
    }

    private static String cutNote(int octets) {
        return leftOut(octets - Hexdump.MAX_OCTETS, "more octet");
    }

    private static String leftOut(int number, String noun) {
        return number > 0 ? Timeline.count(number, noun) + " not shown; the corpus entry has them" : "";
    }

    private List<View.Message> messages() {
        List<View.Message> messages = new ArrayList<>();
        observation.transcript().interim().forEach(response -> messages.add(message("interim ", response)));
        observation.transcript().responses().forEach(response -> messages.add(message("", response)));
        Octets leftover = observation.transcript().leftover();
        int more = messages.size() - MAX_MESSAGES;
        List<View.Message> shown = new ArrayList<>(messages.subList(0, Math.min(messages.size(), MAX_MESSAGES)));
        if (more > 0) {
            shown.add(plain(leftOut(more, "more response"), ""));
        }
        if (!leftover.isEmpty()) {
            shown.add(plain(Timeline.count(leftover.length(), "octet") + " after the last response", text(leftover)));
        }
        return shown;
    }

    private static View.Message plain(String title, String content) {
        return new View.Message(title, "warn", List.of(), List.of(), "", content);
    }

    private static View.Message message(String prefix, Response response) {
        String start = "%s%s %d %s"
                .formatted(prefix, wire(response.version()), response.status(), wire(response.reason()))
                .strip();
        List<View.Fact> fields = new ArrayList<>();
        fields(response.headers(), "", fields);
        fields(response.trailers(), "trailer ", fields);
        int more = fields.size() - MAX_FIELDS;
        List<View.Fact> shown = new ArrayList<>(fields.subList(0, Math.min(fields.size(), MAX_FIELDS)));
        if (more > 0) {
            shown.add(new View.Fact("…", leftOut(more, "more field line")));
        }
        List<Anomaly> anomalies = response.anomalies();
        return new View.Message(
                start + (response.complete() ? "" : " (incomplete)"),
                tone(response),
                shown,
                anomalies.stream()
                        .limit(MAX_ANOMALIES)
                        .map(SideAssembly::anomaly)
                        .toList(),
                framing(response),
                text(response.content()));
    }

    private static void fields(List<FieldLine> section, String prefix, List<View.Fact> fields) {
        section.forEach(line -> fields.add(new View.Fact(prefix + wire(line.name()), wire(line.value()))));
    }

    private static String tone(Response response) {
        return response.complete() ? "status-" + response.status() / 100 : "warn";
    }

    private static String anomaly(Anomaly anomaly) {
        return Printable.of("%s at octet %d: %s".formatted(anomaly.kind(), anomaly.offset(), anomaly.detail()));
    }

    private static String framing(Response response) {
        String framing = response.framing().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return "framing %s, %s of content"
                .formatted(framing, Timeline.count(response.content().length(), "octet"));
    }

    /** Writes text that came from the wire, one character an octet, in the one spelling of octets. */
    private static String wire(String text) {
        return Printable.of(Escapes.escape(Octets.latin1(text)), MAX_WIRE);
    }

    private static String text(Octets content) {
        int shown = Math.min(content.length(), MAX_CONTENT);
        String more =
                content.length() > shown ? " … (" + Timeline.count(content.length() - shown, "more octet") + ")" : "";
        return Escapes.escape(content.slice(0, shown)) + more;
    }
}
