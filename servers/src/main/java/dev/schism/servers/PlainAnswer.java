// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

import dev.schism.wire.Anomaly;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.EchoJson;
import dev.schism.wire.Escapes;
import dev.schism.wire.Observation;
import dev.schism.wire.Octets;
import dev.schism.wire.Response;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a server does with a plain GET: how it answers, or where and why its answer stops.
 *
 * @param kind in which of the ways
 * @param shape what stays the same from one plain GET to the next
 * @param detail for people: where it stopped and how the connection ended, with octets of the answer, escaped and cut;
 *     holds nothing that a terminal obeys
 */
public record PlainAnswer(Kind kind, Shape shape, String detail) {

    /** Octets of an answer that are shown: {@value}. */
    public static final int MAX_EXCERPT = 60;

    /** The ways in which a plain GET can fare. */
    public enum Kind {
        /** One whole response, and nothing behind it. */
        WHOLE("one whole response"),
        /** One whole response, and octets behind it that no request asked for. */
        EXCESS("octets behind its response"),
        /** Octets without end: the limit of what is taken was reached. */
        ENDLESS("an answer without end"),
        /** A response that was not whole when the time was over. */
        UNFINISHED("a response that is not whole in time"),
        /** The connection was closed or reset within a response. */
        CUT("a response that is cut off"),
        /** Octets that are no HTTP response. */
        NO_HTTP("octets that are no HTTP response"),
        /** A reset before any octet. */
        RESET("a reset without an answer"),
        /** A close before any octet. */
        CLOSED("a close without an answer"),
        /** Nothing at all in the time there was. */
        SILENT("silence"),
        /** No connection. */
        UNREACHABLE("no connection");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** Returns the way in words, such as {@code silence}. */
        public String words() {
            return words;
        }
    }

    /**
     * What stays the same from one plain GET to the next, such as where Date does not.
     *
     * @param kind in which of the ways it was answered
     * @param status the status code, 0 where there is none
     * @param framing how the content's length was determined, or where the response stopped; empty without a response
     * @param regular whether the response has no irregularity
     * @param echo whether it keeps the echo contract
     * @param fields the values of the fields that say who answers and with what, escaped
     */
    public record Shape(Kind kind, int status, String framing, boolean regular, boolean echo, List<String> fields) {
        /** Copies the list. */
        public Shape {
            fields = List.copyOf(fields);
        }
    }

    private static final List<String> IDENTIFYING = List.of("Server", "Content-Type", "X-Powered-By");
    private static final int MAX_VALUE = 200;
    private static final String UNTIL_CLOSE = "content without FIN";

    /** Reads what was seen of one plain GET. */
    public static PlainAnswer of(Observation seen) {
        Optional<Response> first = seen.transcript().responses().stream()
                .findFirst()
                .or(() -> seen.transcript().interim().stream().reduce((earlier, later) -> later));
        Kind kind = kind(seen);
        return new PlainAnswer(kind, shape(kind, first), detail(seen, first, kind));
    }

    private static Kind kind(Observation seen) {
        ConnectionEnd end = seen.end();
        if (!seen.connected()) {
            return Kind.UNREACHABLE;
        }
        if (isOverLimit(seen)) {
            return Kind.ENDLESS;
        }
        if (seen.received().isEmpty()) {
            return switch (end) {
                case FIN -> Kind.CLOSED;
                case RST -> Kind.RESET;
                case OPEN, FAILED, REFUSED, CONNECT_TIMEOUT -> Kind.SILENT;
            };
        }
        Optional<Response> first = seen.firstResponse();
        if (first.filter(response -> response.status() == 0).isPresent()
                || (first.isEmpty() && seen.transcript().interim().isEmpty())) {
            return Kind.NO_HTTP;
        }
        if (first.isEmpty() || !first.get().complete()) {
            return end == ConnectionEnd.OPEN ? Kind.UNFINISHED : Kind.CUT;
        }
        boolean more = seen.transcript().responses().size() > 1
                || !seen.transcript().leftover().isEmpty();
        return more ? Kind.EXCESS : Kind.WHOLE;
    }

    private static boolean isOverLimit(Observation seen) {
        return seen.error()
                .filter(error -> error.startsWith("maxReceivedOctets") || error.startsWith("maxParts"))
                .isPresent();
    }

    private static Shape shape(Kind kind, Optional<Response> first) {
        if (first.isEmpty()) {
            return new Shape(kind, 0, "", true, false, List.of());
        }
        Response response = first.get();
        boolean whole = response.complete();
        return new Shape(
                kind,
                response.status(),
                whole ? response.framing().name() : stoppedAt(response),
                !whole || response.anomalies().isEmpty(),
                whole && EchoJson.read(response.content()).isPresent(),
                IDENTIFYING.stream().flatMap(name -> field(response, name)).toList());
    }

    private static Stream<String> field(Response response, String name) {
        return response.header(name).map(value -> name + ": " + escaped(value, MAX_VALUE)).stream();
    }

    /** Returns the part of the message in which a response stops, such as {@code head} or {@code chunk-size line}. */
    private static String stoppedAt(Response response) {
        return response.anomalies().stream()
                .filter(anomaly -> anomaly.kind() == Anomaly.Kind.TRUNCATED)
                .map(anomaly -> anomaly.detail().split(":", 2)[0])
                .findFirst()
                .orElse("head");
    }

    private static String detail(Observation seen, Optional<Response> first, Kind kind) {
        StringBuilder text = new StringBuilder();
        first.filter(response -> response.status() > 0)
                .ifPresent(response -> text.append("status %d; ".formatted(response.status())));
        if (kind == Kind.ENDLESS || kind == Kind.UNFINISHED || kind == Kind.CUT) {
            text.append("it stops in its ").append(where(seen, first)).append("; ");
        }
        text.append("the connection ended with ").append(seen.end());
        seen.error()
                .ifPresent(
                        why -> text.append(" (").append(escaped(why, MAX_VALUE)).append(')'));
        if (!seen.received().isEmpty()) {
            Octets received = seen.received();
            text.append("; %d octets: '%s'".formatted(received.length(), excerpt(received)));
        }
        return text.toString();
    }

    private static String where(Observation seen, Optional<Response> first) {
        int whole = seen.transcript().completeResponses();
        if (whole > 0) {
            return "further responses (%d whole ones)".formatted(whole);
        }
        if (seen.transcript().interim().size() > 1) {
            return "interim responses (%d)"
                    .formatted(seen.transcript().interim().size());
        }
        return first.map(PlainAnswer::stoppedAt).orElse("first line");
    }

    private static String excerpt(Octets octets) {
        return Escapes.escape(octets.slice(0, Math.min(octets.length(), MAX_EXCERPT)))
                + (octets.length() > MAX_EXCERPT ? "..." : "");
    }

    private static String escaped(String text, int most) {
        String cut = text.length() > most ? text.substring(0, most) : text;
        StringBuilder safe = new StringBuilder();
        cut.chars().forEach(letter -> Escapes.append(safe, letter < 0x100 ? letter : '?'));
        return safe.toString();
    }

    /** Tells whether there was a whole response, whatever else. */
    boolean isWhole() {
        return kind == Kind.WHOLE || kind == Kind.EXCESS;
    }

    /** Tells whether a response came whose end only the end of the connection can be, and that did not come. */
    boolean isUnfinishedUntilClose() {
        return kind == Kind.UNFINISHED && shape.framing().equals(UNTIL_CLOSE);
    }

    /** Returns a sentence such as {@code silence: the connection ended with OPEN}. */
    public String text() {
        return kind.words + ": " + detail;
    }
}
