// SPDX-License-Identifier: Apache-2.0
package dev.schism.servers;

/**
 * Watches chunked content come in and tells when reading the whole request again is worth while: where it is complete,
 * where something is unusual, or where a limit is passed. Looks at each octet once, so that content that trickles in
 * costs no more than content that comes at once. It decides nothing: that is up to the grammar. Used by one thread.
 */
final class ChunkWatch {

    private enum Place {
        SIZE,
        EXTENSION,
        SIZE_LF,
        DATA,
        DATA_CR,
        DATA_LF,
        LINE_START,
        LINE,
        LINE_LF,
        END_LF,
        /** Nothing more can be said. */
        DONE
    }

    private static final int MAX_SIZE_DIGITS = 12;

    /** Octets after which the request is read again, where reading it once decided nothing. */
    private static final int LAG = 1024;

    private final int from;
    private Place place = Place.SIZE;
    private int at;
    private int extensions;
    private boolean told;
    private int digits;
    private long size;
    private long left;
    private long content;
    private int chunks;
    private int outside;

    /** Starts at the offset of the first chunk-size line. */
    ChunkWatch(int from) {
        this.from = from;
        this.at = from;
    }

    /** Looks at the octets up to an end that never shrinks; tells whether the request has to be read again. */
    boolean isDue(byte[] octets, int end) {
        while (at < end && place != Place.DONE) {
            if (place == Place.DATA) {
                skip(end);
            } else {
                place = next(octets[at++] & 0xFF);
            }
        }
        return place == Place.DONE && (!told || isMuchLater(octets, end));
    }

    /** Reading it again is also worth while at the end of a line. */
    private boolean isMuchLater(byte[] octets, int end) {
        boolean later = end - at >= LAG || (end > at && octets[end - 1] == '\n');
        at = later ? end : at;
        return later;
    }

    /** Says that the request was read again. */
    void told() {
        told = place == Place.DONE;
    }

    private void skip(int end) {
        int count = (int) Math.min(left, end - at);
        at += count;
        left -= count;
        place = left == 0 ? Place.DATA_CR : Place.DATA;
    }

    private Place next(int octet) {
        return switch (place) {
            case SIZE -> size(octet);
            case EXTENSION -> extension(octet);
            case SIZE_LF -> octet == '\n' ? data() : Place.DONE;
            case DATA_CR -> octet == '\r' ? Place.DATA_LF : Place.DONE;
            case DATA_LF -> octet == '\n' ? chunk() : Place.DONE;
            case LINE_START -> octet == '\r' ? Place.END_LF : line(octet);
            case LINE -> line(octet);
            case LINE_LF -> lineEnd(octet);
            case END_LF, DATA, DONE -> Place.DONE;
        };
    }

    private Place size(int octet) {
        int value = Character.digit(octet, 16);
        if (value >= 0) {
            digits++;
            outside++;
            size = size * 16 + value;
            boolean large = digits > MAX_SIZE_DIGITS || content + size > EmbeddedRules.MAX_CONTENT_OCTETS;
            return large || isTooMuch() ? Place.DONE : Place.SIZE;
        }
        return digits == 0 ? Place.DONE : extension(octet);
    }

    private Place extension(int octet) {
        outside++;
        extensions++;
        if (octet == '\r') {
            return Place.SIZE_LF;
        }
        boolean tooLong = extensions - chunks > EmbeddedRules.MAX_EXTENSION_OCTETS;
        return octet == '\n' || tooLong || isTooMuch() ? Place.DONE : Place.EXTENSION;
    }

    private Place data() {
        chunks++;
        content += size;
        left = size;
        boolean large = at - from > EmbeddedRules.MAX_CODED_OCTETS;
        if (large || chunks > EmbeddedRules.MAX_CHUNKS) {
            return Place.DONE;
        }
        outside = size == 0 ? 0 : outside;
        return size == 0 ? Place.LINE_START : Place.DATA;
    }

    private Place chunk() {
        digits = 0;
        size = 0;
        outside = 0;
        return Place.SIZE;
    }

    private Place line(int octet) {
        outside++;
        if (octet == '\r') {
            return Place.LINE_LF;
        }
        return octet == '\n' || isTooMuch() ? Place.DONE : Place.LINE;
    }

    private Place lineEnd(int octet) {
        outside++;
        return octet == '\n' && !isTooMuch() ? Place.LINE_START : Place.DONE;
    }

    /** Lines of one chunk, or the trailer section, are bounded by the smaller of the limits on both. */
    private boolean isTooMuch() {
        return outside > EmbeddedRules.MAX_TRAILER_OCTETS;
    }
}
