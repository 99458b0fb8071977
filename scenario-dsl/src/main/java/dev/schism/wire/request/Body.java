// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire.request;

import dev.schism.wire.Octets;
import java.util.List;

/**
 * The content of a message as it was read.
 *
 * @param extent how far it goes
 * @param content the octets after removal of the chunked coding, as far as they are there
 * @param chunks the chunks in order, the last one included; empty where the content is not chunked
 * @param trailers the trailer section in order
 * @param lastChunkSeen whether a chunk of size zero was read
 * @param end index after it
 */
public record Body(
        Message.Extent extent,
        Octets content,
        List<Chunk> chunks,
        List<Field> trailers,
        boolean lastChunkSeen,
        int end) {

    /** Copies the lists. */
    public Body {
        chunks = List.copyOf(chunks);
        trailers = List.copyOf(trailers);
    }

    static Body none(Message.Extent extent, int at) {
        return new Body(extent, Octets.EMPTY, List.of(), List.of(), false, at);
    }

    static Body ofLength(Octets octets, int from, long length) {
        long available = octets.length() - (long) from;
        Message.Extent extent = length <= available ? Message.Extent.COMPLETE : Message.Extent.BODY_INCOMPLETE;
        int to = from + (int) Math.min(length, available);
        return new Body(extent, octets.slice(from, to), List.of(), List.of(), false, to);
    }
}
