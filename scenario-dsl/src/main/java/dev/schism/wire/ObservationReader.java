// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the members of an observation. */
final class ObservationReader {

    private static final Set<String> MEMBERS = Set.of(
            ObservationJson.MARK,
            "end",
            "error",
            "connectNanos",
            "elapsedNanos",
            "methods",
            "sent",
            "received",
            "arrivals",
            "steps",
            "quiet",
            "placeholders",
            "transcript");

    private static final Set<String> MEMBERS_WITH_SENTINEL =
            Stream.concat(MEMBERS.stream(), Stream.of("sentinel")).collect(Collectors.toUnmodifiableSet());

    private ObservationReader() {}

    static Observation read(JsonField root, int version) {
        root.requireOnly(version == ObservationJson.VERSION ? MEMBERS : MEMBERS_WITH_SENTINEL);
        List<String> methods = list(root.member("methods"), JsonField::text);
        Octets received = root.member("received").octets();
        ConnectionEnd end = root.member("end").constant(ConnectionEnd.class);
        return new Observation(
                root.member("sent").octets(),
                methods,
                received,
                list(root.member("arrivals"), ObservationReader::arrival),
                ResponseReader.read(received, methods, end == ConnectionEnd.FIN),
                list(root.member("steps"), ObservationReader::step),
                end,
                root.optional("quiet").map(ObservationReader::quiet),
                root.member("connectNanos").nanos(),
                root.member("elapsedNanos").nanos(),
                placeholders(root.member("placeholders")),
                root.optional("error").map(JsonField::text),
                root.optional("sentinel").map(ObservationReader::sentinel));
    }

    private static Sentinel sentinel(JsonField object) {
        object.requireOnly(Set.of("outcome", "detail", "sent", "received", "atNanos", "endedNanos"));
        return new Sentinel(
                object.member("sent").octets(),
                object.member("received").octets(),
                object.member("atNanos").nanos(),
                object.member("endedNanos").nanos(),
                object.member("outcome").constant(Sentinel.Outcome.class),
                object.member("detail").text());
    }

    private static <T> List<T> list(JsonField array, Function<JsonField, T> element) {
        return array.elements().stream().map(element).toList();
    }

    private static Map<String, String> placeholders(JsonField object) {
        Map<String, String> values = new TreeMap<>();
        for (String name : object.names()) {
            values.put(name, object.member(name).text());
        }
        return values;
    }

    private static Arrival arrival(JsonField object) {
        object.requireOnly(Set.of("offset", "atNanos"));
        return new Arrival(
                object.member("offset").number(), object.member("atNanos").nanos());
    }

    private static QuietProbe quiet(JsonField object) {
        object.requireOnly(Set.of("step", "atNanos", "receivedOctets", "halfClosed"));
        return new QuietProbe(
                object.member("step").number(),
                object.member("atNanos").nanos(),
                object.member("receivedOctets").number(),
                object.member("halfClosed").flag());
    }

    private static StepTrace step(JsonField object) {
        object.requireOnly(Set.of(
                "index", "step", "outcome", "startedNanos", "endedNanos", "octetsSent", "responsesSkipped", "detail"));
        return new StepTrace(
                object.member("index").number(),
                object.member("step").text(),
                object.member("outcome").constant(StepTrace.Outcome.class),
                object.member("startedNanos").nanos(),
                object.member("endedNanos").nanos(),
                object.member("octetsSent").number(),
                object.member("responsesSkipped").number(),
                object.member("detail").text());
    }
}
