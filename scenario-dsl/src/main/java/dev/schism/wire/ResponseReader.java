// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Reads responses from octets as they arrive: strict in what it calls regular, lossless in what it keeps.
 *
 * <p>It never throws for what a peer sent: every departure from RFC 9112 is an {@link Anomaly} of the response in which
 * it stands, and reading goes on with the most plausible meaning. The ranges of all responses, final and interim, and
 * the leftover octets together are everything received, in order and without gaps.
 *
 * <p>The result depends on the octets only, not on how they were split. One thing is found only later: a response to
 * HEAD counts as complete with its head, and where content follows although another response should, it becomes part of
 * that response from then on ({@link Anomaly.Kind#UNEXPECTED_CONTENT}). The number of complete responses never falls
 * for it, even where the transcript then shows that response as incomplete.
 *
 * <p>Time is linear in the number of octets. Memory is bounded by a multiple of it: octets are kept once and content is
 * copied once when a response is complete; heads and the number of anomalies have limits. Not thread-safe.
 */
public final class ResponseReader {

    /** Largest status line and header section that is looked at: 256 KiB. */
    public static final int MAX_HEAD_OCTETS = 256 * 1024;

    /** Most anomalies that are kept of one response; beyond them only the first of each further kind is. */
    public static final int MAX_ANOMALIES = 256;

    private static final String UNKNOWN_METHOD = "GET";

    private final Progress progress;
    private Phase phase;

    /**
     * Makes a reader.
     *
     * @param methodOf the method of the request that the n-th final response (from 0) answers; {@code GET} where
     *     unknown
     */
    public ResponseReader(IntFunction<String> methodOf) {
        this.progress = new Progress(methodOf);
        this.phase = new StartPhase(progress, UnexpectedContent.NONE);
    }

    /**
     * Takes the next octets.
     *
     * @param octets an array that holds them; it is copied from
     * @param from index of the first one
     * @param to index after the last one
     * @throws IndexOutOfBoundsException when the range is not within {@code octets}
     * @throws IllegalStateException when more than 2 GiB would have to be kept
     */
    public void feed(byte[] octets, int from, int to) {
        progress.received().append(octets, from, to);
        Phase next = phase.advance();
        while (next != phase) {
            phase = next;
            next = phase.advance();
        }
    }

    /** Returns the number of final responses that are complete without the end of the connection. */
    public int completeResponses() {
        return progress.finals().size();
    }

    /**
     * Returns a final response that is complete without the end of the connection.
     *
     * @param index its position among the final responses, from 0
     * @throws IndexOutOfBoundsException when there are not that many, see {@link #completeResponses()}
     */
    public Response response(int index) {
        return progress.finals().get(index);
    }

    /** Returns the number of interim responses that are complete. */
    public int interimResponses() {
        return progress.interim().size();
    }

    /**
     * Returns an interim response.
     *
     * @param index its position among the interim responses, from 0
     * @throws IndexOutOfBoundsException when there are not that many, see {@link #interimResponses()}
     */
    public Response interimResponse(int index) {
        return progress.interim().get(index);
    }

    /** Returns the number of messages and field lines met until now: what costs memory beside the octets. */
    public int parts() {
        return progress.received().parts();
    }

    /**
     * Returns everything found until now, an unfinished message included. Costs time linear in the number of responses
     * and in the length of an unfinished one, so it is meant for the end of a connection, not for every portion.
     *
     * @param ended whether the peer closed its sending side in order (FIN), which completes a response whose content
     *     ends with the connection; false for a reset or an open connection
     */
    public Transcript transcript(boolean ended) {
        Phase.Remainder remainder = phase.remainder(ended);
        List<Response> finals = new ArrayList<>(progress.finals());
        List<Response> interim = new ArrayList<>(progress.interim());
        remainder.unfinished().ifPresent(response -> Progress.place(response, response.isInterim() ? interim : finals));
        Received received = progress.received();
        return new Transcript(finals, interim, received.copy(remainder.leftoverFrom(), received.length()));
    }

    /**
     * Reads everything at once.
     *
     * @param received everything that was received on one connection
     * @param methods the methods of the requests in order; further responses are read as answers to {@code GET}
     * @param ended whether the peer closed its sending side in order (FIN)
     */
    public static Transcript read(Octets received, List<String> methods, boolean ended) {
        ResponseReader reader = new ResponseReader(n -> n < methods.size() ? methods.get(n) : UNKNOWN_METHOD);
        byte[] octets = received.toByteArray();
        reader.feed(octets, 0, octets.length);
        return reader.transcript(ended);
    }
}
