// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything seen on one connection, losslessly and without judgement.
 *
 * <p>The transcript is a function of {@code received}, {@code methods} and {@code end}, so it can be made again from a
 * stored observation whenever the reader learns something. Immutable and thread-safe.
 *
 * @param sent all octets that were written, in order
 * @param methods methods of the requests sent, in order, as far as they could be told; decides how a response is framed
 * @param received all octets that were received, in order
 * @param arrivals the portions in which they came
 * @param transcript the messages found in them
 * @param steps what became of each step of the scenario, one entry a step
 * @param end how the connection ended
 * @param quiet when the server was found to be waiting, if it was
 * @param connectTime time until the connection was established, or until that failed
 * @param elapsed time from the start of the connection attempt to the end
 * @param placeholders values that were filled in for the scenario's placeholders
 * @param error what failed, where {@code end} does not say it all, or which limit was reached
 * @param sentinel the request by which the runner asked whether the server had anything left to say, if it did; none of
 *     its octets, and none that came for it, are among the others
 */
public record Observation(
        Octets sent,
        List<String> methods,
        Octets received,
        List<Arrival> arrivals,
        Transcript transcript,
        List<StepTrace> steps,
        ConnectionEnd end,
        Optional<QuietProbe> quiet,
        Duration connectTime,
        Duration elapsed,
        Map<String, String> placeholders,
        Optional<String> error,
        Optional<Sentinel> sentinel) {

    /** Copies the collections. */
    public Observation {
        methods = List.copyOf(methods);
        arrivals = List.copyOf(arrivals);
        steps = List.copyOf(steps);
        placeholders = Map.copyOf(placeholders);
    }

    /** Makes an observation for which no sentinel was sent. */
    public Observation(
            Octets sent,
            List<String> methods,
            Octets received,
            List<Arrival> arrivals,
            Transcript transcript,
            List<StepTrace> steps,
            ConnectionEnd end,
            Optional<QuietProbe> quiet,
            Duration connectTime,
            Duration elapsed,
            Map<String, String> placeholders,
            Optional<String> error) {
        this(
                sent,
                methods,
                received,
                arrivals,
                transcript,
                steps,
                end,
                quiet,
                connectTime,
                elapsed,
                placeholders,
                error,
                Optional.empty());
    }

    /**
     * Tells whether the connection was established and what came on it counts. Where something failed on it later, such
     * as TLS, the responses that were complete before count, and nothing else does.
     */
    public boolean connected() {
        return switch (end) {
            case FIN, RST, OPEN -> true;
            case FAILED -> transcript.completeResponses() > 0;
            case REFUSED, CONNECT_TIMEOUT -> false;
        };
    }

    /** Returns how the connection stood before the runner's own half-close could change it. */
    public ConnectionEnd endBeforeProbe() {
        return quiet.isPresent() && connected() ? ConnectionEnd.OPEN : end;
    }

    /** Returns the first final response, which may be incomplete. */
    public Optional<Response> firstResponse() {
        return transcript.responses().stream().findFirst();
    }

    /** Returns the time from the start of the connection attempt to the first octet received. */
    public Optional<Duration> timeToFirstOctet() {
        return arrivals.stream().findFirst().map(Arrival::at);
    }

    /** Returns the same observation with the transcript made anew from what was received. */
    public Observation reread() {
        return new Observation(
                sent,
                methods,
                received,
                arrivals,
                ResponseReader.read(received, methods, end == ConnectionEnd.FIN),
                steps,
                end,
                quiet,
                connectTime,
                elapsed,
                placeholders,
                error,
                sentinel);
    }

    /** Tells whether octets came only after the runner's own half-close. */
    public boolean answeredAfterProbe() {
        return quiet.filter(probe -> received.length() > probe.receivedOctets()).isPresent();
    }
}
