// SPDX-License-Identifier: Apache-2.0
package dev.schism.wire;

import java.util.Optional;

/**
 * A chunk-size line (RFC 9112 §7.1).
 *
 * @param octets the size, {@link Long#MAX_VALUE} where it is too large to be read
 * @param irregularAt index of the octet at which it leaves the grammar, -1 where it is regular
 */
record ChunkSizeLine(long octets, int irregularAt) {

    /** Longest hexadecimal number that is converted; what is longer exceeds anything that can be received. */
    private static final int MAX_DIGITS = 15;

    /** Reads a line; empty where no hexadecimal digit stands at its beginning. */
    static Optional<ChunkSizeLine> parse(Received received, Line line) {
        int digits = received.skipWhitespace(line.start(), line.end());
        int at = digits;
        int significant = 0;
        long octets = 0;
        for (int digit = digitAt(received, at, line.end()); digit >= 0; digit = digitAt(received, at, line.end())) {
            significant += significant > 0 || digit > 0 ? 1 : 0;
            octets = octets << 4 | digit;
            at++;
        }
        if (at == digits) {
            return Optional.empty();
        }
        if (significant > MAX_DIGITS) {
            return Optional.of(new ChunkSizeLine(Long.MAX_VALUE, digits));
        }
        int irregularAt = digits > line.start() ? line.start() : new ChunkExtensions(received, line.end()).check(at);
        return Optional.of(new ChunkSizeLine(octets, irregularAt));
    }

    private static int digitAt(Received received, int at, int end) {
        return at < end ? Grammar.hexValue(received.at(at)) : -1;
    }
}
