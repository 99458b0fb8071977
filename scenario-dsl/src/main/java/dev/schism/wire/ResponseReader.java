// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import java.util.List;
import java.util.function.IntFunction;

/**
 * Reads responses from octets as they arrive: strict in what it calls regular, lossless in what it keeps.
 *
 * <p>It never throws for what a peer sent. The result does not depend on how the octets were split. Not thread-safe.
 */
public final class ResponseReader {

    /** Largest status line and header section that is looked at: 256 KiB. */
    public static final int MAX_HEAD_OCTETS = 256 * 1024;

    /**
     * Makes a reader.
     *
     * @param methodOf the method of the request that the n-th final response (from 0) answers; {@code GET} where
     *     unknown
     */
    public ResponseReader(IntFunction<String> methodOf) {}

    /** Takes the next octets. */
    public void feed(byte[] octets, int from, int to) {
        throw new UnsupportedOperationException();
    }

    /** Returns the number of final responses that are complete. */
    public int completeResponses() {
        throw new UnsupportedOperationException();
    }

    /** Returns a complete final response, from 0. */
    public Response response(int index) {
        throw new UnsupportedOperationException();
    }

    /** Returns the number of interim responses that are complete. */
    public int interimResponses() {
        throw new UnsupportedOperationException();
    }

    /** Returns everything found until now, an unfinished message included; {@code ended} tells whether FIN came. */
    public Transcript transcript(boolean ended) {
        throw new UnsupportedOperationException();
    }

    /** Reads everything at once. */
    public static Transcript read(Octets received, List<String> methods, boolean ended) {
        throw new UnsupportedOperationException();
    }
}
