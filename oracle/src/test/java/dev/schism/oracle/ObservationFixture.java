// SPDX-License-Identifier: Apache-2.0
package dev.schism.oracle;

import dev.schism.wire.Arrival;
import dev.schism.wire.ConnectionEnd;
import dev.schism.wire.EchoJson;
import dev.schism.wire.EchoedRequest;
import dev.schism.wire.FieldLine;
import dev.schism.wire.Observation;
import dev.schism.wire.Octets;
import dev.schism.wire.QuietProbe;
import dev.schism.wire.RequestScanner;
import dev.schism.wire.ResponseReader;
import dev.schism.wire.Sentinel;
import dev.schism.wire.StepTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes observations from the octets of both directions. */
final class ObservationFixture {

    static final Duration ANSWERED = Duration.ofMillis(3);
    static final Duration ELAPSED = Duration.ofMillis(20);

    private Octets sent = Octets.latin1(TraitExample.PLAIN);
    private final Octets received;
    private ConnectionEnd end = ConnectionEnd.OPEN;
    private Optional<QuietProbe> quiet = Optional.empty();
    private Map<String, String> placeholders = Map.of();
    private final List<StepTrace> steps = new ArrayList<>();
    private Optional<String> error = Optional.empty();
    private Optional<Sentinel> sentinel = Optional.empty();
    private List<Arrival> arrivals = List.of();

    private ObservationFixture(Octets received) {
        this.received = received;
    }

    static ObservationFixture received(String... octets) {
        return new ObservationFixture(Octets.latin1(String.join("", octets)));
    }

    static ObservationFixture nothing() {
        return received();
    }

    /** The server was found waiting when it had sent so many octets, in the step after the first send. */
    ObservationFixture quietAfter(int octets) {
        quiet = Optional.of(new QuietProbe(1, Duration.ofMillis(10), octets, true));
        return this;
    }

    /** A step went that way. */
    ObservationFixture step(int index, StepTrace.Outcome outcome) {
        steps.add(new StepTrace(index, "step", outcome, Duration.ZERO, ELAPSED, 0, 0, ""));
        return this;
    }

    ObservationFixture quiet() {
        return quietAfter(received.length());
    }

    ObservationFixture end(ConnectionEnd newEnd) {
        end = newEnd;
        return this;
    }

    ObservationFixture error(String newError) {
        error = Optional.of(newError);
        return this;
    }

    /** The runner's own request was answered with an echo. */
    ObservationFixture answeredSentinel() {
        return sentinel(Sentinel.Outcome.ANSWERED);
    }

    ObservationFixture sentinel(Sentinel.Outcome outcome) {
        sentinel = Optional.of(new Sentinel(Octets.EMPTY, Octets.EMPTY, ANSWERED, ELAPSED, outcome, ""));
        return this;
    }

    /** The octets came in portions that begin at these offsets. */
    ObservationFixture arriving(List<Integer> offsets) {
        arrivals = offsets.stream().map(offset -> new Arrival(offset, ANSWERED)).toList();
        return this;
    }

    ObservationFixture sent(String octets) {
        sent = Octets.latin1(octets);
        return this;
    }

    ObservationFixture at(String host, int port, String token) {
        placeholders = Map.of("host", host, "port", Integer.toString(port), "token", token);
        return this;
    }

    Observation make() {
        List<String> methods = RequestScanner.methods(sent);
        return new Observation(
                sent,
                methods,
                received,
                received.isEmpty() || !arrivals.isEmpty() ? arrivals : List.of(new Arrival(0, ANSWERED)),
                ResponseReader.read(received, methods, end == ConnectionEnd.FIN),
                steps,
                end,
                quiet,
                Duration.ofMillis(1),
                ELAPSED,
                placeholders,
                error,
                sentinel);
    }

    SideView view() {
        return SideView.of(make(), ResponseNormalizer.DEFAULT);
    }

    /** A response with a Content-Length. */
    static String response(int status, String body, String... fieldLines) {
        String more = fieldLines.length == 0 ? "" : String.join("\r\n", fieldLines) + "\r\n";
        return "HTTP/1.1 %d Reason\r\n%sContent-Length: %d\r\n\r\n%s".formatted(status, more, body.length(), body);
    }

    /** A response whose content is an echo. */
    static String echo(EchoedRequest request) {
        return response(200, EchoJson.write(request).toLatin1(), "Content-Type: application/json");
    }

    static EchoedRequest seen(String method, String target, FieldLine... headers) {
        return new EchoedRequest(
                method, target, "HTTP/1.1", List.of(headers), Octets.EMPTY, List.of(), 1, Optional.empty());
    }

    static EchoedRequest seen(Octets body, FieldLine... trailers) {
        return new EchoedRequest("POST", "/", "HTTP/1.1", List.of(), body, List.of(trailers), 1, Optional.empty());
    }
}
